import { element } from "./elements.js";
import { boxBetween, nameOf, nameOfBox } from "./points.js";

const STEP = 0.005;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The direction of an arrow key, larger with Shift, or undefined. */
export function arrow({ key, shiftKey }) {
  return ARROWS[key]?.map((direction) => direction * (shiftKey ? 10 : 1));
}

/** Shows the points of the object as buttons that can be dragged, moved by keys, turned and removed. */
export function showMarks(stage, sheet, container) {
  const buttons = new Map();
  const find = (id) => sheet.object.points.find((point) => point.id === id);

  function update() {
    const points = sheet.object.method === "points" ? sheet.object.points : [];
    for (const [id, mark] of buttons) {
      if (!points.some((point) => point.id === id)) {
        mark.remove();
        buttons.delete(id);
      }
    }
    for (const point of points) {
      const mark = buttons.get(point.id) ?? create(point.id);
      mark.className = `mark ${point.inside ? "inside" : "outside"}`;
      mark.setAttribute("aria-label", nameOf(point));
      put(mark, stage.placeOf(point.x, point.y));
    }
  }

  function create(id) {
    const mark = element("button", { type: "button" });
    mark.addEventListener("keydown", (event) => key(event, id));
    mark.addEventListener("pointerdown", (event) => {
      const { x, y } = find(id);
      drag(event, mark, (at) => sheet.movePoint(id, ...at, true), () => {
        const now = find(id);
        if (now && (now.x !== x || now.y !== y)) sheet.movePoint(id, now.x, now.y);
      });
    });
    mark.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      event.stopPropagation();
      sheet.removePoint(id);
    });
    buttons.set(id, mark);
    container.append(mark);
    return mark;
  }

  function key(event, id) {
    const direction = arrow(event);
    const point = find(id);
    if (direction) sheet.movePoint(id, point.x + direction[0] * STEP, point.y + direction[1] * STEP, false, true);
    else if (event.key === "Enter" || event.key === " ") sheet.turnPoint(id);
    else if (event.key === "Delete" || event.key === "Backspace") {
      sheet.removePoint(id);
      stage.element.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function drag(event, mark, follow, drop) {
    event.stopPropagation();
    if (event.button !== 0) return;
    mark.setPointerCapture(event.pointerId);
    const moved = (at) => follow(stage.fractionAt(at.clientX, at.clientY));
    mark.addEventListener("pointermove", moved);
    mark.addEventListener("lostpointercapture", () => (mark.removeEventListener("pointermove", moved), drop()), { once: true });
  }

  sheet.addEventListener("change", update);
  stage.addEventListener("move", update);
  return drag;
}

/** Shows the boxes of the object as frames, each with two corners that can be dragged and moved by keys. */
export function showBoxes(stage, sheet, container, drag) {
  let frames = [];

  function update() {
    const { boxes } = sheet;
    if (frames.length !== boxes.length) {
      const focused = frames.flatMap(({ corners }) => corners).indexOf(document.activeElement);
      frames = boxes.map((_, index) => create(index));
      container.replaceChildren(...frames.flatMap(({ frame, corners }) => [frame, ...corners]));
      if (focused >= 0) stage.element.focus();
    }
    boxes.forEach(([x1, y1, x2, y2], index) => {
      const { frame, corners } = frames[index];
      const [from, to] = [stage.placeOf(x1, y1), stage.placeOf(x2, y2)];
      put(frame, from);
      Object.assign(frame.style, { width: `${to[0] - from[0]}px`, height: `${to[1] - from[1]}px` });
      corners.forEach((corner, end) => {
        put(corner, [from, to][end]);
        corner.setAttribute("aria-label", `${["Top left", "Bottom right"][end]} corner. ${nameOfBox(boxes[index])}`);
      });
    });
  }

  function create(index) {
    const corners = [0, 1].map((end) => {
      const corner = element("button", { type: "button", className: "corner" });
      const move = ([x, y], options) => {
        const box = sheet.boxes[index];
        const changed = boxBetween(end === 0 ? [x, y] : box.slice(0, 2), end === 0 ? box.slice(2) : [x, y]);
        if (changed) sheet.setBoxes(sheet.boxes.with(index, changed), { what: `box-${index}`, ...options });
      };
      corner.addEventListener("pointerdown", (event) =>
        drag(event, corner, (at) => move(at, { unsettled: true }), () => sheet.setBoxes(sheet.boxes, { what: `box-${index}` })),
      );
      corner.addEventListener("keydown", (event) => {
        const direction = arrow(event);
        const at = sheet.boxes[index].slice(end * 2, end * 2 + 2);
        if (direction) move(at.map((value, axis) => value + direction[axis] * STEP), { merges: true });
        else if (event.key === "Delete" || event.key === "Backspace") sheet.setBoxes(sheet.boxes.toSpliced(index, 1), { what: "box", said: "Box removed." });
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      return corner;
    });
    return { frame: element("div", { className: "box" }), corners };
  }

  sheet.addEventListener("change", update);
  stage.addEventListener("move", update);
}

export function put({ style }, [x, y]) {
  Object.assign(style, { left: `${x}px`, top: `${y}px` });
}
