import { upload } from "./api.js";
import { mediaType } from "./formats.js";

const UPLOADS = "frisket-uploads";
/** The limits of the API, in bytes and pixels. */
const [MAX_BYTES, MAX_PIXELS] = [25_000_000, 64_000_000];
const shown = new Map();
let made = 0;

/** A picture that was chosen: how it looks here, and by which address the API knows it. */
export class Picture {
  #blob;
  #address;

  /** `origin` is what a link can name it by: {address} or {sample}; nothing if it was opened from a file. */
  constructor(name, image, { blob, address, origin } = {}) {
    this.id = ++made;
    this.name = name;
    this.image = image;
    this.origin = origin;
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

  /** Throws the reason if the API would not read it. */
  static async ofFile(file, name = file.name, origin) {
    if (file.size > MAX_BYTES) throw new Error(`The file has ${(file.size / 1e6).toFixed(1)} MB; the API reads up to ${MAX_BYTES / 1e6} MB. Save it smaller.`);
    const type = await mediaType(file);
    const image = await createImageBitmap(file).catch(() => null);
    const pixels = image ? image.width * image.height : 0;
    if (pixels > MAX_PIXELS) {
      throw new Error(`The picture has ${(pixels / 1e6).toFixed(1)} megapixels; the API reads up to ${MAX_PIXELS / 1e6}. Save it smaller.`);
    }
    return new Picture(name, image, { blob: new Blob([file], { type }), origin });
  }

  static async ofSample(name) {
    const answer = await fetch(`/samples/${name}`);
    const picture = await Picture.ofFile(await answer.blob(), name, { sample: name });
    picture.#address = remembered().find((each) => each.name === name)?.imageUrl;
    return picture;
  }

  /** A host that lets pages read its pictures makes cut-outs possible; another's can still be shown. */
  static async ofAddress(address) {
    const fault = faultOf(address);
    if (fault) throw new Error(fault);
    const image = (await load(address, "anonymous")) ?? (await load(address, null));
    return new Picture(address, image, { address, origin: { address } });
  }

  /** The picture of an earlier request: from this page, or a sample, or the web; uploads can't be read back. */
  static async ofRequest(address) {
    const sample = remembered().find((each) => each.imageUrl === address);
    if (shown.has(address)) return shown.get(address);
    if (sample) return Picture.ofSample(sample.name);
    return address.includes("/v2/uploads/") ? new Picture("an earlier upload", null, { address }) : Picture.ofAddress(address);
  }
}

function faultOf(address) {
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) return "That is no address: it must begin with https:// or http://.";
  const { username, password } = new URL(address);
  return username || password ? "The address must not contain a user name or password." : null;
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
