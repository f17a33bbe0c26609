import { getMasks } from "./api.js";
import { canvasOf } from "./mask.js";

const TAINTED = "The picture’s host does not let pages read it, so this can’t be saved; the mask can. Open the picture from a file instead.";

/** A mask's file as it came if that is PNG, else the same pixels as PNG. */
export async function saveMask(masks, name) {
  const { blob } = masks[0];
  if (masks.length === 1 && blob.type === "image/png") return save(blob, `${name}-mask.png`);
  const canvas = drawn(masks[0], (context) => {
    context.fillStyle = "#000";
    context.fillRect(0, 0, masks[0].width, masks[0].height);
    for (const mask of masks) context.drawImage(mask.filled("#ffffff"), 0, 0);
  });
  save(await png(canvas), `${name}-mask.png`);
}

/** What is inside of the picture as a PNG, as large as the picture. */
export async function saveCutout(masks, image, name) {
  save(await png(drawn(masks[0], (context) => masks.forEach((mask) => context.drawImage(mask.cutout(image), 0, 0)))), `${name}-cutout.png`);
}

/** The picture with its layers in their colours as a PNG. */
export async function saveOverlay(layers, image, opacity, name) {
  const [{ mask: first }] = layers;
  const canvas = drawn(first, (context) => {
    context.drawImage(image, 0, 0, first.width, first.height);
    context.globalAlpha = opacity;
    for (const { mask, colour } of layers) context.drawImage(mask.filled(colour), 0, 0);
  });
  save(await png(canvas), `${name}-overlay.png`);
}

/** The layers as COCO annotations, their shapes as the API stores them. */
export async function saveCoco(layers, picture, name) {
  const ids = [...new Set(layers.map(({ artwork }) => artwork.id))];
  const known = new Map(await Promise.all(ids.map(async (id) => [id, await getMasks(id, "rle")])));
  const categoryOf = ({ name: layer, fact, object }) => (object.method === "text" && fact?.detections[0]?.label) || layer;
  const categories = [...new Set(layers.map(categoryOf))].map((category, index) => ({ id: index + 1, name: category, supercategory: "" }));
  const [{ mask }] = layers;
  const coco = {
    images: [{ id: 1, file_name: picture.name, width: mask.width, height: mask.height }],
    categories,
    annotations: layers.map((layer, index) => {
      const { rle, box, area, score } = known.get(layer.artwork.id).masks[layer.index];
      const category = categories.find(({ name: each }) => each === categoryOf(layer)).id;
      return { id: index + 1, image_id: 1, category_id: category, segmentation: rle, area, bbox: box ?? [0, 0, 0, 0], iscrowd: 0, ...(score !== null && { score }) };
    }),
  };
  save(new Blob([JSON.stringify(coco, null, 2)], { type: "application/json" }), `${name}-coco.json`);
}

function drawn({ width, height }, draw) {
  const canvas = canvasOf(width, height);
  draw(canvas.getContext("2d"));
  return canvas;
}

async function png(canvas) {
  try {
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } catch {
    throw new Error(TAINTED);
  }
}

/** Saves a file under a name. */
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
