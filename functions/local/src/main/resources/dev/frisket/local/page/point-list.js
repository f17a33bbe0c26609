import { button, element } from "./elements.js";
import { nameOf, nameOfBox } from "./points.js";

/** Lists points and boxes beside the picture, each with a button that removes it, for devices without a Delete key. */
export function showPointList(sheet, list, empty, clear) {
  clear.addEventListener("click", () => sheet.edit({ points: [], box: null, boxes: [], pick: null }, { what: "clear", said: "All removed." }));
  sheet.addEventListener("change", update);

  function update() {
    const points = sheet.object.method === "points" ? sheet.object.points : [];
    const entries = [...points.map(pointEntry), ...sheet.boxes.map(boxEntry)];
    empty.hidden = entries.length > 0;
    clear.disabled = entries.length === 0;
    list.replaceChildren(...entries);
  }

  function pointEntry(point) {
    const turn = button({ className: `turn ${point.inside ? "inside" : "outside"}`, title: "Turn", ariaLabel: `Turn: ${nameOf(point)}` }, () => sheet.turnPoint(point.id), point.inside ? "+" : "−");
    const remove = button({ ariaLabel: `Remove: ${nameOf(point)}` }, () => sheet.removePoint(point.id), "×");
    return element("li", {}, turn, element("span", { textContent: place([point.x, point.y]) }), remove);
  }

  function boxEntry(box, index) {
    const without = () => sheet.setBoxes(sheet.boxes.toSpliced(index, 1), { what: "box", said: `${nameOfBox(box)} removed.` });
    const remove = button({ ariaLabel: `Remove: ${nameOfBox(box)}` }, without, "×");
    const text = `Box ${place(box.slice(0, 2))} to ${place(box.slice(2))}`;
    return element("li", {}, element("i", { className: "frame-sign" }), element("span", { textContent: text }), remove);
  }
}

const place = (fractions) => fractions.map((fraction) => `${(fraction * 100).toFixed(1)} %`).join(", ");
