import { apiKey } from "./api-key.js";

/** Where the API is, without a slash at the end. */
export const ROOT = location.origin;
const MAX_RETRY_AFTER_SECONDS = 60;
const RETRY_MILLIS = 1000;
const MAX_MASKS = 100;

/** What the API, or something on the way to it, refused; the message is the API's own. */
export class ApiError extends Error {
  constructor(message, statusCode) {
    super(message);
    this.statusCode = statusCode;
  }
}

// `waiting`, if given, is called with a reason when the request is to be sent again: the server is lost, or it is one too many.
// It throws to give up.
async function call(method, path, { body, headers = {}, waiting } = {}) {
  for (;;) {
    let answer;
    try {
      answer = await fetch(ROOT + path, {
        method,
        headers: { Authorization: `Bearer ${apiKey()}`, "Content-Type": "application/json", ...headers },
        body: body && JSON.stringify(body),
      });
    } catch {
      if (!waiting) throw new ApiError("The API can't be reached. Is it still running?", 0);
      await waiting("The server can’t be reached; this goes on when it is back", RETRY_MILLIS);
      continue;
    }
    const retryAfter = Number(answer.headers.get("Retry-After"));
    if (answer.status === 429 && waiting && retryAfter > 0 && retryAfter <= MAX_RETRY_AFTER_SECONDS) {
      await waiting(`Too many requests; this goes on in ${retryAfter} s`, retryAfter * 1000);
      continue;
    }
    const read = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new ApiError(read.message ?? `The API answered ${answer.status}.`, answer.status);
    }
    return { read, waited: answer.headers.has("Preference-Applied") };
  }
}

const read = async (...request) => (await call(...request)).read;
const preferring = (seconds, headers) => ({ ...headers, Prefer: `wait=${seconds}` });

export const getDocument = () => read("GET", "/openapi.json");

/** Both answer {read: artwork, waited: whether the server waited for its end}. */
export const createArtwork = (body, key, seconds, waiting) =>
  call("POST", "/v2/artworks/segmentation", { body, headers: preferring(seconds, { "Idempotency-Key": key }), waiting });
export const waitForArtwork = (id, seconds, waiting) => call("GET", `/v2/artworks/${id}`, { headers: preferring(seconds), waiting });

export const cancelArtwork = (id) => read("POST", `/v2/artworks/${id}/cancel`);
export const deleteArtwork = (id) => read("DELETE", `/v2/artworks/${id}`);
export const listArtworks = (limit) => read("GET", `/v2/artworks?limit=${limit}`);
export const listModels = () => read("GET", "/v2/models");

/** What is known of an artwork's masks: {prompt, masks}. `shapes` is empty, `rle` or `polygons`. */
export const getMasks = (id, shapes = "") => read("GET", `/v2/artworks/${id}/masks?limit=${MAX_MASKS}${shapes && `&shapes=${shapes}`}`);

/** Uploads a picture's bytes; answers the address that requests of this key may name it by, and its end. */
export async function upload(blob) {
  const place = await read("POST", "/v2/uploads", { body: { contentType: blob.type, size: blob.size } });
  const stored = await fetch(place.uploadUrl, { method: "PUT", headers: place.headers, body: blob }).catch(() => null);
  if (!stored?.ok) {
    throw new ApiError(`The picture could not be stored (${stored?.status ?? "no answer"}). Try again.`, stored?.status ?? 0);
  }
  return place;
}
