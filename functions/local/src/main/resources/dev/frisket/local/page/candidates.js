import { button, element, isWriting } from "./elements.js";

const HEIGHT = 96;

/** Shows candidates side by side with their scores, if there are several; `choose` gets the number of the one that is chosen. */
export function candidateStrip(container, note, choose) {
  let shown = {};
  document.addEventListener("keydown", (event) => {
    const number = Number(event.key) - 1;
    if (container.hidden || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || !(number in (shown.masks ?? []))) return;
    choose(number);
  });

  return (image, masks, facts, picked, colour) => {
    container.hidden = note.hidden = masks.length < 2;
    if (masks === shown.masks && colour === shown.colour) {
      [...container.children].forEach((each, number) => (each.ariaPressed = String(number === picked)));
    } else {
      container.replaceChildren(...(masks.length < 2 ? [] : masks.map((mask, number) => candidate(image, mask, facts[number], number, picked, colour))));
    }
    shown = { masks, colour };
  };

  function candidate(image, mask, fact, number, picked, colour) {
    const score = fact?.score ?? null;
    const label = element("span", {}, element("kbd", { textContent: number + 1 }), score === null ? ` Result ${number + 1}` : ` Score ${score.toFixed(2)}`);
    return button({ ariaPressed: String(number === picked) }, () => choose(number), mask.thumbnail(image, colour, HEIGHT), label);
  }
}
