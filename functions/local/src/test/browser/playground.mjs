// The playground in a real browser, as these tests use it. Wants the API at $API, its key in $FRISKET_API_KEY, and
// playwright-core and axe-core under $MODULES.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.MODULES}/`);
const { chromium } = require("playwright-core");
const AXE = require.resolve("axe-core/axe.min.js");

/** Where the API is, without a slash at the end. */
export const API = process.env.API;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Longer than any machine should take: a slow one fails nothing. */
const PATIENCE = 240_000;

/** Whether a request leaves this machine. */
export const isOutside = (url) => /^(https?|wss?):/.test(url) && !/^https?:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url);

/** A browser with a new, empty profile. */
export async function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...QUIET] });
  const open = (options = {}, path = "/") => openPage(browser, options, path);
  return { open, coffee: async (options) => withMask(await open(options, COFFEE)), close: () => browser.close() };
}

async function openPage(browser, options, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack));
  page.on("request", (request) => isOutside(request.url()) && faults.push(`asked for ${request.url()}`));
  // Of an answer that the API refused, the browser says so by itself.
  page.on("console", (message) => message.type() === "error" && !/^Failed to load resource/.test(message.text()) && faults.push(message.text()));
  page.on("response", (answer) => /[/](page|samples)[/]/.test(answer.url()) && !answer.ok() && faults.push(`${answer.status()} ${answer.url()}`));
  await page.goto(API + path);
  return new Playground(page, faults);
}

// The cup of coffee, and a point on its saucer.
const COFFEE = `/#${new URLSearchParams({ picture: "sample:coffee.png", objects: JSON.stringify([{ method: "points", points: [[0.25, 0.5, 1]] }]) })}`;

async function withMask(page) {
  await page.ready();
  await page.succeeds();
  await page.masked();
  return page;
}

/** One open page. */
export class Playground {
  constructor(page, faults) {
    this.page = page;
    this.faults = faults;
  }

  /** Closes it, and fails if it threw, broke its own policy, or asked another machine for anything. */
  async close() {
    await this.page.context().close();
    assert.deepEqual(this.faults, []);
  }

  /** Waits until nothing is on its way. */
  async settled() {
    await this.page.waitForFunction(() => document.getElementById("cancel").hidden);
  }

  /** Waits until the page has begun, with a sample or what its link says. */
  async ready() {
    await this.page.locator("html[data-ready]").waitFor({ state: "attached" });
  }

  /** Chooses a sample picture. */
  async sample(title) {
    await this.ready();
    await this.page.locator("#stage").evaluate((stage) => stage.removeAttribute("aria-label"));
    await this.page.getByRole("button", { name: title }).click();
    await this.page.waitForFunction(() => document.getElementById("stage").ariaLabel !== null);
  }

  /** Waits for the mask of what is asked for now. */
  async masked() {
    await this.page.waitForFunction(() => document.getElementById("facts").textContent !== "" && document.getElementById("cancel").hidden);
  }

  /** Drags from one place to another, both in fractions of the picture. */
  async drag(from, to) {
    await this.page.locator("#stage").scrollIntoViewIfNeeded();
    await this.page.mouse.move(...(await this.at(...from)));
    await this.page.mouse.down();
    await this.page.mouse.move(...(await this.at(...to)), { steps: 4 });
    await this.page.mouse.up();
  }

  /** The requests that create artworks from now on, as JSON; `before` may delay or answer each. */
  async requests(before = (route) => route.continue()) {
    const sent = [];
    await this.page.route("**/v2/artworks/segmentation", async (route) => {
      sent.push(route.request().postDataJSON());
      await before(route);
    });
    return sent;
  }

  /** Downloads by a button; answers {name, bytes}. */
  async download(name) {
    const [file] = await Promise.all([this.page.waitForEvent("download"), this.page.getByRole("button", { name }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** Where fractions of the picture are in the window. */
  async at(x, y) {
    const box = await this.page.locator("#stage").boundingBox();
    const place = await this.#place();
    return [box.x + place.x + x * place.width, box.y + place.y + y * place.height];
  }

  /** Where fractions of the picture are, from the corner of the stage. */
  async inStage(x, y) {
    const place = await this.#place();
    return [place.x + x * place.width, place.y + y * place.height];
  }

  async click(x, y, options) {
    await this.page.locator("#stage").scrollIntoViewIfNeeded();
    await this.page.mouse.click(...(await this.at(x, y)), options);
  }

  marks() {
    return this.page.locator("#marks button");
  }

  /** Runs to the end, and answers what the status then says. */
  async segment() {
    await this.page.getByRole("button", { name: "Segment" }).click();
    return this.ended();
  }

  async ended() {
    await this.page.waitForFunction(() => document.getElementById("cancel").hidden);
    return this.page.locator("#status").textContent();
  }

  async succeeds() {
    const status = await this.segment();
    assert.match(status, /^succeeded after/, await this.page.locator("#error").textContent());
  }

  async view(name) {
    await this.page.locator(".segments").getByText(name, { exact: true }).click();
  }

  /** The colour, [red, green, blue], that the stage shows at fractions of the picture. */
  async colour(x, y) {
    const place = await this.#place();
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    return this.page.locator("#canvas").evaluate(
      (canvas, [px, py]) => {
        const ratio = canvas.width / canvas.clientWidth;
        return [...canvas.getContext("2d").getImageData(px * ratio, py * ratio, 1, 1).data.slice(0, 3)];
      },
      [place.x + x * place.width, place.y + y * place.height],
    );
  }

  /** Whether the mask is white there; the view is the mask's. */
  async isInside(x, y) {
    const [grey] = await this.colour(x, y);
    return grey > 127;
  }

  /** What axe-core calls serious or critical. */
  async violations() {
    await this.page.evaluate(await readFile(AXE, "utf8"));
    const { passes, violations } = await this.page.evaluate(() => globalThis.axe.run(document));
    assert(passes.length > 20, "axe-core has looked");
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
  }

  // As large as fits, in the middle; at 100 %.
  async #place() {
    return this.page.locator("#stage").evaluate((stage) => {
      const aspect = Number(stage.style.getPropertyValue("--aspect"));
      const width = Math.min(stage.clientWidth, stage.clientHeight * aspect);
      const height = width / aspect;
      return { x: (stage.clientWidth - width) / 2, y: (stage.clientHeight - height) / 2, width, height };
    });
  }
}
