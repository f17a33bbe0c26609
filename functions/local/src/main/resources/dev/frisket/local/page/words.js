import { element } from "./elements.js";

const MAX_SUGGESTIONS = 8;
const MIN_LETTERS = 2;

/** Words of the detector's vocabulary, as [word, class]; empty for a detector that takes any words. */
export async function readVocabulary(models) {
  const isClosed = models.some(({ name }) => name === "coco-ssd") && !models.some(({ name }) => name === "grounding-dino");
  const answer = isClosed && (await fetch("/page/vocabulary.txt").catch(() => null));
  if (!answer?.ok) return [];
  const classes = (await answer.text()).split(/^\[classes\]$/m)[1]?.split(/^\[/m)[0] ?? "";
  return classes
    .split("\n")
    .filter((line) => line.includes(":") && !line.startsWith("#"))
    .flatMap((line) => {
      const [name, words] = line.split(":");
      return [name, ...words.split(",").map((word) => word.trim()).filter(Boolean)].map((word) => [word, name]);
    });
}

/** Suggestions for the word that is being written, as whole prompts: [prompt, class], without the class if it is the word. */
export function suggestionsFor(text, vocabulary) {
  const [, before, word] = /^(.*?)([\p{L}-]*)$/su.exec(text);
  if (word.length < MIN_LETTERS) return [];
  const start = word.toLowerCase();
  return vocabulary
    .filter(([each]) => each.startsWith(start) && each !== start)
    .slice(0, MAX_SUGGESTIONS)
    .map(([each, name]) => [before + each, each === name ? "" : name]);
}

/** Offers suggestions while a field is written in. */
export function suggest(field, list, vocabulary) {
  field.oninput = () => {
    const options = suggestionsFor(field.value, vocabulary).map(([value, name]) => element("option", { value, label: name && `found as ${name}` }));
    list.replaceChildren(...options);
  };
}

const list = (words) => words.map((word) => `“${word}”`).join(", ");

/** What the words of a text prompt led to, where that may not be what was meant: "" if there is nothing to say. */
export function aboutWords({ prompt, facts }) {
  if (!prompt) return "";
  const said = [];
  if (facts.every(({ detections }) => detections.length === 0)) {
    said.push(prompt.understood.length > 0 ? `Nothing found; looked for ${list(prompt.understood)}.` : "Nothing to look for.");
  }
  if (prompt.unknown.length > 0) said.push(`Not understood: ${list(prompt.unknown)}.`);
  if (prompt.excluded.length > 0) said.push(`Left out: ${list(prompt.excluded)}.`);
  return said.join(" ");
}
