import { canvasOf } from "./mask.js";

/** Saves the mask's file as it came. */
export function saveMask(mask, name) {
  save(mask.blob, `${name}-mask.${mask.blob.type.split("/")[1]}`);
}

/** Saves what is inside of the picture as a PNG, as large as the picture. */
export async function saveCutout(mask, image, name) {
  const canvas = canvasOf(mask.width, mask.height);
  canvas.getContext("2d").drawImage(mask.cutout(image), 0, 0);
  let blob;
  try {
    blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } catch {
    throw new Error("The picture’s host does not let pages read it, so its cut-out can’t be saved; the mask can. Open the picture from a file instead.");
  }
  save(blob, `${name}-cutout.png`);
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
