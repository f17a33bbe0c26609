import { newId, newObject } from "./sheet.js";

/** The defaults of this page: all candidates, to choose from. Needs a server that returns their scores. */
export const USUAL = { pointsBestMask: false };

const PREFIXES = ["text", "points", "boxes"];

/** Whether an object has a prompt. */
export function isPrompted({ method, points, box, boxes, text }) {
  return { points: points.length > 0 || box !== null, boxes: boxes.length > 0, text: text.trim() !== "" }[method];
}

/** An object as the API takes it, but for the picture's address. */
export function requestOf(object, usual) {
  const { method } = object;
  const counts = ([name]) => !PREFIXES.some((prefix) => prefix !== method && name.startsWith(prefix));
  const parameters = Object.entries({ ...usual, ...object.parameters }).filter(counts);
  return { method, ...PROMPTS[method](object), ...Object.fromEntries(parameters) };
}

const PROMPTS = {
  text: ({ text }) => ({ textPrompt: text }),
  boxes: ({ boxes }) => ({ boxes }),
  points: ({ points, box }) => ({ pointsPositive: group(points, true), pointsNegative: group(points, false), pointsBox: box ?? undefined }),
};

function group(all, inside) {
  const points = all.filter((point) => point.inside === inside).map(({ x, y }) => [x, y]);
  return points.length > 0 ? { points } : undefined;
}

/** The object that a request was made of; `parameters` are those that differ from what this page begins with. */
export function objectOf({ method, pointsPositive, pointsNegative, pointsBox, boxes, textPrompt }, parameters) {
  const points = [pointsPositive, pointsNegative].flatMap((each, index) => (each?.points ?? []).map(([x, y]) => ({ id: newId(), x, y, inside: index === 0 })));
  return newObject({ method, points, box: pointsBox ?? null, boxes: boxes ?? [], text: textPrompt ?? "", parameters });
}
