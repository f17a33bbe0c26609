export const $ = (id) => document.getElementById(id);

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A button that submits nothing. */
export function button(properties, pressed, ...children) {
  const made = element("button", { type: "button", ...properties }, ...children);
  made.addEventListener("click", pressed);
  return made;
}

export const chosen = (name) => document.querySelector(`input[name=${name}]:checked`).value;
export const choose = (name, value) => (document.querySelector(`input[name=${name}][value=${value}]`).checked = true);

/** Text of the document, its `names` set as code. */
export function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", { textContent: part }) : part));
}

/** Announces something to screen readers. */
export function say(text) {
  $("said").textContent = text;
}

/** Whether keys belong to the text that is being written. */
export const isWriting = (target) => target.matches?.("textarea, select, input:not([type=radio], [type=checkbox], [type=range], [type=color])");
