import { element } from "./parameters.js";
import { nameOf } from "./points.js";

/** Lists the points beside the picture, each with a button that removes it: the way for whoever has no Delete key. */
export function showPointList(points, list, empty, clear) {
  clear.addEventListener("click", () => points.replace([], []));
  points.addEventListener("change", () => {
    empty.hidden = points.all.length > 0;
    clear.disabled = points.all.length === 0;
    list.replaceChildren(...points.all.map(entry));
  });

  function entry(point) {
    const remove = element("button", { type: "button", textContent: "×", ariaLabel: `Remove: ${nameOf(point)}` });
    remove.addEventListener("click", () => points.remove(point));
    const turn = element("button", { type: "button", className: `turn ${point.inside ? "inside" : "outside"}`, title: "Turn" });
    turn.textContent = point.inside ? "+" : "−";
    turn.ariaLabel = `Turn: ${nameOf(point)}`;
    turn.addEventListener("click", () => points.turn(point));
    const place = `${(point.x * 100).toFixed(1)} %, ${(point.y * 100).toFixed(1)} %`;
    return element("li", {}, turn, element("span", { textContent: place }), remove);
  }
}
