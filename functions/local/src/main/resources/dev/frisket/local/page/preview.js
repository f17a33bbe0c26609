import { deleteArtwork } from "./api.js";
import { Mask } from "./mask.js";
import { newId } from "./sheet.js";
import { requestOf } from "./request.js";
import { Run } from "./run.js";

const REST_MILLIS = 120;
/** A preview that takes longer comes too late to help. */
export const MAX_MILLIS = 300;
const SLOTH = 5;

/**
 * The mask that a click would give, while the pointer rests on the picture. `shown` gets a mask or null. Goes by what
 * earlier round trips of this picture took.
 */
export class Preview {
  #sheet;
  #features;
  #shown;
  #timer = null;
  #busy = false;
  #asked = 0;
  #times = [];
  isOn = true;

  constructor(sheet, features, shown) {
    [this.#sheet, this.#features, this.#shown] = [sheet, features, shown];
  }

  /** The median of the latest round trips in milliseconds, or null while there is none. */
  get millis() {
    return this.#times.length > 0 ? [...this.#times].sort((one, other) => one - other)[Math.floor(this.#times.length / 2)] : null;
  }

  get isFast() {
    return this.millis !== null && this.millis < MAX_MILLIS;
  }

  /** Takes note of a round trip; the first of a picture makes its embedding and counts for nothing. */
  measured(millis) {
    this.#times = [...this.#times, millis].slice(-SLOTH);
  }

  forget() {
    this.#times = [];
    this.clear();
  }

  clear() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#shown(null);
  }

  /** The pointer has come to fractions of the picture. */
  rest(at) {
    this.clear();
    const { method } = this.#sheet.object;
    if (!this.isOn || !this.isFast || method !== "points" || at.some((value) => value < 0 || value > 1)) return;
    this.#timer = setTimeout(() => this.#ask(at), REST_MILLIS);
  }

  async #ask([x, y]) {
    if (this.#busy) return;
    this.#busy = true;
    const asked = this.#asked;
    const { object, picture } = this.#sheet;
    const point = { id: newId(), x, y, inside: true };
    const request = requestOf({ ...object, points: [...object.points, point] }, {});
    delete request.webhook;
    try {
      const run = new Run(() => {});
      const artwork = await run.finish(async () => ({ imageUrl: await picture.address(), ...request, pointsBestMask: true }));
      const mask = artwork.status === "succeeded" ? await Mask.fetch(artwork.results[0]) : null;
      this.measured(run.seconds * 1000);
      if (asked === this.#asked) this.#shown(mask);
      // Nobody asked to keep it.
      if (this.#features.remove) await deleteArtwork(artwork.id);
    } catch {
      // A preview that fails is omitted; the error is shown with the next request.
    }
    this.#busy = false;
  }
}
