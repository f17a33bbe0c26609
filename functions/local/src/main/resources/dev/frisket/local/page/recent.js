import { listArtworks } from "./api.js";
import { element } from "./elements.js";

const SHOWN = 12;

/** Shows the newest artworks of the key; `open` is called with the one that is chosen. */
export async function showRecent(list, empty, open) {
  const artworks = await listArtworks(SHOWN).catch(() => []);
  list.replaceChildren(...artworks.map((artwork) => element("li", {}, thumbnail(artwork, open))));
  empty.hidden = artworks.length > 0;
}

function thumbnail(artwork, open) {
  const { status, results, parameters, createdAt } = artwork;
  const asked = ASKED[parameters.method](parameters);
  const time = new Date(createdAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  // Fetched as the mask itself is: S3 lets a page read an answer only if it was asked for so, also one from the cache.
  const picture = results.length > 0 ? element("img", { crossOrigin: "anonymous", src: results[0], alt: "", loading: "lazy" }) : element("span", { className: "nothing" });
  const button = element("button", { type: "button", className: status }, picture, element("b", { textContent: asked }), element("small", { textContent: `${status}, ${time}` }));
  button.addEventListener("click", () => open(artwork));
  return button;
}

const ASKED = {
  text: ({ textPrompt }) => `“${textPrompt}”`,
  points: counted,
  boxes: ({ boxes }) => (boxes.length === 1 ? "1 box" : `${boxes.length} boxes`),
};

function counted({ pointsPositive, pointsNegative, pointsBox }) {
  const [inside, outside] = [pointsPositive, pointsNegative].map((group) => group?.points?.length ?? 0);
  const points = `${inside} inside` + (outside > 0 ? `, ${outside} outside` : "");
  return pointsBox ? `1 box, ${points}` : points;
}
