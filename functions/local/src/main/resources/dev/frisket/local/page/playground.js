import { bindKey } from "./api-key.js";
import { getDocument, listModels } from "./api.js";
import { begin } from "./begin.js";
import { $, choose, chosen, isWriting, say, withCode } from "./elements.js";
import { linkTo } from "./link.js";
import { showBoxes, showMarks } from "./marks.js";
import { Outcome } from "./outcome.js";
import { Parameters } from "./parameters.js";
import { Picture } from "./picture.js";
import { showPointList } from "./point-list.js";
import { Pointing } from "./pointing.js";
import { Preview, MAX_MILLIS } from "./preview.js";
import { showRecent } from "./recent.js";
import { objectOf, USUAL } from "./request.js";
import { Results } from "./results.js";
import { newObject, Sheet } from "./sheet.js";
import { bindCode } from "./snippets.js";
import { bindSources } from "./sources.js";
import { Stage } from "./stage.js";
import { readVocabulary, suggest } from "./words.js";

/** Browsers take only so many new addresses a second. */
const LINK_MILLIS = 50;

const { components, paths } = await getDocument();
/** A property's schema together with the one that it names. */
const named = (schema) => {
  const reference = schema.$ref ?? schema.anyOf?.[0].$ref;
  return reference ? { ...components.schemas[reference.split("/").at(-1)], ...schema } : schema;
};
const properties = Object.fromEntries(Object.entries(components.schemas.SegmentationRequest.properties).map(([name, schema]) => [name, named(schema)]));
const masksKnown = "/v2/artworks/{id}/masks" in paths;
const features = {
  masks: masksKnown,
  remove: "delete" in paths["/v2/artworks/{id}"],
  cutouts: masksKnown && "cutoutFormat" in properties,
  usual: masksKnown ? USUAL : {},
};

const sheet = new Sheet();
const stage = new Stage($("stage"), $("canvas"));
const parameters = new Parameters(properties, $("parameters"), features.usual);
const results = new Results(sheet, features);
const outcome = new Outcome(sheet, stage, results, features, showError);
const preview = new Preview(sheet, features, (mask) => stage.showPreview(mask && outcome.preview(mask)));
const showCode = bindCode(() => ({ sheet, usual: features.usual }));

// --- the picture ---

async function open(opening) {
  $("source-fault").textContent = "";
  clearError();
  try {
    const picture = await opening;
    const isFirst = !sheet.picture;
    results.isArmed = true;
    // What a link asked for stays when its picture comes.
    const kept = isFirst ? {} : { objects: [newObject({ method: sheet.object.method, parameters: sheet.object.parameters })] };
    sheet.set({ picture, ...kept, ...(kept.objects && { current: kept.objects[0].id }) }, { what: "picture", said: `${picture.name} opened.`, fresh: isFirst });
    if (!picture.image) {
      $("source-fault").textContent = "This browser can’t show the picture. The API may read it all the same: by text, or as its mask alone.";
    }
  } catch (error) {
    $("source-fault").textContent = error.message;
  }
}

function showPicture() {
  const { picture } = sheet;
  $("drop").hidden = picture !== null;
  $("stage").setAttribute("aria-label", picture ? `Picture: ${picture.name}` : "Picture");
  stage.showPicture(picture);
  outcome.pictureChanged();
  preview.forget();
}

bindSources(open);

// --- the prompt ---

const uses = () => {
  const { method } = sheet.object;
  return { points: sheet.picture !== null && method === "points", boxes: sheet.picture !== null && method !== "text", tool: chosen("tool") };
};
const pointing = new Pointing(stage, { crosshair: $("crosshair"), band: $("band") }, uses, say);
pointing.addEventListener("point", ({ detail: { at, inside } }) => act(() => sheet.addPoint(...at, inside)));
pointing.addEventListener("box", ({ detail: box }) => act(() => sheet.setBoxes([...sheet.boxes, box], { what: "box", said: "Box drawn." })));
pointing.addEventListener("hover", ({ detail: at }) => !results.isBusy && sheet.picture && outcome.hasMask && preview.rest(at));
pointing.addEventListener("leave", () => preview.clear());
showBoxes(stage, sheet, $("boxes"), showMarks(stage, sheet, $("marks")));
showPointList(sheet, $("points"), $("no-points"), $("clear"));

// Actions of the user may be sent to the API; the content of a link may not.
function act(change) {
  results.isArmed = true;
  change();
}

$("prompt").maxLength = properties.textPrompt.maxLength;
$("prompt-help").replaceChildren(...withCode(properties.textPrompt.description));
$("prompt").addEventListener("input", () => sheet.edit({ text: $("prompt").value, removed: {}, names: {} }, { what: "text", merges: true }));
$("method").addEventListener("change", () => sheet.edit({ method: chosen("method"), pick: null }, { what: "method" }));
parameters.addEventListener("change", ({ detail: { name } }) => sheet.edit({ parameters: parameters.values }, { what: `parameter-${name}`, merges: true }));
$("reset").addEventListener("click", () => sheet.edit({ parameters: {} }, { what: "reset", said: "Reset." }));
$("add-object").addEventListener("click", () => sheet.addObject());
$("live").addEventListener("change", () => (results.isLive = $("live").checked));
$("tool").addEventListener("change", () => ($("stage").dataset.tool = chosen("tool")));
$("undo").addEventListener("click", () => sheet.undo());
$("redo").addEventListener("click", () => sheet.redo());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isWriting(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z") event.shiftKey ? sheet.redo() : sheet.undo();
  else if (key === "y") sheet.redo();
  else return;
  event.preventDefault();
});

let shownPicture = null;
let linking = null;
sheet.addEventListener("change", ({ detail }) => {
  if (detail.unsettled) return;
  if (sheet.picture !== shownPicture) {
    shownPicture = sheet.picture;
    showPicture();
  }
  if (detail.said) say(detail.said);
  clearError();
  showPrompt();
  showCode();
  clearTimeout(linking);
  linking = setTimeout(() => history.replaceState(null, "", linkTo(sheet.state) || location.pathname), LINK_MILLIS);
});

function showPrompt() {
  const { method, text, parameters: values } = sheet.object;
  choose("method", method);
  $("by-points").hidden = method === "text";
  $("by-text").hidden = method !== "text";
  $("preview-row").hidden = $("preview-note").hidden = method !== "points";
  if ($("prompt").value !== text) $("prompt").value = text;
  parameters.showFor(method);
  parameters.values = values;
  $("undo").disabled = !sheet.canUndo;
  $("redo").disabled = !sheet.canRedo;
}

// --- the run ---

$("panel").addEventListener("submit", (event) => {
  event.preventDefault();
  clearError();
  if (sheet.picture) results.start();
  else showError(new Error("Choose a picture first."));
});
$("cancel").addEventListener("click", () => results.cancel()?.catch(showError));
results.addEventListener("begin", () => {
  $("cancel").hidden = false;
  $("run").setAttribute("aria-disabled", "true");
  $("status").textContent = "sending";
});
results.addEventListener("status", ({ detail: { status, seconds } }) => {
  $("status").textContent = $("progress").textContent = `${status} · ${seconds.toFixed(1)} s`;
  $("progress").hidden = seconds < 0.4;
});
results.addEventListener("end", ({ detail: { object, artwork, found, seconds } }) => {
  clearError();
  const work = artwork.duration ? `, ${artwork.duration} s of work` : "";
  $("status").textContent = `${artwork.status} after ${seconds.toFixed(1)} s${work}`;
  say(`${$("status").textContent}. ${outcome.summary(object, found)}`);
  if (artwork.error) showError(new Error(artwork.error));
  // Also what isn't about masks is slow at first, so the round trip counts from the second on.
  if (found && outcome.hasMask) preview.measured(seconds * 1000);
  showPreviewNote();
});
results.addEventListener("fault", ({ detail }) => {
  $("status").textContent = "";
  showError(detail);
});
results.addEventListener("idle", () => {
  $("cancel").hidden = $("progress").hidden = true;
  if (/ · /.test($("status").textContent)) $("status").textContent = ""; // of a picture that is gone
  $("run").removeAttribute("aria-disabled");
  showCode();
  refreshRecent();
});
$("preview").addEventListener("change", () => {
  preview.isOn = $("preview").checked;
  showPreviewNote();
});

function showPreviewNote() {
  const { millis, isFast } = preview;
  $("preview-note").textContent = millis === null || isFast ? "" : `Off by itself: a mask takes ${Math.round(millis)} ms here, over ${MAX_MILLIS} ms.`;
}

function showError({ message }) {
  $("error").textContent = message;
  $("error").hidden = false;
  parameters.showError(message);
}

function clearError() {
  $("error").hidden = true;
  $("error").textContent = "";
  parameters.showError("");
}

// --- earlier artworks, and the beginning ---

let refreshing = null;
function refreshRecent() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => showRecent($("recent"), $("no-recent"), (artwork) => reopen(artwork).catch(showError)), 150);
}

async function reopen(artwork) {
  const { parameters: sent, results: urls, status, error } = artwork;
  const picture = await Picture.ofRequest(sent.imageUrl);
  const object = objectOf(sent, parameters.known(sent));
  results.isArmed = false;
  sheet.set({ picture, objects: [object], current: object.id }, { what: "reopened" });
  if (urls.length > 0) await results.show(object, artwork);
  results.isArmed = true;
  $("status").textContent = `${status}, an earlier artwork`;
  if (error) showError(new Error(error));
  $("stage").scrollIntoView({ block: "nearest" });
}

bindKey($("key"), () => {
  clearError();
  useKey();
});
useKey();

function useKey() {
  refreshRecent();
  listModels().then(readVocabulary).then((vocabulary) => suggest($("prompt"), $("suggestions"), vocabulary), () => {});
}

await begin(sheet, results, parameters, open);
document.documentElement.dataset.ready = "";
