import { ApiError, cancelArtwork, createArtwork, waitForArtwork } from "./api.js";

const TELL_MILLIS = 100;
/** How long the server may keep the first answer: until then the artwork has no id to call it off by. */
const FIRST_WAIT_SECONDS = 1;
const WAIT_SECONDS = 5;
/** Between looks at a server that doesn't wait. */
const [FIRST_LOOK_MILLIS, MAX_LOOK_MILLIS] = [60, 400];
const ENDS = new Set(["succeeded", "failed", "canceled"]);
const CALLED_OFF = { status: "canceled", results: [] };

/** One request on its way: sends it, looks until the artwork has ended, and can call it off. */
export class Run {
  #began = performance.now();
  #artwork = null;
  #canceled = false;
  #delay = null;
  #look = FIRST_LOOK_MILLIS;

  /** @param told is called with each new status */
  constructor(told) {
    this.told = told;
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  /** The ended artwork. `request` may take its time: an upload comes first. */
  async finish(request) {
    const timer = setInterval(() => this.#tell(), TELL_MILLIS);
    const waiting = (reason, millis) => this.#wait(reason, millis);
    try {
      const body = await request();
      if (this.#canceled) return CALLED_OFF;
      // The key makes it safe to send again what may have arrived.
      const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      let { read: artwork, waited } = await createArtwork(body, key, FIRST_WAIT_SECONDS, waiting);
      this.#artwork = artwork;
      if (this.#canceled) await this.#callOff();
      while (!ENDS.has(this.#artwork.status)) {
        if (!waited) await this.#pause();
        ({ read: artwork, waited } = await waitForArtwork(artwork.id, WAIT_SECONDS, waiting));
        if (!ENDS.has(this.#artwork.status)) this.#artwork = artwork;
      }
      // Called off is called off, even if it ended first.
      return this.#canceled ? { ...this.#artwork, status: "canceled", results: [] } : this.#artwork;
    } catch (error) {
      if (this.#canceled && error === CALLED_OFF) return CALLED_OFF;
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  async cancel() {
    this.#canceled = true;
    if (this.#artwork && !ENDS.has(this.#artwork.status)) await this.#callOff();
  }

  async #callOff() {
    try {
      this.#artwork = await cancelArtwork(this.#artwork.id);
    } catch (error) {
      // It ended first: the next look-up returns how.
      if (!(error instanceof ApiError) || (error.statusCode !== 409 && error.statusCode !== 0)) throw error;
    }
  }

  async #pause() {
    await new Promise((resolve) => setTimeout(resolve, this.#look));
    this.#look = Math.min(MAX_LOOK_MILLIS, this.#look * 1.3);
  }

  async #wait(reason, millis) {
    this.#delay = reason;
    const end = performance.now() + millis;
    while (performance.now() < end && !this.#canceled) await new Promise((resolve) => setTimeout(resolve, TELL_MILLIS));
    if (this.#canceled) throw CALLED_OFF;
    this.#delay = null;
  }

  #tell() {
    this.told(this.#canceled ? "canceling" : (this.#delay ?? this.#artwork?.status ?? "sending"), this.seconds);
  }
}
