import { canvasOf } from "./mask.js";

/** Overlay colours; the first is the red of masking film. */
export const PALETTE = ["#e21842", "#1a8cff", "#00b36b", "#ff9f0a", "#b14cff", "#00c2d1", "#ffe14d", "#ff5fb0"];
const SIDE = 24;
/** Red stays first unless another colour stands out so much more. */
const PREFERENCE = 1.35;

/** The palette, best contrast to a picture first; as it is if the picture can't be read. */
export function contrasting(image) {
  const pixels = image && pixelsOf(image);
  if (!pixels) return PALETTE;
  const contrasts = new Map(PALETTE.map((colour, index) => [colour, contrastOf(rgb(colour), pixels) * (index === 0 ? PREFERENCE : 1)]));
  return [...PALETTE].sort((one, other) => contrasts.get(other) - contrasts.get(one));
}

/** Whether a picture is another host's that doesn't let pages read it. */
export const isTainted = (image) => pixelsOf(image) === null;

function pixelsOf(image) {
  const canvas = canvasOf(SIDE, SIDE);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, SIDE, SIDE);
  try {
    return context.getImageData(0, 0, SIDE, SIDE).data;
  } catch {
    return null;
  }
}

// The distance that a tenth of the picture is nearer than.
function contrastOf([red, green, blue], pixels) {
  const distances = [];
  for (let i = 0; i < pixels.length; i += 4) distances.push(distance(pixels[i] - red, pixels[i + 1] - green, pixels[i + 2] - blue, (pixels[i] + red) / 2));
  return distances.sort((one, other) => one - other)[Math.floor(distances.length / 10)];
}

// "Redmean": close to what eyes see, and cheap.
const distance = (red, green, blue, mean) => Math.sqrt((2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue);
const rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
