const list = (words) => words.map((word) => `“${word}”`).join(", ");

/** What the words of a text prompt led to, where that may not be what was meant: "" if there is nothing to say. */
export function aboutWords({ prompt, masks }) {
  if (!prompt) return "";
  const said = [];
  if (masks.every(({ detections }) => detections.length === 0)) {
    said.push(prompt.understood.length > 0 ? `Nothing found; looked for ${list(prompt.understood)}.` : "Nothing to look for.");
  }
  if (prompt.unknown.length > 0) said.push(`Not understood: ${list(prompt.unknown)}.`);
  if (prompt.excluded.length > 0) said.push(`Left out: ${list(prompt.excluded)}.`);
  return said.join(" ");
}
