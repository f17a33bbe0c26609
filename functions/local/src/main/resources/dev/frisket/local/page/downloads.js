import { getMasks } from "./api.js";
import { Run } from "./run.js";

/** Saves the mask's file as it came. */
export function saveMask(mask, name) {
  save(mask.blob, `${name}-mask.${mask.blob.type.split("/")[1]}`);
}

/**
 * Saves the API's cut-out of a mask. If the artwork has none, a second one with the same parameters is created, as PNG;
 * `told` is called with its status and seconds meanwhile.
 */
export async function saveCutout({ artwork, number, cutoutUrl }, name, told) {
  const answer = await fetch(cutoutUrl ?? (await cutOut(artwork, number, told)));
  if (!answer.ok) throw new Error(`The cut-out could not be fetched (${answer.status}).`);
  const blob = await answer.blob();
  save(blob, `${name}-cutout.${blob.type.split("/")[1]}`);
}

async function cutOut({ parameters: { webhook, ...parameters } }, number, told) {
  const made = await new Run(told).finish(async () => ({ ...parameters, cutoutFormat: "png" }));
  if (made.status !== "succeeded") throw new Error(made.error ?? `The cut-out is ${made.status}.`);
  return (await getMasks(made.id)).masks[number].cutout;
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
