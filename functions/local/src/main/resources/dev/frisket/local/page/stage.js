import { drawView } from "./view.js";

const MAX_ZOOM = 64;
/** What is this near to showing all of the picture shows all of it. */
const NEAR = 0.001;
/** From this many device pixels for a pixel of the picture, pixels are shown as squares. */
const SHARP = 2;

/** Where picture and mask are shown, zoomed and moved. Tells whenever something on it has another place. */
export class Stage extends EventTarget {
  #element;
  #canvas;
  #scene = { image: null, layers: [], detections: [], preview: null, opacity: 0.6 };
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

  /** 1 when all of the picture is just seen. */
  get zoom() {
    return this.#zoom;
  }

  /** Device pixels for a pixel of the picture. */
  get scale() {
    return (this.#place().width * window.devicePixelRatio) / this.#size[0];
  }

  get fits() {
    return this.#zoom === 1;
  }

  showPicture(picture) {
    this.#resize(picture?.size ?? [4, 3]);
    Object.assign(this.#scene, { image: picture?.image ?? null, layers: [], detections: [], preview: null });
    this.fit();
  }

  /** Shows layers, {mask, colour, stale}, and detections, {box, text, colour}, with boxes in pixels of the picture. */
  showLayers(layers, detections) {
    Object.assign(this.#scene, { layers, detections, preview: null });
    if (layers[0] && !this.#scene.image) this.#resize([layers[0].mask.width, layers[0].mask.height]);
    this.#redraw();
  }

  /** Shows the mask that a click would give, {mask, colour}, or none. */
  showPreview(preview) {
    if (this.#scene.preview === preview) return;
    this.#scene.preview = preview;
    this.#redraw();
  }

  #resize(size) {
    this.#size = size;
    this.#element.style.setProperty("--aspect", size[0] / size[1]);
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

  /** Shows a pixel of the picture as a pixel of the screen. */
  actualSize() {
    this.zoomBy(1 / this.scale);
  }

  /** Zooms by a factor; what is at the place given (in CSS pixels of the window; the middle if none) stays there. */
  zoomBy(factor, at) {
    const kept = at && this.fractionAt(...at);
    const zoom = Math.min(this.#maxZoom(), Math.max(this.#minZoom(), this.#zoom * factor));
    this.#zoom = Math.abs(zoom - 1) < NEAR ? 1 : zoom;
    if (kept) {
      const now = this.fractionAt(...at);
      this.#middle = [0, 1].map((axis) => this.#middle[axis] + kept[axis] - now[axis]);
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

  // Small pictures shrink to their own size; large ones grow until their pixels are as large as those of small ones.
  #minZoom() {
    return Math.min(1, 1 / (this.#fit() * window.devicePixelRatio));
  }

  #maxZoom() {
    return Math.max(1, MAX_ZOOM / (this.#fit() * window.devicePixelRatio));
  }

  // CSS pixels for a pixel of the picture when all of it is seen.
  #fit() {
    return Math.min(this.#element.clientWidth / this.#size[0], this.#element.clientHeight / this.#size[1]) || 1;
  }

  #place() {
    const [boxWidth, boxHeight] = [this.#element.clientWidth, this.#element.clientHeight];
    const scale = this.#fit() * this.#zoom;
    const [width, height] = [this.#size[0] * scale, this.#size[1] * scale];
    const along = (box, length, middle) => (length <= box ? (box - length) / 2 : Math.min(0, Math.max(box - length, box / 2 - middle * length)));
    return { x: along(boxWidth, width, this.#middle[0]), y: along(boxHeight, height, this.#middle[1]), width, height };
  }

  #redraw() {
    const half = Math.min(0.5, 0.5 / this.#zoom);
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
    const place = Object.fromEntries(Object.entries(this.#place()).map(([name, value]) => [name, Math.round(value * ratio)]));
    context.imageSmoothingEnabled = place.width < this.#size[0] * SHARP;
    context.imageSmoothingQuality = "high";
    drawView(this.#view, context, { ...this.#scene, size: this.#size, place, ratio });
  }
}
