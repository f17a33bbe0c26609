// Points and boxes are fractions of width and height of the picture as displayed.

const percent = (fraction) => `${Math.round(fraction * 100)} %`;

/** To 0..1, and to four decimals: less than a pixel of a picture 10,000 pixels wide. */
export const limited = (fraction) => Math.round(Math.min(1, Math.max(0, fraction)) * 10_000) / 10_000;

/** What people and screen readers call a point. */
export function nameOf(point) {
  return `Point ${point.inside ? "inside" : "outside"} at ${percent(point.x)}, ${percent(point.y)}`;
}

export function nameOfBox([x1, y1, x2, y2]) {
  return `Box from ${percent(x1)}, ${percent(y1)} to ${percent(x2)}, ${percent(y2)}`;
}

/** The box between two corners, or null if it has no area. */
export function boxBetween([x1, y1], [x2, y2]) {
  const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)].map(limited);
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}
