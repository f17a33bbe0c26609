// The contract's parameters as controls, made from the OpenAPI document: names, kinds, ranges, defaults and help are its own.

import { element, withCode } from "./elements.js";
import { bound, labelOf, ORDER, rangeOf, SPANS } from "./labels.js";

/** What is asked for elsewhere, or drawn on the picture. */
const ELSEWHERE = new Set(["imageUrl", "method", "textPrompt", "pointsPositive", "pointsNegative", "pointsBox", "boxes"]);

const GROUPS = [
  ["text", "Text"],
  ["points", "Points"],
  ["boxes", "Boxes"],
  ["mask", "Mask"],
  ["", "Result"],
];

/** Fills a place with a control for each parameter that is not asked for elsewhere. */
export class Parameters extends EventTarget {
  #controls = [];
  #groups = new Map();

  /** `usual` are values that this page begins with instead of the API's defaults. */
  constructor(properties, container, usual) {
    super();
    const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
    const left = new Map(Object.entries(properties).filter(([name]) => !ELSEWHERE.has(name)).sort(([one], [other]) => rank(one) - rank(other)));
    for (const [prefix, title] of GROUPS) {
      const group = element("fieldset", { className: "group" }, element("legend", { textContent: title }));
      for (const [name, schema] of left) {
        if (!name.startsWith(prefix)) continue;
        left.delete(name);
        const control = new Control(name, schema, name.slice(prefix.length), usual[name]);
        control.field.addEventListener("input", () => this.#changed(control));
        this.#controls.push(control);
        group.append(control.row);
      }
      this.#groups.set(prefix, group);
      container.append(group);
    }
  }

  /** Shows what counts for a method. */
  showFor(method) {
    for (const each of ["text", "points", "boxes"]) this.#groups.get(each).hidden = method !== each;
  }

  /** What differs from the values that this page begins with. */
  get values() {
    return Object.fromEntries(this.#controls.filter((control) => control.isChanged).map((control) => [control.name, control.value]));
  }

  /** Shows values, without telling of a change. */
  set values(values) {
    for (const control of this.#controls) control.show(values[control.name]);
  }

  /** The values given that are parameters of this page, and differ from its own. */
  known(values) {
    const kept = this.#controls.filter(({ name, usual }) => values[name] !== undefined && values[name] !== null && values[name] !== usual);
    return Object.fromEntries(kept.map(({ name }) => [name, values[name]]));
  }

  /** Marks the controls that an error of the API names; each part of its message begins with a property. */
  showError(message) {
    const parts = message.split("; ");
    for (const control of this.#controls) control.showError(parts.find((part) => part.startsWith(`${control.name} `)) ?? "");
  }

  #changed(control) {
    control.update();
    control.showError("");
    this.dispatchEvent(new CustomEvent("change", { detail: { name: control.name } }));
  }
}

class Control {
  #type;
  #slider;
  #fault = element("p", { className: "fault" });

  constructor(name, schema, shortName, usual) {
    this.name = name;
    this.#type = [schema.type].flat().find((type) => type !== "null");
    this.usual = usual ?? schema.default ?? "";
    this.field = this.#makeField(schema);
    this.field.id = `parameter-${name}`;
    const help = element("p", { className: "help", id: `help-${name}` }, ...withCode([schema.description, rangeOf(name, schema)].filter(Boolean).join(" ")));
    this.#fault.id = `fault-${name}`;
    this.field.setAttribute("aria-describedby", `${help.id} ${this.#fault.id}`);
    const label = element("label", { htmlFor: this.field.id }, labelOf(name, shortName), " ", element("code", { textContent: name }));
    this.row = element("div", { className: `parameter ${this.#type}` }, label, this.field);
    const span = SPANS[name];
    if (span) {
      this.#slider = element("input", { type: "range", min: span[0], max: span[1], step: this.field.step === "any" ? 0.05 : 1, tabIndex: -1, ariaHidden: "true" });
      this.#slider.addEventListener("input", () => {
        this.field.value = this.#slider.value;
        this.field.dispatchEvent(new Event("input"));
      });
      this.row.append(this.#slider);
    }
    this.row.append(help, this.#fault);
    this.show(undefined);
  }

  /** As JSON has it; what is no number goes out as it stands, for the API to judge. */
  get value() {
    if (this.#type === "boolean") return this.field.checked;
    const text = this.field.value.trim();
    return ["integer", "number"].includes(this.#type) && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  show(value = this.usual) {
    if (this.#type === "boolean") this.field.checked = value;
    else if (this.value !== value) this.field.value = value;
    this.update();
  }

  get isChanged() {
    return this.value !== this.usual && this.value !== "";
  }

  update() {
    this.row.classList.toggle("changed", this.isChanged);
    if (this.#slider) this.#slider.value = this.field.value;
  }

  showError(message) {
    this.field.setAttribute("aria-invalid", String(message !== ""));
    this.#fault.textContent = message;
  }

  #makeField(schema) {
    if (schema.enum) {
      const options = schema.enum.filter((value) => value !== null);
      return element("select", {}, ...options.map((value) => element("option", { textContent: value })));
    }
    if (this.#type === "boolean") return element("input", { type: "checkbox" });
    if (this.#type === "string") return element("input", { type: "url", placeholder: schema.examples?.[0] ?? "", spellcheck: false });
    const step = this.#type === "integer" ? 1 : "any";
    return element("input", { type: "number", inputMode: "decimal", min: bound(schema.minimum), max: bound(schema.maximum), step });
  }
}
