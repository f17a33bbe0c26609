/** A result of an artwork, ready to be shown. What is costly is made when it is first asked for. */
export class Mask {
  #bitmap;
  #made = new Map();

  constructor(blob, bitmap) {
    this.blob = blob;
    this.#bitmap = bitmap;
    [this.width, this.height] = [bitmap.width, bitmap.height];
  }

  static async fetch(url) {
    const answer = await fetch(url);
    if (!answer.ok) {
      throw new Error(`The mask could not be fetched (${answer.status}).`);
    }
    const blob = await answer.blob();
    return new Mask(blob, await createImageBitmap(blob));
  }

  /** The grey of the mask as the opacity of a canvas, which is what compositing works with. */
  get coverage() {
    return this.#once("coverage", () => coverageOf(this.#bitmap, this.width, this.height));
  }

  /** What is inside, in a colour. */
  filled(colour) {
    return this.#once(colour, () => through(this.coverage, (context) => fill(context, colour, this)));
  }

  /** How much of the picture is inside, 0..1. */
  get share() {
    return this.#once("share", () => {
      const { data } = this.coverage.getContext("2d").getImageData(0, 0, this.width, this.height);
      let sum = 0;
      for (let i = 3; i < data.length; i += 4) sum += data[i];
      return sum / 255 / (this.width * this.height);
    });
  }

  /** What is inside of a picture, on nothing. */
  cutout(image) {
    return this.#once("cutout", () => through(this.coverage, (context) => context.drawImage(image, 0, 0, this.width, this.height)));
  }

  /** Picture and mask in a colour, small. */
  thumbnail(image, colour, height) {
    const canvas = canvasOf(Math.max(1, Math.round((height * this.width) / this.height)), height);
    const context = canvas.getContext("2d");
    if (image) context.drawImage(image, 0, 0, canvas.width, canvas.height);
    context.globalAlpha = 0.7;
    const small = coverageOf(this.#bitmap, canvas.width, canvas.height);
    context.drawImage(through(small, (inner) => fill(inner, colour, canvas)), 0, 0);
    return canvas;
  }

  #once(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }
}

function fill(context, colour, { width, height }) {
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
}

function through(coverage, draw) {
  const canvas = canvasOf(coverage.width, coverage.height);
  const context = canvas.getContext("2d");
  context.drawImage(coverage, 0, 0);
  context.globalCompositeOperation = "source-in";
  draw(context);
  return canvas;
}

function coverageOf(bitmap, width, height) {
  const canvas = canvasOf(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data[i + 3] = pixels.data[i];
  context.putImageData(pixels, 0, 0);
  return canvas;
}

export function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}
