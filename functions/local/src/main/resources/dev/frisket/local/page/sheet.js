import { limited, nameOf } from "./points.js";

const MAX_STEPS = 200;
/** Changes of one kind that follow each other this closely are undone together. */
const MERGE_MILLIS = 700;

let next = 1;
export const newId = () => next++;

/** A thing to be masked: one request to the API. Names, colours and what is hidden or removed are those of its masks, by number. */
export const newObject = (given = {}) => ({
  id: newId(),
  method: "points",
  points: [],
  box: null,
  boxes: [],
  text: "",
  parameters: {},
  pick: null,
  names: {},
  colours: {},
  hidden: {},
  removed: {},
  ...given,
});

/** What people work on: a picture and its objects, none of which is ever changed in place, so that every step can be undone. */
export class Sheet extends EventTarget {
  #state;
  #past = [];
  #future = [];
  #last = { what: null, at: 0 };
  #settled;

  constructor() {
    super();
    const object = newObject();
    this.#state = { picture: null, objects: [object], current: object.id };
    this.#settled = this.#state;
  }

  get state() {
    return this.#state;
  }

  get picture() {
    return this.#state.picture;
  }

  /** The object that prompts go to. */
  get object() {
    return this.#state.objects.find(({ id }) => id === this.#state.current) ?? this.#state.objects[0];
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Changes the picture, the objects or which of them is worked on. */
  set(change, { what, said, unsettled = false, merges = false, fresh = false } = {}) {
    const merged = merges && what === this.#last.what && Date.now() - this.#last.at < MERGE_MILLIS;
    this.#state = { ...this.#state, ...change };
    if (!unsettled) {
      if (!merged && !fresh) this.#past = [...this.#past, this.#settled].slice(-MAX_STEPS);
      this.#settled = this.#state;
      this.#future = [];
      this.#last = { what, at: Date.now() };
    }
    this.#tell({ what, said, unsettled, merges });
  }

  /** Changes an object; what changes its prompt leaves the choice of a candidate to the scores again. */
  edit(change, options, id = this.object.id) {
    const objects = this.#state.objects.map((object) => (object.id === id ? { ...object, ...change } : object));
    this.set({ objects }, options);
  }

  /** Adds an object, to be worked on, that is asked for as the one before. */
  addObject(given = {}, options = { what: "object", said: "Object added." }) {
    const { method, parameters } = this.object;
    const object = newObject({ method, parameters, ...given });
    this.set({ objects: [...this.#state.objects, object], current: object.id }, options);
  }

  /** There is always one object left, if only an empty one. */
  removeObject(id, options) {
    const left = this.#state.objects.filter((object) => object.id !== id);
    const objects = left.length > 0 ? left : [newObject({ method: this.object.method, parameters: this.object.parameters })];
    this.set({ objects, current: objects.some((object) => object.id === this.#state.current) ? this.#state.current : objects.at(-1).id }, options);
  }

  addPoint(x, y, inside) {
    const point = { id: newId(), x: limited(x), y: limited(y), inside };
    this.#points([...this.object.points, point], { what: "point", said: `${nameOf(point)} added.` });
  }

  /** While a point is dragged it is not settled: marks follow it, and nothing else. */
  movePoint(id, x, y, unsettled = false, merges = false) {
    this.#changePoint(id, { x: limited(x), y: limited(y) }, "moved", { unsettled, merges });
  }

  turnPoint(id) {
    const point = this.object.points.find((each) => each.id === id);
    this.#changePoint(id, { inside: !point.inside }, "turned");
  }

  removePoint(id) {
    const point = this.object.points.find((each) => each.id === id);
    this.#points(this.object.points.filter((each) => each !== point), { what: "point", said: `${nameOf(point)} removed.` });
  }

  #changePoint(id, change, done, options) {
    const points = this.object.points.map((each) => (each.id === id ? { ...each, ...change } : each));
    const point = points.find((each) => each.id === id);
    this.#points(points, { what: `point-${id}`, said: options?.unsettled ? undefined : `${nameOf(point)} ${done}.`, ...options });
  }

  #points(points, options) {
    this.edit({ points, pick: null }, options);
  }

  /** The boxes of the object, whichever way they are sent. */
  get boxes() {
    const { method, box, boxes } = this.object;
    return { points: box ? [box] : [], boxes, text: [] }[method];
  }

  setBoxes(boxes, options) {
    const change = this.object.method === "boxes" ? { boxes } : { box: boxes.at(-1) ?? null, pick: null };
    this.edit(change, options);
  }

  undo() {
    this.#step(this.#past, this.#future, "Undone.");
  }

  redo() {
    this.#step(this.#future, this.#past, "Redone.");
  }

  #step(from, to, said) {
    if (from.length === 0) return;
    to.push(this.#settled);
    this.#state = this.#settled = from.pop();
    this.#last = { what: null, at: 0 };
    this.#tell({ what: "history", said });
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}
