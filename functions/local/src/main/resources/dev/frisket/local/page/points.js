/** The points of a prompt: fractions of width and height of the picture as displayed. Tells of each change. */
export class Points extends EventTarget {
  #all = [];
  #next = 1;

  get all() {
    return this.#all;
  }

  add(x, y, inside) {
    const point = { id: this.#next++, x: limited(x), y: limited(y), inside };
    this.#all.push(point);
    this.#changed("added", point);
    return point;
  }

  /** While a point is dragged it is not settled: marks follow it, and nothing else. */
  move(point, x, y, settled = true) {
    Object.assign(point, { x: limited(x), y: limited(y) });
    this.#changed(settled ? "moved" : "dragged", point);
  }

  turn(point) {
    point.inside = !point.inside;
    this.#changed("turned", point);
  }

  remove(point) {
    this.#all = this.#all.filter((other) => other !== point);
    this.#changed("removed", point);
  }

  replace(inside, outside) {
    const each = (group, isInside) => group.map(([x, y]) => ({ id: this.#next++, x: limited(x), y: limited(y), inside: isInside }));
    this.#all = [...each(inside, true), ...each(outside, false)];
    this.#changed("replaced");
  }

  /** One group as the API takes it, or undefined if it has no points. */
  group(inside) {
    const points = this.#all.filter((point) => point.inside === inside).map(({ x, y }) => [x, y]);
    return points.length > 0 ? { points } : undefined;
  }

  #changed(what, point) {
    this.dispatchEvent(new CustomEvent("change", { detail: { what, point } }));
  }
}

/** What people and screen readers call a point. */
export function nameOf(point) {
  return `Point ${point.inside ? "inside" : "outside"} at ${percent(point.x)}, ${percent(point.y)}`;
}

const percent = (fraction) => `${Math.round(fraction * 100)} %`;
const limited = (fraction) => Math.round(Math.min(1, Math.max(0, fraction)) * 10_000) / 10_000;
