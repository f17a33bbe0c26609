import { getMasks } from "./api.js";
import { Mask } from "./mask.js";
import { isPrompted, requestOf } from "./request.js";
import { Run } from "./run.js";

/** Results that are kept to be shown again at once, when a step is undone. */
const MAX_KEPT = 24;
/** How long changes that come in a stream, by key or slider, are let come before they are sent. */
const STREAM_MILLIS = 200;

/**
 * Runs the objects' prompts, one at a time and the newest only, and keeps what came of them. Tells "change" when there is
 * something else to show, "status" while it runs, "end" of each artwork, and "fault" of each error.
 */
export class Results extends EventTarget {
  #sheet;
  #features;
  #found = new Map();
  #kept = new Map();
  #wanted = new Map();
  #timer = null;
  #running = null;
  /** Whether prompts run by themselves, as the switch has it; not before something was done by hand, so that a link sends nothing. */
  isLive = true;
  isArmed = false;

  constructor(sheet, features) {
    super();
    this.#sheet = sheet;
    this.#features = features;
    sheet.addEventListener("change", ({ detail }) => this.#follow(detail));
  }

  /** {masks, facts, artwork, isStale} of an object, or undefined. `facts` has an entry for each mask, or is empty. */
  of(object) {
    const found = this.#found.get(object.id);
    return found && { ...found, isStale: found.key !== this.#key(object) };
  }

  get isBusy() {
    return this.#running !== null;
  }

  /** Runs the object that is worked on, even if nothing has changed. */
  start() {
    const { object } = this.#sheet;
    this.isArmed = true;
    if (this.#running?.key !== this.#key(object)) this.#want(object, 0, true);
  }

  cancel() {
    this.#wanted.clear();
    return this.#running?.run.cancel();
  }

  /** Shows an artwork that has ended earlier as the object's. */
  async show(object, artwork) {
    this.#keep(this.#key(object), await this.#read(artwork));
    this.#settle(object);
  }

  /** The address of the cut-out that the API makes of an object's mask; asks for it if that was not done. */
  async cutoutOf(object, index) {
    let { artwork } = this.#found.get(object.id);
    if ((artwork.parameters.cutoutFormat ?? "none") === "none") {
      artwork = await new Run((status, seconds) => this.#tell("status", { status, seconds })).finish(() => ({ ...artwork.parameters, cutoutFormat: "png", webhook: undefined }));
    }
    if (artwork.status !== "succeeded") throw new Error(artwork.error ?? "The cut-out was not made.");
    return (await getMasks(artwork.id)).masks[index].cutout;
  }

  #key(object) {
    return JSON.stringify([this.#sheet.picture?.id, requestOf(object, this.#features.usual)]);
  }

  #follow({ unsettled, merges, what }) {
    const { objects } = this.#sheet.state;
    const ids = new Set(objects.map(({ id }) => id));
    for (const id of this.#found.keys()) if (!ids.has(id)) this.#found.delete(id);
    if (this.#running && (!ids.has(this.#running.id) || this.#running.picture !== this.#sheet.picture)) this.#running.run.cancel().catch(() => {});
    if (!unsettled) for (const object of objects) this.#settle(object, merges ? STREAM_MILLIS : 0, what === "text");
    this.#tell("change");
  }

  // A text prompt runs when the user submits it.
  #settle(object, delay = 0, isTyped = false) {
    const key = this.#key(object);
    const found = this.#found.get(object.id);
    if (!isPrompted(object) || found?.picture !== this.#sheet.picture) this.#found.delete(object.id);
    this.#wanted.delete(object.id);
    if (!isPrompted(object) || found?.key === key) return;
    if (this.#kept.has(key)) {
      this.#found.set(object.id, this.#kept.get(key));
      this.#tell("change");
    } else if (this.isLive && this.isArmed && this.#sheet.picture && !isTyped && (object.method !== "text" || found)) this.#want(object, delay);
    else if (!isTyped && this.#running?.id !== object.id) this.#found.delete(object.id);
  }

  #want({ id }, delay, isForced = false) {
    this.#wanted.set(id, isForced);
    clearTimeout(this.#timer);
    if (delay > 0) this.#timer = setTimeout(() => this.#work(), delay);
    else this.#work();
  }

  async #work() {
    if (this.#running) return;
    while (this.#wanted.size > 0) {
      const { objects, current } = this.#sheet.state;
      const id = this.#wanted.has(current) ? current : this.#wanted.keys().next().value;
      const isForced = this.#wanted.get(id);
      this.#wanted.delete(id);
      const object = objects.find((each) => each.id === id);
      if (object && (isForced || this.#found.get(id)?.key !== this.#key(object))) await this.#perform(object);
    }
    this.#tell("idle");
  }

  async #perform(object) {
    const [key, { picture }] = [this.#key(object), this.#sheet];
    const run = new Run((status, seconds) => this.#tell("status", { status, seconds }));
    this.#running = { run, key, id: object.id, picture };
    this.#tell("begin");
    let found = null;
    try {
      const artwork = await run.finish(async () => ({ imageUrl: await picture.address(), ...requestOf(object, this.#features.usual) }));
      if (artwork.status === "succeeded") found = this.#keep(key, { ...(await this.#read(artwork)), picture });
      if (this.#sheet.picture === picture) this.#tell("end", { object, artwork, found, seconds: run.seconds });
    } catch (error) {
      if (this.#sheet.picture === picture) this.#tell("fault", error);
    }
    this.#running = null;
    const now = this.#sheet.state.objects.find(({ id }) => id === object.id);
    if (now && this.#key(now) === key && found) this.#found.set(object.id, found);
    // A mask never stays beside a prompt that it isn't of, unless the one that is comes soon.
    else if (now && !this.#wanted.has(now.id) && this.of(now)?.isStale) this.#found.delete(now.id);
    this.#tell("change");
  }

  async #read(artwork) {
    const [masks, known] = await Promise.all([
      Promise.all(artwork.results.map((url) => Mask.fetch(url))),
      this.#features.masks ? getMasks(artwork.id).catch(() => null) : null,
    ]);
    return { artwork, masks, facts: known?.masks ?? [], prompt: known?.prompt, picture: this.#sheet.picture };
  }

  #keep(key, found) {
    this.#kept.delete(key);
    this.#kept.set(key, { ...found, key });
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value);
    return this.#kept.get(key);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
