import { canvasOf } from "./mask.js";
import { element } from "./parameters.js";

const HEIGHT = 96;

/** Shows results side by side, if there are several; `choose` is called with the number of the one that is chosen. */
export function showCandidates(container, image, masks, chosen, choose) {
  container.hidden = masks.length < 2;
  container.replaceChildren(
    ...masks.map((mask, number) => {
      const button = element("button", { type: "button", ariaPressed: String(number === chosen) }, small(image, mask), name(mask, number));
      button.addEventListener("click", () => choose(number));
      return button;
    }),
  );
}

/** With the model's own estimate of how well the mask fits, if it is known. */
const name = ({ score }, number) => `Result ${number + 1}` + (score == null ? "" : ` · ${score.toFixed(2)}`);

function small(image, mask) {
  const canvas = canvasOf(Math.max(1, Math.round((HEIGHT * mask.width) / mask.height)), HEIGHT);
  const context = canvas.getContext("2d");
  if (image) context.drawImage(image, 0, 0, canvas.width, canvas.height);
  context.globalAlpha = 0.7;
  context.drawImage(mask.tinted, 0, 0, canvas.width, canvas.height);
  return canvas;
}
