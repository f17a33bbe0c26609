import { arrow } from "./marks.js";

const LONG_PRESS_MILLIS = 500;
const SLIP_PIXELS = 6;
const STEP = 0.01;
const ZOOM_STEP = 1.25;

/** Makes clicks and keys on the stage points, and drags, wheel and pinches its zoom. `enabled` tells whether points count. */
export function pointing(stage, points, crosshair, enabled, say) {
  const { element } = stage;
  const fingers = new Map();
  let press = null;
  let cross = null;

  function add([x, y], inside) {
    if (enabled() && x >= 0 && x <= 1 && y >= 0 && y <= 1) points.add(x, y, inside);
  }

  element.addEventListener("contextmenu", (event) => event.preventDefault());

  element.addEventListener("pointerdown", (event) => {
    hideCross();
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    clearTimeout(press?.timer);
    press = fingers.size === 1 ? { event, moved: false } : null;
    if (press && event.pointerType === "touch") {
      press.timer = setTimeout(() => {
        add(stage.fractionAt(event.clientX, event.clientY), false);
        press = null;
      }, LONG_PRESS_MILLIS);
    }
  });

  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    if (fingers.size === 2) pinch(event);
    else if (press) {
      press.moved ||= Math.hypot(event.clientX - press.event.clientX, event.clientY - press.event.clientY) > SLIP_PIXELS;
      if (press.moved) {
        clearTimeout(press.timer);
        stage.pan(event.clientX - before.clientX, event.clientY - before.clientY);
      }
    }
    fingers.set(event.pointerId, event);
  });

  element.addEventListener("pointerup", (event) => {
    if (press && !press.moved && event.button !== 1) {
      add(stage.fractionAt(event.clientX, event.clientY), event.button === 0 && !event.altKey);
    }
    lift(event);
  });
  element.addEventListener("pointercancel", lift);

  function lift(event) {
    clearTimeout(press?.timer);
    press = null;
    fingers.delete(event.pointerId);
  }

  function pinch(event) {
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    const before = fingers.get(event.pointerId);
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    stage.zoomBy(apart(event) / Math.max(1, apart(before)), [(event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2]);
  }

  element.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) stage.zoomBy(Math.exp(-event.deltaY / 200), [event.clientX, event.clientY]);
      else if (stage.zoom > 1) stage.pan(-event.deltaX, -event.deltaY);
      else return;
      event.preventDefault();
    },
    { passive: false },
  );

  element.addEventListener("keydown", (event) => {
    const direction = arrow(event);
    if (direction) {
      cross ??= [0.5, 0.5];
      cross = cross.map((at, axis) => Math.min(1, Math.max(0, at + direction[axis] * STEP)));
      showCross();
      say(`Cross-hair at ${cross.map((at) => `${Math.round(at * 100)} %`).join(", ")}`);
    } else if (event.key === "Enter") add((cross ??= [0.5, 0.5]), !event.shiftKey && !event.altKey);
    else if (event.key === "+" || event.key === "=") stage.zoomBy(ZOOM_STEP);
    else if (event.key === "-") stage.zoomBy(1 / ZOOM_STEP);
    else if (event.key === "0") stage.fit();
    else if (event.key === "Escape") hideCross();
    else return;
    event.preventDefault();
  });

  function showCross() {
    if (!cross) return;
    const [x, y] = stage.placeOf(...cross);
    Object.assign(crosshair.style, { left: `${x}px`, top: `${y}px` });
    crosshair.hidden = false;
  }

  function hideCross() {
    cross = null;
    crosshair.hidden = true;
  }

  stage.addEventListener("move", showCross);
  element.addEventListener("blur", () => (crosshair.hidden = true));
  element.addEventListener("focus", showCross);
}
