/** What people call the parameters; the API's own name stands beside it. */
const LABELS = {
  textConfidence: "Confidence, at least",
  textMaxDetections: "How many at most",
  textCombineMasks: "One mask of all that is found",
  pointsRefinementSteps: "Refinement rounds",
  pointsMultimask: "Three candidates",
  pointsBestMask: "Best mask only",
  boxesCombineMasks: "One mask of all boxes",
  maskExpand: "Grow or shrink",
  maskTaperedCorners: "Cut corners when growing",
  maskKernelSize: "Feather: radius",
  maskBlurSigma: "Feather: softness",
  maskFillHoles: "Fill holes",
  maskLargestOnly: "Largest part only",
  maskInvert: "Swap inside and outside",
  outputFormat: "Output format",
  cutoutFormat: "Cut-outs from the API",
  webhook: "Call when it has ended",
};

/** The ranges of sliders. If the contract's range is wider, the number field accepts all of it, and the help names both. */
export const SPANS = { textConfidence: [0, 1], pointsRefinementSteps: [0, 10], maskExpand: [-64, 64], maskKernelSize: [0, 100], maskBlurSigma: [0.1, 20] };

/** In this order, before any that this page doesn't know. */
export const ORDER = Object.keys(LABELS);

export function labelOf(name, shortName) {
  if (LABELS[name]) return LABELS[name];
  const spaced = shortName.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`).trim();
  return spaced[0].toUpperCase() + spaced.slice(1);
}

const WIDEST = 2 ** 31;
const signed = (value) => String(value).replace("-", "−");

/** A bound for a field, or nothing where it is only that of the number's type. */
export const bound = (value) => (value === undefined || Math.abs(value) >= WIDEST - 1 ? "" : value);

/** What may be given, and what counts if nothing is. */
export function rangeOf(name, { minimum, maximum, default: given }) {
  const parts = [];
  const [least, most] = SPANS[name] ?? [bound(minimum), maximum];
  if (least !== "" && most !== undefined) parts.push(`${signed(least)} to ${most}.`);
  else if (most !== undefined) parts.push(`Up to ${most}.`);
  const isWider = SPANS[name] && (maximum > most || (bound(minimum) !== "" && minimum < least));
  if (isWider) parts.push(`The field takes ${bound(minimum) === "" ? "up" : signed(minimum)} to ${maximum}.`);
  if (given !== undefined) parts.push(`Default ${typeof given === "boolean" ? (given ? "on" : "off") : signed(given)}.`);
  return parts.join(" ");
}
