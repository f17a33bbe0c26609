// Masks the object in the middle of a picture: API=http://localhost:3000 KEY=… node segment.mjs picture.jpg mask.png
import { readFile, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const { API, KEY } = process.env;
const [picture, mask] = process.argv.slice(2);

function stop(message) {
  console.error(message);
  process.exit(1);
}

/** Returns the API's response. Retries a 429 after Retry-After; stops with the API's message on any other error. */
async function call(path, body) {
  const method = body ? "POST" : "GET";
  const answer = await fetch(API + path, { method, headers: { Authorization: `Bearer ${KEY}`, Prefer: "wait=25" }, body: JSON.stringify(body) });
  const seconds = Number(answer.headers.get("Retry-After") ?? 1);
  if (answer.status === 429 && seconds <= 60) {
    await sleep(1000 * seconds);
    return call(path, body);
  }
  return answer.ok ? answer.json() : stop((await answer.json()).message);
}

/** Uploads a picture from disk and returns its imageUrl. A picture on the web needs no upload: use its URL. */
async function upload(file) {
  const body = await readFile(file);
  const contentType = `image/${extname(file).slice(1).toLowerCase().replace(/^jpg$/, "jpeg").replace(/^tif$/, "tiff")}`;
  const { uploadUrl, headers, imageUrl } = await call("/v2/uploads", { contentType, size: body.length });
  const answer = await fetch(uploadUrl, { method: "PUT", headers, body });
  return answer.ok ? imageUrl : stop(`The upload was refused: ${answer.status}`);
}

let artwork = await call("/v2/artworks/segmentation", {
  imageUrl: await upload(picture),
  method: "points",
  pointsPositive: { points: [[0.5, 0.5]] },
  outputFormat: "png",
});
// It takes longer, or the API lets no response wait.
while (["starting", "processing"].includes(artwork.status)) {
  await sleep(2000);
  artwork = await call(`/v2/artworks/${artwork.id}`);
}
if (artwork.status !== "succeeded") stop(artwork.error ?? artwork.status);
await writeFile(mask, Buffer.from(await (await fetch(artwork.results[0])).arrayBuffer()));
