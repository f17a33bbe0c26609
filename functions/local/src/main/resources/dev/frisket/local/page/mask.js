/** The tint of what is inside: the red of masking film. */
const TINT = "rgb(226 24 66)";

/** A result of an artwork, ready to be shown. */
export class Mask {
  #made = new Map();

  constructor(blob, coverage) {
    this.blob = blob;
    this.coverage = coverage;
    [this.width, this.height] = [coverage.width, coverage.height];
  }

  static async fetch(url) {
    const answer = await fetch(url);
    if (!answer.ok) {
      throw new Error(`The mask could not be fetched (${answer.status}).`);
    }
    const blob = await answer.blob();
    const bitmap = await createImageBitmap(blob);
    return new Mask(blob, coverageOf(bitmap));
  }

  /** What is inside, white. */
  get white() {
    return this.#filled("white", "#fff");
  }

  /** What is inside, tinted. */
  get tinted() {
    return this.#filled("tinted", TINT);
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
    return this.#once("cutout", () => this.#through((context) => context.drawImage(image, 0, 0, this.width, this.height)));
  }

  #filled(name, style) {
    return this.#once(name, () =>
      this.#through((context) => {
        context.fillStyle = style;
        context.fillRect(0, 0, this.width, this.height);
      }),
    );
  }

  #through(draw) {
    const canvas = canvasOf(this.width, this.height);
    const context = canvas.getContext("2d");
    context.drawImage(this.coverage, 0, 0);
    context.globalCompositeOperation = "source-in";
    draw(context);
    return canvas;
  }

  #once(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }
}

// The grey of the mask becomes the opacity of a canvas, which is what compositing works with.
function coverageOf(bitmap) {
  const canvas = canvasOf(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data[i + 3] = pixels.data[i];
  context.putImageData(pixels, 0, 0);
  return canvas;
}

export function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}
