import { bindKey } from "./api-key.js";
import { getDocument, getMasks, ROOT } from "./api.js";
import { showCandidates } from "./candidates.js";
import { saveCutout, saveMask } from "./downloads.js";
import { Mask } from "./mask.js";
import { showMarks } from "./marks.js";
import { Parameters, withCode } from "./parameters.js";
import { Picture } from "./picture.js";
import { showPointList } from "./point-list.js";
import { pointing } from "./pointing.js";
import { nameOf, Points } from "./points.js";
import { showRecent } from "./recent.js";
import { Run } from "./run.js";
import { showSamples } from "./samples.js";
import { SNIPPETS } from "./snippets.js";
import { Stage } from "./stage.js";
import { aboutWords } from "./words.js";

const $ = (id) => document.getElementById(id);
const chosen = (name) => document.querySelector(`input[name=${name}]:checked`).value;
const choose = (name, value) => (document.querySelector(`input[name=${name}][value=${value}]`).checked = true);

const points = new Points();
const stage = new Stage($("stage"), $("canvas"));
const { properties } = (await getDocument()).components.schemas.SegmentationRequest;
const parameters = new Parameters(properties, $("parameters"));
let picture = null;
let masks = [];
let shown = 0;
let run = null;
let again = false;

// --- the picture ---

async function show(opening) {
  clearError();
  try {
    await place(await opening);
    points.replace([], []);
  } catch (error) {
    showError(error);
  }
}

function place(opened) {
  picture = opened;
  $("drop").hidden = true;
  $("stage").setAttribute("aria-label", `Picture: ${picture.name}`);
  stage.showPicture(picture);
  showMasks([]);
  $("words").textContent = "";
  if (!picture.image) say("This browser can't show the picture. It can be segmented by text; the mask is shown alone.");
}

showSamples($("samples"), (name) => show(Picture.ofSample(name)));
$("file").addEventListener("change", () => $("file").files[0] && show(Picture.ofFile($("file").files[0])));
$("paste").addEventListener("submit", (event) => {
  event.preventDefault();
  if ($("address").value.trim()) show(Picture.ofAddress($("address").value.trim()));
});
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("dropping", kind === "dragenter" || kind === "dragover");
    const file = kind === "drop" && event.dataTransfer.files[0];
    if (file) show(Picture.ofFile(file));
  });
}
document.addEventListener("paste", (event) => event.clipboardData.files[0] && show(Picture.ofFile(event.clipboardData.files[0])));

// --- the prompt ---

showMarks(stage, points, $("marks"));
showPointList(points, $("points"), $("no-points"), $("clear"));
pointing(stage, points, $("crosshair"), () => picture && chosen("method") === "points", say);
points.addEventListener("change", ({ detail }) => {
  if (detail.what === "dragged") return;
  showCode();
  if (detail.point) say(`${nameOf(detail.point)} ${detail.what}.`);
  if ($("live").checked && detail.point) start();
});
$("prompt").maxLength = properties.textPrompt.maxLength;
$("prompt-help").replaceChildren(...withCode(properties.textPrompt.description));
$("prompt").addEventListener("input", showCode);
$("method").addEventListener("change", showMethod);
parameters.addEventListener("change", showCode);
$("reset").addEventListener("click", () => (parameters.values = {}));

function showMethod() {
  $("by-points").hidden = chosen("method") !== "points";
  $("by-text").hidden = chosen("method") !== "text";
  $("marks").hidden = chosen("method") !== "points";
  parameters.showFor(chosen("method"));
  showCode();
}

function requestAt(imageUrl) {
  const method = chosen("method");
  const prompt =
    method === "text"
      ? { textPrompt: $("prompt").value }
      : { pointsPositive: points.group(true), pointsNegative: points.group(false) };
  return { imageUrl, method, ...prompt, ...parameters.values };
}

function showCode() {
  const request = requestAt(picture?.knownAddress ?? "https://pictures.example/yours.jpg");
  $("code").textContent = SNIPPETS[chosen("language")](ROOT, JSON.parse(JSON.stringify(request)));
}

$("languages").addEventListener("change", showCode);
$("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText($("code").textContent);
  say("Copied.");
  $("copy").textContent = "Copied";
  setTimeout(() => ($("copy").textContent = "Copy"), 1500);
});

// --- the run ---

$("panel").addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
$("cancel").addEventListener("click", () => run?.cancel().catch(showError));

async function start() {
  if (run) return (again = true);
  clearError();
  if (!picture) return showError(new Error("Choose a picture first."));
  run = new Run((status, seconds) => ($("status").textContent = `${status} · ${seconds.toFixed(1)} s`));
  $("cancel").hidden = false;
  $("run").setAttribute("aria-disabled", "true");
  say("Running.");
  try {
    const of = picture;
    const artwork = await run.finish(async () => requestAt(await of.address()));
    $("status").textContent = `${artwork.status} after ${run.seconds.toFixed(1)} s` + (artwork.duration ? `, ${artwork.duration} s of work` : "");
    say($("status").textContent);
    if (artwork.error) showError(new Error(artwork.error));
    if (artwork.status === "succeeded" && of === picture) await showResults(artwork);
  } catch (error) {
    $("status").textContent = "";
    showError(error);
  }
  run = null;
  $("cancel").hidden = true;
  $("run").removeAttribute("aria-disabled");
  showCode();
  refreshRecent();
  if (again) {
    again = false;
    start();
  }
}

function showError({ message }) {
  $("error").textContent = message;
  $("error").hidden = false;
  parameters.showError(message);
}

function clearError() {
  $("error").hidden = true;
  parameters.showError("");
}

function say(text) {
  $("said").textContent = text;
}

// --- the result ---

async function showResults(artwork) {
  const [known, ...fetched] = await Promise.all([getMasks(artwork.id), ...artwork.results.map((url) => Mask.fetch(url))]);
  fetched.forEach((mask, number) => Object.assign(mask, { artwork, number, score: known.masks[number].score, cutoutUrl: known.masks[number].cutout }));
  showMasks(fetched);
  $("words").textContent = aboutWords(known);
  say(`${$("status").textContent}. ${$("words").textContent}`);
}

function showMasks(now, number = 0) {
  [masks, shown] = [now, number];
  const mask = masks[shown] ?? null;
  stage.showMask(mask);
  showCandidates($("candidates"), picture?.image, masks, shown, (other) => showMasks(masks, other));
  $("save-mask").disabled = !mask;
  $("save-cutout").disabled = !mask;
  $("facts").textContent = mask
    ? `${mask.width} × ${mask.height} pixels, ${(mask.share * 100).toFixed(1)} % inside, ${mask.blob.type.split("/")[1].toUpperCase()} of ${(mask.blob.size / 1024).toFixed(1)} KB`
    : "";
}

const baseName = () => picture.name.split("/").pop().replace(/\.\w+$|[^\w-]+/g, "") || "picture";
$("save-mask").addEventListener("click", () => saveMask(masks[shown], baseName()));
$("save-cutout").addEventListener("click", async () => {
  $("save-cutout").disabled = true;
  try {
    await saveCutout(masks[shown], baseName(), (status, seconds) => ($("status").textContent = `cut-out: ${status} · ${seconds.toFixed(1)} s`));
  } catch (error) {
    showError(error);
  }
  $("save-cutout").disabled = !masks[shown];
});

const showView = () => {
  stage.showView(chosen("view"), $("opacity").value / 100);
  document.querySelector(".opacity").classList.toggle("idle", chosen("view") !== "overlay");
};
$("views").addEventListener("change", showView);
$("opacity").addEventListener("input", showView);
$("zoom-in").addEventListener("click", () => stage.zoomBy(1.5));
$("zoom-out").addEventListener("click", () => stage.zoomBy(1 / 1.5));
$("zoom-fit").addEventListener("click", () => stage.fit());
stage.addEventListener("move", () => ($("zoom").textContent = `${Math.round(stage.zoom * 100)} %`));

// --- earlier artworks ---

const refreshRecent = () => showRecent($("recent"), $("no-recent"), (artwork) => reopen(artwork).catch(showError));

async function reopen(artwork) {
  clearError();
  const { parameters: sent, results, status, error } = artwork;
  place(await Picture.ofRequest(sent.imageUrl));
  if (sent.method !== "boxes") choose("method", sent.method); // the page can't draw boxes: their masks are shown alone
  $("prompt").value = sent.textPrompt ?? "";
  parameters.values = sent;
  points.replace(sent.pointsPositive?.points ?? [], sent.pointsNegative?.points ?? []);
  showMethod();
  $("status").textContent = `${status}, an earlier artwork`;
  if (error) showError(new Error(error));
  if (results.length > 0) await showResults(artwork);
  $("stage").scrollIntoView({ block: "nearest" });
}

bindKey($("key"), refreshRecent);
showMethod();
showView();
refreshRecent();
