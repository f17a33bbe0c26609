import { apiKey } from "./api-key.js";
import { $ } from "./elements.js";
import { readLink } from "./link.js";
import { Picture } from "./picture.js";
import { newId, newObject } from "./sheet.js";

/** What a first visit begins with: a sample and a point on what it shows. */
const FIRST = { sample: "camera.png", point: [0.3, 0.6] };

/** Starts with the state in the address of the page, or with a sample and its mask. */
export async function begin(sheet, results, parameters, open) {
  const { sample, address, objects } = readLink(location.hash, (values) => parameters.known(values));
  if (sample === undefined && address === undefined && objects.length === 0) {
    await open(Picture.ofSample(FIRST.sample));
    results.isArmed = apiKey() !== "";
    const [x, y] = FIRST.point;
    const object = newObject({ points: [{ id: newId(), x, y, inside: true }] });
    return sheet.set({ objects: [object], current: object.id }, { what: "first", fresh: true });
  }
  const picture = sample ? await Picture.ofSample(sample).catch(() => null) : null;
  sheet.set({ picture, ...(objects.length > 0 && { objects, current: objects[0].id }) }, { what: "link", fresh: true });
  $("status").textContent = "Filled in by the link; nothing is sent until you press Segment.";
  if (address) offer(address, open);
}

// A page elsewhere must not make this browser fetch an address by a link.
function offer(address, open) {
  $("address").value = address;
  $("drop-text").textContent = `The link is about a picture at ${address}`;
  $("load").hidden = false;
  $("load").textContent = "Load the picture";
  $("load").addEventListener("click", () => open(Picture.ofAddress(address)), { once: true });
}
