import { drawView } from "./view.js";

const MAX_ZOOM = 32;

/** Where picture and mask are shown, zoomed and moved. Tells whenever something on it has another place. */
export class Stage extends EventTarget {
  #element;
  #canvas;
  #scene = { image: null, mask: null, opacity: 0.6 };
  #view = "overlay";
  #size = [4, 3];
  #zoom = 1;
  // The middle of what is seen, in fractions of the picture.
  #middle = [0.5, 0.5];
  #planned = false;

  constructor(element, canvas) {
    super();
    this.#element = element;
    this.#canvas = canvas;
    new ResizeObserver(() => this.#redraw()).observe(element);
  }

  get element() {
    return this.#element;
  }

  get zoom() {
    return this.#zoom;
  }

  showPicture(picture) {
    this.#size = picture.size;
    this.#element.style.setProperty("--aspect", this.#size[0] / this.#size[1]);
    this.#scene.image = picture.image;
    this.#scene.mask = null;
    this.fit();
  }

  showMask(mask) {
    this.#scene.mask = mask;
    if (mask && !this.#scene.image) {
      this.#size = [mask.width, mask.height];
      this.#element.style.setProperty("--aspect", mask.width / mask.height);
    }
    this.#redraw();
  }

  showView(view, opacity) {
    this.#view = view;
    this.#scene.opacity = opacity;
    this.#redraw();
  }

  fit() {
    this.#zoom = 1;
    this.#middle = [0.5, 0.5];
    this.#redraw();
  }

  /** Zooms by a factor; what is at the place given (in CSS pixels of the window; the middle if none) stays there. */
  zoomBy(factor, at) {
    const held = at && this.fractionAt(...at);
    this.#zoom = Math.min(MAX_ZOOM, Math.max(1, this.#zoom * factor));
    if (held) {
      const now = this.fractionAt(...at);
      this.#middle = [0, 1].map((axis) => this.#middle[axis] + held[axis] - now[axis]);
    }
    this.#redraw();
  }

  /** Moves the picture by CSS pixels. */
  pan(dx, dy) {
    const { width, height } = this.#place();
    this.#middle = [this.#middle[0] - dx / width, this.#middle[1] - dy / height];
    this.#redraw();
  }

  /** Which fractions of the picture are at a place of the window; beyond 0..1 beside it. */
  fractionAt(clientX, clientY) {
    const box = this.#element.getBoundingClientRect();
    const { x, y, width, height } = this.#place();
    return [(clientX - box.left - this.#element.clientLeft - x) / width, (clientY - box.top - this.#element.clientTop - y) / height];
  }

  /** Where fractions of the picture are, in CSS pixels from the stage's corner. */
  placeOf(fx, fy) {
    const { x, y, width, height } = this.#place();
    return [x + fx * width, y + fy * height];
  }

  #place() {
    const [boxWidth, boxHeight] = [this.#element.clientWidth, this.#element.clientHeight];
    const scale = Math.min(boxWidth / this.#size[0], boxHeight / this.#size[1]) * this.#zoom;
    const [width, height] = [this.#size[0] * scale, this.#size[1] * scale];
    const along = (box, length, middle) => (length <= box ? (box - length) / 2 : Math.min(0, Math.max(box - length, box / 2 - middle * length)));
    return { x: along(boxWidth, width, this.#middle[0]), y: along(boxHeight, height, this.#middle[1]), width, height };
  }

  #redraw() {
    const half = 0.5 / this.#zoom;
    this.#middle = this.#middle.map((at) => Math.min(1 - half, Math.max(half, at)));
    this.dispatchEvent(new Event("move"));
    if (this.#planned) return;
    this.#planned = true;
    requestAnimationFrame(() => {
      this.#planned = false;
      this.#draw();
    });
  }

  #draw() {
    const ratio = window.devicePixelRatio;
    const [width, height] = [this.#element.clientWidth * ratio, this.#element.clientHeight * ratio].map(Math.round);
    Object.assign(this.#canvas, { width, height });
    const context = this.#canvas.getContext("2d");
    const place = Object.fromEntries(Object.entries(this.#place()).map(([name, value]) => [name, value * ratio]));
    context.imageSmoothingEnabled = place.width < this.#size[0] * 4;
    context.imageSmoothingQuality = "high";
    drawView(this.#view, context, { ...this.#scene, place, ratio });
  }
}
