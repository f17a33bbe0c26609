import { arrow, put } from "./marks.js";
import { boxBetween } from "./points.js";

const LONG_PRESS_MILLIS = 500;
const SLIP_PIXELS = 6;
const MIN_BOX_PIXELS = 8;
const STEP = 0.01;
const ZOOM_STEP = 1.25;
const isWithin = ([x, y]) => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/**
 * Makes clicks, drags and keys on the stage points and boxes, or zoom and pan it. `uses` answers what counts now:
 * {points, boxes: whether these can be added, tool: "point", "box" or "move"}.
 */
export class Pointing extends EventTarget {
  #stage;
  #uses;
  #say;
  #fingers = new Map();
  #press = null;
  #cross = null;
  #corner = null;
  #hasSpace = false;
  #crosshair;
  #band;

  constructor(stage, { crosshair, band }, uses, say) {
    super();
    [this.#stage, this.#uses, this.#say, this.#crosshair, this.#band] = [stage, uses, say, crosshair, band];
    const { element } = stage;
    const on = (name, listener, options) => element.addEventListener(name, listener, options);
    on("contextmenu", (event) => event.preventDefault());
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#lift(event));
    on("pointerleave", () => this.#tell("leave"));
    on("wheel", (event) => this.#wheel(event), { passive: false });
    on("keydown", (event) => this.#key(event));
    on("keyup", ({ key }) => key === " " && (this.#hasSpace = false));
    on("blur", () => ((crosshair.hidden = true), (this.#hasSpace = false)));
    on("focus", () => this.#showCross());
    stage.addEventListener("move", () => this.#showCross());
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #addPoint(at, inside) {
    if (this.#uses().points && isWithin(at)) this.#tell("point", { at, inside });
  }

  #down(event) {
    this.#hideCross();
    this.#tell("leave");
    const { element } = this.#stage;
    element.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, event);
    clearTimeout(this.#press?.timer);
    this.#band.hidden = true;
    this.#press = this.#fingers.size === 1 ? { event, moved: false, from: this.#stage.fractionAt(event.clientX, event.clientY) } : null;
    if (this.#press && event.pointerType === "touch") {
      const { from } = this.#press;
      this.#press.timer = setTimeout(() => {
        this.#addPoint(from, false);
        this.#press = null;
      }, LONG_PRESS_MILLIS);
    }
  }

  #move(event) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.#tell("hover", this.#stage.fractionAt(event.clientX, event.clientY));
      return;
    }
    if (this.#fingers.size === 2) this.#pinch(event);
    else if (this.#press) this.#drag(event, before);
    this.#fingers.set(event.pointerId, event);
  }

  #drag(event, before) {
    const { event: began, from } = this.#press;
    this.#press.moved ||= Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY) > SLIP_PIXELS;
    if (!this.#press.moved) return;
    clearTimeout(this.#press.timer);
    if (this.#draws(began)) {
      this.#press.box = boxBetween(from, this.#stage.fractionAt(event.clientX, event.clientY));
      this.#showBand(this.#press.box);
    } else this.#stage.pan(event.clientX - before.clientX, event.clientY - before.clientY);
  }

  // A mouse draws boxes with its main button, unless set to move; a finger only if set to draw.
  #draws({ button, pointerType }) {
    const { boxes, tool } = this.#uses();
    return boxes && button === 0 && !this.#hasSpace && (tool === "box" || (tool === "point" && pointerType !== "touch"));
  }

  #up(event) {
    const press = this.#press;
    if (press && !press.moved && event.button !== 1 && this.#uses().tool !== "move") {
      this.#addPoint(this.#stage.fractionAt(event.clientX, event.clientY), event.button === 0 && !event.altKey);
    }
    const isLarge = press && Math.min(Math.abs(event.clientX - press.event.clientX), Math.abs(event.clientY - press.event.clientY)) >= MIN_BOX_PIXELS;
    if (press?.box && isLarge) this.#tell("box", press.box);
    this.#lift(event);
  }

  #lift(event) {
    clearTimeout(this.#press?.timer);
    this.#press = null;
    this.#band.hidden = true;
    this.#fingers.delete(event.pointerId);
  }

  #pinch(event) {
    const other = [...this.#fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    const before = this.#fingers.get(event.pointerId);
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const middle = (one) => [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2];
    const [from, to] = [middle(before), middle(event)];
    this.#stage.zoomBy(apart(event) / Math.max(1, apart(before)), from);
    this.#stage.pan(to[0] - from[0], to[1] - from[1]);
  }

  // Up zooms in at the pointer; down, once all is seen, scrolls the page.
  #wheel(event) {
    if (event.deltaY > 0 && this.#stage.zoom <= 1 && !event.ctrlKey) return;
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    const factor = Math.exp(-pixels / (event.ctrlKey ? 200 : 400));
    const { zoom } = this.#stage;
    if (factor < 1 && zoom > 1 && zoom * factor < 1) this.#stage.fit();
    else this.#stage.zoomBy(factor, [event.clientX, event.clientY]);
    event.preventDefault();
  }

  #key(event) {
    if (event.target !== this.#stage.element || event.ctrlKey || event.metaKey) return;
    const direction = arrow(event);
    if (direction) {
      this.#cross = (this.#cross ?? [0.5, 0.5]).map((at, axis) => Math.min(1, Math.max(0, at + direction[axis] * STEP)));
      this.#showCross();
      this.#say(`Cross-hair at ${this.#cross.map((at) => `${Math.round(at * 100)} %`).join(", ")}`);
    } else if (event.key === "Enter") this.#addPoint((this.#cross ??= [0.5, 0.5]), !event.shiftKey && !event.altKey);
    else if (event.key.toLowerCase() === "b") this.#keyCorner();
    else if (event.key === "+" || event.key === "=") this.#stage.zoomBy(ZOOM_STEP);
    else if (event.key === "-") this.#stage.zoomBy(1 / ZOOM_STEP);
    else if (event.key === "0") this.#stage.fit();
    else if (event.key === " ") this.#hasSpace = true;
    else if (event.key === "Escape") this.#hideCross();
    else return;
    event.preventDefault();
  }

  // The first time one corner of a box, the second time the other.
  #keyCorner() {
    if (!this.#uses().boxes) return;
    this.#cross ??= [0.5, 0.5];
    const box = this.#corner && boxBetween(this.#corner, this.#cross);
    if (box) this.#tell("box", box);
    else this.#say("Corner of a box. Move the cross-hair, and press B again for the other corner.");
    this.#corner = box ? null : this.#cross;
    this.#showCross();
  }

  #showCross() {
    if (!this.#cross) return;
    put(this.#crosshair, this.#stage.placeOf(...this.#cross));
    this.#crosshair.hidden = document.activeElement !== this.#stage.element;
    if (this.#corner) this.#showBand(boxBetween(this.#corner, this.#cross));
    else if (!this.#press) this.#band.hidden = true;
  }

  #hideCross() {
    this.#cross = this.#corner = null;
    this.#crosshair.hidden = this.#band.hidden = true;
  }

  #showBand(box) {
    this.#band.hidden = !box;
    if (!box) return;
    const [from, to] = [this.#stage.placeOf(box[0], box[1]), this.#stage.placeOf(box[2], box[3])];
    put(this.#band, from);
    Object.assign(this.#band.style, { width: `${to[0] - from[0]}px`, height: `${to[1] - from[1]}px` });
  }
}
