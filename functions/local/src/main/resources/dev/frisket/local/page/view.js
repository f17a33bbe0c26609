import { canvasOf } from "./mask.js";

const OUTLINE_PIXELS = 1.5;
const SQUARE_PIXELS = 10;
const LABEL_PIXELS = 13;
/** How much a mask fades that a newer one is on its way for, and the mask that a click would give. */
const [STALE, PREVIEW] = [0.4, 0.45];

/**
 * The ways to look at a picture and its layers, {mask, colour, stale}; each draws into `place`, {x, y, width, height} in
 * device pixels.
 */
const VIEWS = {
  overlay(context, { image, layers, opacity, place }) {
    draw(context, image, place);
    for (const { mask, colour, stale } of layers) {
      context.globalAlpha = opacity * (stale ? STALE : 1);
      draw(context, mask.filled(colour), place);
    }
  },

  outline(context, { image, layers, place, ratio }) {
    draw(context, image, place);
    for (const { mask, colour, stale } of layers) {
      context.globalAlpha = stale ? STALE : 1;
      draw(context, outlineOf(mask, place, ratio * OUTLINE_PIXELS * 2, "#000", context.canvas), null);
      draw(context, outlineOf(mask, place, ratio * OUTLINE_PIXELS * 1.4, "#fff", context.canvas), null);
      draw(context, outlineOf(mask, place, ratio * OUTLINE_PIXELS, colour, context.canvas), null);
    }
  },

  mask(context, { image, layers, place }) {
    if (layers.length === 0) return draw(context, image, place);
    context.fillStyle = "#000";
    context.fillRect(place.x, place.y, place.width, place.height);
    for (const { mask, stale } of layers) {
      context.globalAlpha = stale ? STALE : 1;
      draw(context, mask.filled("#ffffff"), place);
    }
  },

  cutout(context, { image, layers, place, ratio }) {
    if (layers.length === 0 || !image) return draw(context, image, place);
    checker(context, place, ratio * SQUARE_PIXELS);
    for (const { mask, stale } of layers) {
      context.globalAlpha = stale ? STALE : 1;
      draw(context, mask.cutout(image), place);
    }
  },
};

export function drawView(name, context, scene) {
  VIEWS[name](context, scene);
  context.globalAlpha = 1;
  if (scene.preview) drawPreview(context, scene);
  for (const detection of scene.detections) drawDetection(context, detection, scene);
}

function draw(context, image, place) {
  if (!image) return;
  if (place) context.drawImage(image, place.x, place.y, place.width, place.height);
  else context.drawImage(image, 0, 0);
}

function drawPreview(context, { preview: { mask, colour }, place, ratio }) {
  context.globalAlpha = PREVIEW;
  draw(context, mask.filled(colour), place);
  context.globalAlpha = 1;
  draw(context, outlineOf(mask, place, ratio, "#fff", context.canvas), null);
}

/** A frame around what was found, with its label above it, or inside of it where there is no room. */
function drawDetection(context, { box: [x, y, width, height], text, colour }, { place, size, ratio }) {
  const scale = [place.width / size[0], place.height / size[1]];
  const [left, top, across, down] = [place.x + x * scale[0], place.y + y * scale[1], width * scale[0], height * scale[1]];
  context.lineWidth = 4 * ratio;
  context.strokeStyle = "rgb(0 0 0 / 60%)";
  context.strokeRect(left, top, across, down);
  context.lineWidth = 2 * ratio;
  context.strokeStyle = colour;
  context.strokeRect(left, top, across, down);
  if (!text) return;
  context.font = `600 ${LABEL_PIXELS * ratio}px system-ui, sans-serif`;
  const [wide, high] = [context.measureText(text).width + 10 * ratio, (LABEL_PIXELS + 7) * ratio];
  const above = top - high >= 0 ? top - high : Math.max(0, top);
  const beside = Math.max(0, Math.min(left, context.canvas.width - wide));
  context.fillStyle = "rgb(0 0 0 / 78%)";
  context.fillRect(beside, above, wide, high);
  context.fillStyle = "#fff";
  context.textBaseline = "middle";
  context.fillText(text, beside + 5 * ratio, above + high / 2);
}

// The mask drawn eight times around itself, less itself: a line as wide at any zoom.
function outlineOf(mask, place, radius, style, { width, height }) {
  const canvas = canvasOf(width, height);
  const context = canvas.getContext("2d");
  for (let eighth = 0; eighth < 8; eighth++) {
    const angle = (eighth * Math.PI) / 4;
    const moved = { ...place, x: place.x + radius * Math.cos(angle), y: place.y + radius * Math.sin(angle) };
    draw(context, mask.filled("#ffffff"), moved);
  }
  context.globalCompositeOperation = "source-in";
  context.fillStyle = style;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "destination-out";
  draw(context, mask.filled("#ffffff"), place);
  return canvas;
}

function checker(context, place, size) {
  context.save();
  context.beginPath();
  context.rect(place.x, place.y, place.width, place.height);
  context.clip();
  const [left, top] = [Math.max(0, place.x), Math.max(0, place.y)];
  const [right, bottom] = [Math.min(context.canvas.width, place.x + place.width), Math.min(context.canvas.height, place.y + place.height)];
  for (let y = top, row = 0; y < bottom; y += size, row++) {
    for (let x = left, column = 0; x < right; x += size, column++) {
      context.fillStyle = (row + column) % 2 === 0 ? "#fff" : "#d9d9d9";
      context.fillRect(x, y, size, size);
    }
  }
  context.restore();
}
