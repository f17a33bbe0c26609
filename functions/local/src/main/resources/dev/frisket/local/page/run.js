import { ApiError, awaitArtwork, cancelArtwork, createArtwork } from "./api.js";

/** Longest time to an answer, so that the status shown is no older. */
const LOOK_SECONDS = 1;
const ENDS = new Set(["succeeded", "failed", "canceled"]);

/** One request on its way: sends it, looks until the artwork has ended, and can call it off. */
export class Run {
  #began = performance.now();
  #artwork = null;
  #canceled = false;

  /** Told the status whenever there is something new to say. */
  constructor(told) {
    this.told = told;
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  /** The ended artwork. `request` may take its time: an upload comes first. */
  async finish(request) {
    const timer = setInterval(() => this.#tell(), 100);
    try {
      const body = await request();
      if (this.#canceled) return { status: "canceled", results: [] };
      this.#artwork = await createArtwork(body);
      if (this.#canceled) await this.#callOff();
      while (!ENDS.has(this.#artwork.status)) {
        const now = await awaitArtwork(this.#artwork.id, LOOK_SECONDS);
        if (!ENDS.has(this.#artwork.status)) this.#artwork = now;
      }
      return this.#artwork;
    } finally {
      clearInterval(timer);
    }
  }

  async cancel() {
    this.#canceled = true;
    if (this.#artwork) await this.#callOff();
  }

  async #callOff() {
    try {
      this.#artwork = await cancelArtwork(this.#artwork.id);
    } catch (error) {
      // It ended first: the next look tells how.
      if (!(error instanceof ApiError) || error.statusCode !== 409) throw error;
    }
  }

  #tell() {
    this.told(this.#canceled ? "canceling" : (this.#artwork?.status ?? "sending"), this.seconds);
  }
}
