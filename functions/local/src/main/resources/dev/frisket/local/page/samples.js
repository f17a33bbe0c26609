import { element } from "./parameters.js";

const SAMPLES = [
  ["coffee.png", "Cup of coffee"],
  ["rocket.jpg", "Rocket"],
  ["camera.png", "Cameraman"],
];

/** Shows the pictures that are in the box; `choose` is called with a file's name. */
export function showSamples(container, choose) {
  for (const [name, title] of SAMPLES) {
    const button = element("button", { type: "button", title }, element("img", { src: `/samples/${name}`, alt: title }));
    button.dataset.sample = name;
    button.addEventListener("click", () => choose(name));
    container.append(button);
  }
}
