import { nameOf } from "./points.js";

const STEP = 0.005;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The direction of an arrow key, larger with Shift, or undefined. */
export function arrow({ key, shiftKey }) {
  return ARROWS[key]?.map((direction) => direction * (shiftKey ? 10 : 1));
}

/** Shows each point on the stage as a button that can be dragged, moved by keys, turned and removed. */
export function showMarks(stage, points, container) {
  const buttons = new Map();

  function update() {
    for (const [point, button] of buttons) {
      if (!points.all.includes(point)) {
        button.remove();
        buttons.delete(point);
      }
    }
    for (const point of points.all) {
      const button = buttons.get(point) ?? create(point);
      button.className = `mark ${point.inside ? "inside" : "outside"}`;
      button.setAttribute("aria-label", nameOf(point));
      const [x, y] = stage.placeOf(point.x, point.y);
      Object.assign(button.style, { left: `${x}px`, top: `${y}px` });
    }
  }

  function create(point) {
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("keydown", (event) => key(event, point));
    button.addEventListener("pointerdown", (event) => drag(event, point, button));
    button.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      event.stopPropagation();
      points.remove(point);
    });
    buttons.set(point, button);
    container.append(button);
    return button;
  }

  function key(event, point) {
    const direction = arrow(event);
    if (direction) points.move(point, point.x + direction[0] * STEP, point.y + direction[1] * STEP);
    else if (event.key === "Enter" || event.key === " ") points.turn(point);
    else if (event.key === "Delete" || event.key === "Backspace") {
      points.remove(point);
      stage.element.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function drag(event, point, button) {
    event.stopPropagation();
    if (event.button !== 0) return;
    const from = [point.x, point.y];
    button.setPointerCapture(event.pointerId);
    const follow = (moved) => points.move(point, ...stage.fractionAt(moved.clientX, moved.clientY), false);
    const drop = () => {
      button.removeEventListener("pointermove", follow);
      if (point.x !== from[0] || point.y !== from[1]) points.move(point, point.x, point.y);
    };
    button.addEventListener("pointermove", follow);
    button.addEventListener("lostpointercapture", drop, { once: true });
  }

  points.addEventListener("change", update);
  stage.addEventListener("move", update);
}
