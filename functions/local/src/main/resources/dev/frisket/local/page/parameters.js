// The contract's parameters as controls, made from the OpenAPI document: names, kinds, ranges, defaults and help are its own.

/** What a slider spans where the contract's own range is too wide to aim in; the number field takes all of it. */
const SPANS = { textConfidence: [0, 1], pointsRefinementSteps: [0, 10], maskExpand: [-64, 64], maskBlurSigma: [0.1, 20], maskKernelSize: [0, 100] };

const ELSEWHERE = new Set(["imageUrl", "method", "textPrompt", "pointsPositive", "pointsNegative"]);

/** What the page has no way to draw yet. */
const UNDRAWN = new Set(["pointsBox", "boxes", "boxesCombineMasks"]);

const GROUPS = [
  ["text", "Text"],
  ["points", "Points"],
  ["mask", "Mask"],
  ["", "Result"],
];
const WIDEST = 2 ** 31;

/** Fills a place with a control for each parameter that is not asked for elsewhere. */
export class Parameters extends EventTarget {
  #controls = [];
  #groups = new Map();

  constructor(properties, container) {
    super();
    const left = new Map(Object.entries(properties).filter(([name]) => !ELSEWHERE.has(name) && !UNDRAWN.has(name)));
    for (const [prefix, title] of GROUPS) {
      const group = element("fieldset", { className: "group" }, element("legend", { textContent: title }));
      for (const [name, schema] of left) {
        if (!name.startsWith(prefix)) continue;
        left.delete(name);
        const control = new Control(name, schema, name.slice(prefix.length));
        control.field.addEventListener("input", () => this.#changed());
        this.#controls.push(control);
        group.append(control.row);
      }
      this.#groups.set(prefix, group);
      container.append(group);
    }
  }

  /** Shows what counts for a method. */
  showFor(method) {
    this.#groups.get("text").hidden = method !== "text";
    this.#groups.get("points").hidden = method !== "points";
  }

  /** What differs from the defaults, of the groups that are shown. */
  get values() {
    const given = this.#controls.filter((control) => control.isChanged && !control.row.closest("fieldset").hidden);
    return Object.fromEntries(given.map((control) => [control.name, control.value]));
  }

  set values(values) {
    for (const control of this.#controls) control.value = values[control.name] ?? control.default;
    this.#changed();
  }

  /** Marks the controls that an error of the API names; each part of its message begins with a property. */
  showError(message) {
    const parts = message.split("; ");
    for (const control of this.#controls) control.showError(parts.find((part) => part.startsWith(`${control.name} `)) ?? "");
  }

  #changed() {
    for (const control of this.#controls) control.update();
    this.dispatchEvent(new Event("change"));
  }
}

class Control {
  #type;
  #slider;
  #fault = element("p", { className: "fault" });

  constructor(name, schema, shortName) {
    this.name = name;
    this.#type = [schema.type].flat().find((type) => type !== "null");
    this.default = schema.default ?? "";
    this.field = this.#makeField(schema);
    this.field.id = `parameter-${name}`;
    const help = element("p", { className: "help", id: `help-${name}` }, ...withCode([schema.description, rangeOf(schema)].filter(Boolean).join(" ")));
    this.#fault.id = `fault-${name}`;
    this.field.setAttribute("aria-describedby", `${help.id} ${this.#fault.id}`);
    const label = element("label", { htmlFor: this.field.id }, words(shortName), " ", element("code", { textContent: name }));
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
    this.value = this.default;
    this.update();
  }

  /** As JSON has it; what is no number goes out as it stands, for the API to judge. */
  get value() {
    if (this.#type === "boolean") return this.field.checked;
    const text = this.field.value.trim();
    return ["integer", "number"].includes(this.#type) && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  set value(value) {
    if (this.#type === "boolean") this.field.checked = value;
    else this.field.value = value;
  }

  get isChanged() {
    return this.value !== this.default && this.value !== "";
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

function rangeOf({ minimum, maximum, default: given }) {
  const parts = [];
  if (maximum !== undefined) parts.push(bound(minimum) === "" ? `Up to ${maximum}.` : `${signed(minimum)} to ${maximum}.`);
  if (given !== undefined) parts.push(`Default ${typeof given === "boolean" ? (given ? "on" : "off") : signed(given)}.`);
  return parts.join(" ");
}

const signed = (value) => String(value).replace("-", "−");
const bound = (value) => (value === undefined || Math.abs(value) >= WIDEST - 1 ? "" : value);

/** Text of the document, its `names` set as code. */
export function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", { textContent: part }) : part));
}

function words(name) {
  const spaced = name.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`).trim();
  return spaced[0].toUpperCase() + spaced.slice(1);
}

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
