import { upload } from "./api.js";
import { mediaType } from "./formats.js";

const UPLOADS = "frisket-uploads";
const shown = new Map();

/** A picture that was chosen: how it looks here, and by which address the API knows it. */
export class Picture {
  #blob;
  #address;

  constructor(name, image, { blob, address } = {}) {
    this.name = name;
    this.image = image;
    this.#blob = blob;
    this.#address = address;
  }

  /** Width and height in pixels as displayed; 4 by 3 if this browser can't show it. */
  get size() {
    return this.image ? [this.image.naturalWidth ?? this.image.width, this.image.naturalHeight ?? this.image.height] : [4, 3];
  }

  /** The address to put into a request; uploads the picture when it has none. */
  async address() {
    if (!this.#address) {
      const { imageUrl, expiresAt } = await upload(this.#blob);
      this.#address = imageUrl;
      remember(this.name, imageUrl, expiresAt);
    }
    shown.set(this.#address, this);
    return this.#address;
  }

  /** The address if it is known by now. */
  get knownAddress() {
    return this.#address;
  }

  static async ofFile(file, name = file.name) {
    const type = await mediaType(file);
    const image = await createImageBitmap(file).catch(() => null);
    return new Picture(name, image, { blob: new Blob([file], { type }) });
  }

  static async ofSample(name) {
    const answer = await fetch(`/samples/${name}`);
    const picture = await Picture.ofFile(await answer.blob(), name);
    picture.#address = remembered().find((each) => each.name === name)?.imageUrl;
    return picture;
  }

  /** A host that lets pages read its pictures makes cut-outs possible; another's can still be shown. */
  static async ofAddress(address) {
    const image = (await load(address, "anonymous")) ?? (await load(address, null));
    return new Picture(address, image, { address });
  }

  /** The picture of an earlier request: from this page, or a sample, or the web; uploads can't be read back. */
  static async ofRequest(address) {
    const sample = remembered().find((each) => each.imageUrl === address);
    if (shown.has(address)) return shown.get(address);
    if (sample) return Picture.ofSample(sample.name);
    return address.includes("/v2/uploads/") ? new Picture("an earlier upload", null, { address }) : Picture.ofAddress(address);
  }
}

function load(address, crossOrigin) {
  const image = new Image();
  image.crossOrigin = crossOrigin;
  image.src = address;
  return image.decode().then(() => image, () => null);
}

// Of the samples only: their bytes are here when the tab is loaded again.
function remember(name, imageUrl, expiresAt) {
  if (document.querySelector(`[data-sample="${CSS.escape(name)}"]`)) {
    sessionStorage.setItem(UPLOADS, JSON.stringify([...remembered().filter((each) => each.name !== name), { name, imageUrl, expiresAt }]));
  }
}

function remembered() {
  return JSON.parse(sessionStorage.getItem(UPLOADS) ?? "[]").filter((each) => Date.parse(each.expiresAt) > Date.now() + 60_000);
}
