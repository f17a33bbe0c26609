import { candidateStrip } from "./candidates.js";
import { contrasting, isTainted, PALETTE } from "./colours.js";
import { save, saveCoco, saveCutout, saveMask, saveOverlay } from "./downloads.js";
import { $, chosen } from "./elements.js";
import { detectionsOf, layersOf, pickOf, showLayerList } from "./layers.js";
import { aboutWords } from "./words.js";

/** Shows what came of the prompts: layers, candidates, facts, downloads. */
export class Outcome {
  #sheet;
  #stage;
  #results;
  #features;
  #palette = PALETTE;
  #layers = [];
  #showList;
  #showCandidates;

  constructor(sheet, stage, results, features, showError) {
    [this.#sheet, this.#stage, this.#results, this.#features] = [sheet, stage, results, features];
    const saving = (save) => () => Promise.resolve(save()).catch(showError);
    this.#showList = showLayerList(sheet, $("objects"), (layer) => saving(() => saveMask([layer.mask], this.#fileName(layer.name)))());
    this.#showCandidates = candidateStrip($("candidates"), $("score-note"), (number) =>
      sheet.edit({ pick: number }, { what: "pick", said: `Candidate ${number + 1} of ${results.of(sheet.object).masks.length} chosen. ${scoreOf(results.of(sheet.object).facts[number])}` }),
    );
    results.addEventListener("change", () => this.show());
    for (const [id, save] of Object.entries({
      "save-mask": () => saveMask(this.#masks, this.#fileName()),
      "save-cutout": () => this.#saveCutout(),
      "save-overlay": () => saveOverlay(this.#visible, sheet.picture.image, $("opacity").value / 100, this.#fileName()),
      "save-coco": () => saveCoco(this.#visible.map((layer) => ({ ...layer, artwork: results.of(layer.object).artwork })), sheet.picture, this.#fileName()),
    })) {
      $(id).addEventListener("click", saving(save));
    }
    this.#bindView();
  }

  get hasMask() {
    return this.#layers.some(({ mask }) => mask);
  }

  get #visible() {
    return this.#layers.filter(({ mask, isHidden }) => mask && !isHidden);
  }

  get #masks() {
    return this.#visible.map(({ mask }) => mask);
  }

  pictureChanged() {
    this.#palette = contrasting(this.#sheet.picture?.image);
    this.show();
  }

  show() {
    const { object, picture } = this.#sheet;
    this.#layers = layersOf(this.#sheet.state, this.#results, this.#palette);
    const visible = this.#visible;
    this.#stage.showLayers(visible.map(({ mask, colour, isStale }) => ({ mask, colour, stale: isStale })), detectionsOf(this.#layers));
    this.#showList(this.#layers);
    const found = this.#results.of(object);
    const candidates = object.method === "points" && found ? found : { masks: [], facts: [] };
    const own = this.#layers.find((layer) => layer.object.id === object.id);
    this.#showCandidates(picture?.image, candidates.masks, candidates.facts, found && candidates.masks.length ? pickOf(object, found) : 0, own.colour);
    $("candidates").classList.toggle("stale", found?.isStale ?? false);
    $("save-mask").disabled = visible.length === 0;
    $("save-overlay").disabled = visible.length === 0 || !picture.image;
    $("save-cutout").disabled = visible.length === 0 || !(picture.image || (this.#features.cutouts && visible.length === 1));
    $("save-coco").disabled = visible.length === 0 || !this.#features.masks || visible.some(({ isStale }) => isStale);
    $("facts").textContent = own.mask && !own.isStale ? factsOf(own.mask) : "";
    $("words").textContent = object.method === "text" && found && !found.isStale ? aboutWords(found) : "";
    $("stage").classList.toggle("busy", found?.isStale ?? false);
  }

  /** A mask as the preview of the object that is worked on. */
  preview(mask) {
    return { mask, colour: this.#layers.find(({ object }) => object.id === this.#sheet.object.id).colour };
  }

  /** What came of an object, in words. */
  summary(object, found) {
    if (!found) return "";
    const { masks, facts } = found;
    if (object.method === "points") {
      const best = scoreOf(facts[pickOf(object, found)]);
      return masks.length > 1 ? `${masks.length} candidates, the best chosen. ${best}` : best;
    }
    const detections = detectionsOf(facts.map((fact) => ({ fact, object })));
    const counted = masks.length === 1 ? "1 mask." : `${masks.length} masks.`;
    if (object.method === "boxes" || facts.length === 0) return counted;
    const listed = detections.length > 0 && `Found: ${detections.map(({ text }) => text).join(", ")}.`;
    return [counted, listed, aboutWords(found)].filter(Boolean).join(" ");
  }

  // What this page can't read, the API can: it makes the cut-out of one mask.
  async #saveCutout() {
    const { image } = this.#sheet.picture;
    const [{ object, index }] = this.#visible;
    if (this.#features.cutouts && this.#visible.length === 1 && (!image || isTainted(image))) {
      const answer = await fetch(await this.#results.cutoutOf(object, index));
      if (!answer.ok) throw new Error(`The cut-out could not be fetched (${answer.status}).`);
      const blob = await answer.blob();
      return save(blob, `${this.#fileName()}-cutout.${blob.type.split("/")[1]}`);
    }
    return saveCutout(this.#masks, image, this.#fileName());
  }

  #fileName(layer) {
    const clean = (text) => text.split("/").pop().replace(/[?#].*$|\.\w+$/g, "").replace(/[^\p{L}\p{N}_-]+/gu, "");
    return [clean(this.#sheet.picture.name) || "picture", layer && this.#layers.length > 1 && clean(layer)].filter(Boolean).join("-");
  }

  #bindView() {
    const showView = () => {
      this.#stage.showView(chosen("view"), $("opacity").value / 100);
      document.querySelector(".opacity").classList.toggle("idle", chosen("view") !== "overlay");
    };
    $("views").addEventListener("change", showView);
    $("opacity").addEventListener("input", showView);
    $("zoom-in").addEventListener("click", () => this.#stage.zoomBy(1.5));
    $("zoom-out").addEventListener("click", () => this.#stage.zoomBy(1 / 1.5));
    $("zoom-fit").addEventListener("click", () => this.#stage.fit());
    $("zoom-actual").addEventListener("click", () => this.#stage.actualSize());
    this.#stage.addEventListener("move", () => {
      $("zoom").textContent = `${Math.round(this.#stage.scale * 100)} %`;
      $("stage").classList.toggle("fits", this.#stage.fits);
    });
    showView();
  }
}

const scoreOf = (fact) => (fact?.score == null ? "" : `Score ${fact.score.toFixed(2)}.`);

function factsOf(mask) {
  return `${mask.width} × ${mask.height} pixels, ${(mask.share * 100).toFixed(1)} % inside, ${mask.blob.type.split("/")[1].toUpperCase()} of ${(mask.blob.size / 1024).toFixed(1)} KB`;
}
