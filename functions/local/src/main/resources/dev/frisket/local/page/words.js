import { element } from "./elements.js";

const MAX_SUGGESTIONS = 8;
const MIN_LETTERS = 2;

/** Words that the first pack for text recognizes, as [word, class]; empty if it takes any words. */
export function readVocabulary(models) {
  const pack = models.find(({ capabilities }) => capabilities.includes("text"));
  return (pack?.vocabulary?.classes ?? []).flatMap(({ name, words }) => [name, ...words].map((word) => [word, name]));
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

/** A note on a text prompt whose result may not be the intended one; "" if there is none. */
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
