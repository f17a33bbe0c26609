import { button, element } from "./elements.js";

/** Which of a points object's candidates is shown: the one that was picked, else the best by score. */
export function pickOf(object, { masks, facts }) {
  if (object.pick !== null && object.pick < masks.length) return object.pick;
  const scores = masks.map((_, index) => facts[index]?.score ?? -1);
  return scores.indexOf(Math.max(...scores));
}

/**
 * The layers of all objects in order: one of an object by points, one for each mask of the others; one without a mask while
 * nothing is known. Each is {object, index, mask, fact, name, colour, isHidden, isStale}.
 */
export function layersOf({ objects }, results, palette) {
  const layers = [];
  objects.forEach((object, place) => {
    const found = results.of(object);
    const shown = found ? shownOf(object, found) : [];
    for (const index of shown.length > 0 ? shown : [null]) {
      const slot = object.method === "points" ? 0 : (index ?? 0);
      const fact = found?.facts[index] ?? null;
      layers.push({
        object,
        index,
        slot,
        mask: found?.masks[index] ?? null,
        fact,
        name: object.names[slot] || nameOf(object, fact, place, index, found),
        colour: object.colours[slot] ?? palette[layers.length % palette.length],
        isHidden: Boolean(object.hidden[slot]),
        isStale: found?.isStale ?? false,
      });
    }
  });
  return layers;
}

// Detections below the slider's score are hidden at once; the request that follows has the same result.
function shownOf(object, found) {
  if (object.method === "points") return [pickOf(object, found)];
  const isConfident = ({ detections } = {}) => !detections?.length || detections.some((detection) => isShown(object, detection));
  return found.masks.map((_, index) => index).filter((index) => !object.removed[index] && isConfident(found.facts[index]));
}

const isShown = (object, { confidence }) => confidence === undefined || object.method !== "text" || confidence >= (object.parameters.textConfidence ?? 0);

function nameOf(object, fact, place, index, found) {
  if (object.method === "points") return `Object ${place + 1}`;
  if (object.method === "boxes") return found && found.masks.length < object.boxes.length ? "All boxes" : `Box ${(index ?? 0) + 1}`;
  return (fact?.detections.length === 1 && fact.detections[0].label) || object.text.trim() || "Words";
}

/** What was detected, as frames with label and confidence, {box, text, colour}; boxes in pixels. */
export function detectionsOf(layers) {
  return layers
    .filter(({ isHidden, fact, object }) => !isHidden && fact && object.method === "text")
    .flatMap(({ fact, colour, object }) =>
      fact.detections
        .filter((detection) => isShown(object, detection))
        .map(({ box, label, confidence }) => ({ box, colour, text: [label, confidence !== undefined && `${Math.round(confidence * 100)} %`].filter(Boolean).join(" ") })),
    );
}

/** Lists the layers; `save` downloads the mask of one. Rows are kept while their layers stay, so that focus does too. */
export function showLayerList(sheet, list, save) {
  let rows = [];
  return (layers) => {
    const ids = layers.map(({ object, slot }) => `${object.id}-${slot}`);
    if (ids.join() !== rows.map(({ id }) => id).join()) {
      rows = layers.map((_, place) => ({ id: ids[place], ...row(sheet, save, list) }));
      list.replaceChildren(...rows.map(({ item }) => item));
    }
    layers.forEach((layer, place) => rows[place].show(layer, layers.length, layer.object.id === sheet.object.id));
  };
}

function row(sheet, save, list) {
  let layer;
  const set = (property, value, options) => sheet.edit({ [property]: { ...layer.object[property], [layer.slot]: value } }, options, layer.object.id);
  const colour = element("input", { type: "color" });
  colour.addEventListener("input", () => set("colours", colour.value, { what: `colour-${layer.object.id}`, merges: true }));
  const name = element("input", { type: "text", maxLength: 60, spellcheck: false, autocomplete: "off" });
  name.addEventListener("change", () => set("names", name.value.trim(), { what: "name" }));
  name.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), name.blur()));
  const choose = button({ className: "choose" }, () => sheet.set({ current: layer.object.id }, { what: "current", said: `${layer.name} is worked on.` }), "Edit");
  const hide = button({}, () => set("hidden", !layer.isHidden, { what: "hide", said: `${layer.name} ${layer.isHidden ? "shown" : "hidden"}.` }));
  const download = button({ title: "Download" }, () => save(layer), "↓");
  const remove = button({ title: "Remove" }, () => (removeLayer(sheet, layer), list.closest("section").querySelector("button").focus()), "×");
  const score = element("small", {});
  const item = element("li", {}, colour, name, score, choose, hide, download, remove);
  return {
    item,
    show(now, count, isCurrent) {
      layer = now;
      item.classList.toggle("current", isCurrent);
      colour.value = now.colour;
      if (document.activeElement !== name) name.value = now.name;
      const scored = now.fact?.score ?? null;
      score.textContent = now.index === null ? "" : scored === null ? "" : scored.toFixed(2);
      score.title = "Score: how well the model expects the mask to fit";
      colour.ariaLabel = `Colour of ${now.name}`;
      name.ariaLabel = `Name of ${now.name}`;
      choose.ariaLabel = `Edit ${now.name}`;
      choose.ariaPressed = String(isCurrent);
      hide.ariaLabel = `Hide ${now.name}`;
      hide.ariaPressed = String(now.isHidden);
      hide.textContent = now.isHidden ? "◌" : "●";
      hide.title = now.isHidden ? "Show" : "Hide";
      download.ariaLabel = `Save the mask of ${now.name}`;
      download.disabled = !now.mask;
      remove.ariaLabel = `Remove ${now.name}`;
      remove.disabled = count === 1 && now.index === null;
    },
  };
}

function removeLayer(sheet, { object, index, slot, name }) {
  const options = { what: "remove", said: `${name} removed.` };
  const isOne = object.method === "points" || index === null;
  if (!isOne && object.method === "boxes" && object.boxes.length > 1 && !object.parameters.boxesCombineMasks) {
    const shifted = (values) => Object.fromEntries(Object.entries(values).filter(([key]) => Number(key) !== slot).map(([key, value]) => [key > slot ? key - 1 : key, value]));
    const { names, colours, hidden } = object;
    return sheet.edit({ boxes: object.boxes.toSpliced(index, 1), names: shifted(names), colours: shifted(colours), hidden: shifted(hidden) }, options, object.id);
  }
  if (!isOne && object.method === "text" && object.parameters.textCombineMasks === false) {
    return sheet.edit({ removed: { ...object.removed, [index]: true } }, options, object.id);
  }
  sheet.removeObject(object.id, options);
}
