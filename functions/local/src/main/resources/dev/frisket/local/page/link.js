// The state in the address of the page, so that a link fills in the form. The content of a link is untrusted: it is
// checked here, and nothing is sent. Webhooks are never taken from a link: they would get the results of other users.

import { newId, newObject } from "./sheet.js";
import { boxBetween, limited } from "./points.js";

const MAX_OBJECTS = 20;
const MAX_POINTS = 200;
const MAX_TEXT = 1000;
const METHODS = ["points", "boxes", "text"];
const SAMPLE = /^sample:([a-z0-9-]+\.[a-z]+)$/;

/** The fragment of a link to a state. A picture that was opened from a file is left out. */
export function linkTo({ picture, objects }) {
  const { address, sample } = picture?.origin ?? {};
  const parts = new URLSearchParams();
  if (address || sample) parts.set("picture", address ?? `sample:${sample}`);
  const written = objects.map(write).filter((each) => Object.keys(each).length > 1);
  if (written.length > 0) parts.set("objects", JSON.stringify(written));
  return parts.size > 0 ? `#${parts}` : "";
}

function write({ method, points, box, boxes, text, parameters, pick, names }) {
  const { webhook, ...shared } = parameters;
  const written = { method };
  if (points.length > 0) written.points = points.map(({ x, y, inside }) => [x, y, inside ? 1 : 0]);
  if (box) written.box = box;
  if (boxes.length > 0) written.boxes = boxes;
  if (text) written.text = text;
  if (Object.keys(shared).length > 0) written.parameters = shared;
  if (pick !== null) written.pick = pick;
  if (Object.values(names).some(Boolean)) written.names = names;
  return written;
}

/** The content of a fragment: {address, sample, objects}, each of which may be missing; `known` keeps the parameters of this page. */
export function readLink(fragment, known) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const picture = parts.get("picture") ?? "";
  const sample = SAMPLE.exec(picture)?.[1];
  const objects = list(parse(parts.get("objects")), MAX_OBJECTS).map((each) => read(each, known)).filter(Boolean);
  return { sample, address: !sample && /^https?:\/\//i.test(picture) ? picture : undefined, objects };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);
const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const areNumbers = (value, count) => Array.isArray(value) && value.length === count && value.every((each) => Number.isFinite(each));

function read(given, known) {
  if (!isPlain(given) || !METHODS.includes(given.method)) return null;
  const boxes = list(given.boxes, MAX_POINTS).map(readBox).filter(Boolean);
  const points = list(given.points, MAX_POINTS).filter((each) => areNumbers(each, 3));
  const plain = Object.entries(isPlain(given.parameters) ? given.parameters : {}).filter(([name, value]) => name !== "webhook" && ["string", "number", "boolean"].includes(typeof value));
  const names = Object.entries(isPlain(given.names) ? given.names : {}).filter(([slot, name]) => /^\d{1,3}$/.test(slot) && typeof name === "string");
  return newObject({
    method: given.method,
    points: points.map(([x, y, inside]) => ({ id: newId(), x: limited(x), y: limited(y), inside: inside === 1 })),
    box: readBox(given.box),
    boxes,
    text: typeof given.text === "string" ? given.text.slice(0, MAX_TEXT) : "",
    parameters: known(Object.fromEntries(plain)),
    pick: Number.isInteger(given.pick) && given.pick >= 0 && given.pick < 3 ? given.pick : null,
    names: Object.fromEntries(names.map(([slot, name]) => [slot, name.slice(0, 60)])),
  });
}

const readBox = (value) => (areNumbers(value, 4) ? boxBetween(value.slice(0, 2), value.slice(2)) : null);
