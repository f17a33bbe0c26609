import { apiKey } from "./api-key.js";

/** Where the API is, without a slash at the end. */
export const ROOT = location.origin;

/** What the API, or something on the way to it, refused; the message is the API's own. */
export class ApiError extends Error {
  constructor(message, statusCode) {
    super(message);
    this.statusCode = statusCode;
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method,
      headers: { Authorization: `Bearer ${apiKey()}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new ApiError("The API can't be reached. Is it still running?", 0);
  }
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new ApiError(read.message ?? `The API answered ${answer.status}.`, answer.status);
  }
  return read;
}

export const getDocument = () => call("GET", "/openapi.json");
export const createArtwork = (request) => call("POST", "/v2/artworks/segmentation", request);
export const getArtwork = (id) => call("GET", `/v2/artworks/${id}`);
export const getMasks = (id) => call("GET", `/v2/artworks/${id}/masks?limit=500`);
export const cancelArtwork = (id) => call("POST", `/v2/artworks/${id}/cancel`);
export const listArtworks = (limit) => call("GET", `/v2/artworks?limit=${limit}`);

/** Uploads a picture's bytes; answers the address that requests of this key may name it by, and its end. */
export async function upload(blob) {
  const place = await call("POST", "/v2/uploads", { contentType: blob.type, size: blob.size });
  const stored = await fetch(place.uploadUrl, { method: "PUT", headers: place.headers, body: blob }).catch(() => null);
  if (!stored?.ok) {
    throw new ApiError(`The picture could not be stored (${stored?.status ?? "no answer"}). Try again.`, stored?.status ?? 0);
  }
  return place;
}
