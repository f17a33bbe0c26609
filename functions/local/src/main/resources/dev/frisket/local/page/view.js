import { canvasOf } from "./mask.js";

const OUTLINE_PIXELS = 1.5;
const SQUARE_PIXELS = 10;

/** The ways to look at a picture and its mask; each draws into `place`, {x, y, width, height} in device pixels. */
const VIEWS = {
  overlay(context, { image, mask, opacity, place }) {
    draw(context, image, place);
    context.globalAlpha = opacity;
    draw(context, mask?.tinted, place);
    context.globalAlpha = 1;
  },

  outline(context, { image, mask, place, ratio }) {
    draw(context, image, place);
    if (mask) {
      draw(context, outlineOf(mask, place, ratio * OUTLINE_PIXELS * 2, "#000", context.canvas), null);
      draw(context, outlineOf(mask, place, ratio * OUTLINE_PIXELS, "#fff", context.canvas), null);
    }
  },

  mask(context, { image, mask, place }) {
    if (!mask) return draw(context, image, place);
    context.fillStyle = "#000";
    context.fillRect(place.x, place.y, place.width, place.height);
    draw(context, mask.white, place);
  },

  cutout(context, { image, mask, place, ratio }) {
    if (!mask || !image) return draw(context, image, place);
    checker(context, place, ratio * SQUARE_PIXELS);
    draw(context, mask.cutout(image), place);
  },
};

export function drawView(name, context, scene) {
  VIEWS[name](context, scene);
}

function draw(context, image, place) {
  if (!image) return;
  if (place) context.drawImage(image, place.x, place.y, place.width, place.height);
  else context.drawImage(image, 0, 0);
}

// The mask drawn eight times around itself, less itself: a line as wide at any zoom.
function outlineOf(mask, place, radius, style, { width, height }) {
  const canvas = canvasOf(width, height);
  const context = canvas.getContext("2d");
  for (let eighth = 0; eighth < 8; eighth++) {
    const angle = (eighth * Math.PI) / 4;
    const moved = { ...place, x: place.x + radius * Math.cos(angle), y: place.y + radius * Math.sin(angle) };
    draw(context, mask.white, moved);
  }
  context.globalCompositeOperation = "source-in";
  context.fillStyle = style;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "destination-out";
  draw(context, mask.white, place);
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
