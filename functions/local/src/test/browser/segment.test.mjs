// What people do on the playground, with the real models behind it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { API, startBrowser } from "./playground.mjs";

const ROCKET = new URL("../../main/resources/dev/frisket/local/samples/rocket.jpg", import.meta.url);
const PNG = [0x89, 0x50, 0x4e, 0x47];

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

test("a click masks what is there, and a negative point takes away again what went too far", async () => {
  const page = await browser.open();
  await page.sample("Cup of coffee");
  const bare = await page.colour(0.25, 0.55); // before the first click, whose mask may come at once
  await page.click(0.25, 0.5);
  await page.click(0.5, 0.5);
  await page.click(0.5, 0.5, { button: "right" });
  assert.equal(await page.marks().count(), 1, "a right-click on a point removes it");
  await page.succeeds();
  assert.notDeepEqual(await page.colour(0.25, 0.55), bare, "the picture is tinted where the mask is");

  await page.view("Mask");
  assert(await page.isInside(0.25, 0.55));
  assert(!(await page.isInside(0.95, 0.05)));
  assert(await page.isInside(0.75, 0.65), "the mask goes too far");
  await page.click(0.75, 0.65, { button: "right" });
  await page.succeeds();
  assert(!(await page.isInside(0.75, 0.7)));
  assert(await page.isInside(0.25, 0.55));
  await page.close();
});

test("what words name is masked, in every view", async () => {
  const page = await browser.open();
  await page.sample("Cameraman");
  await page.page.getByText("By text").click();
  await page.page.getByLabel("What to find").fill("the man");
  const bare = await page.colour(0.3, 0.6);
  await page.succeeds();
  const [red, green, blue] = await page.colour(0.3, 0.6);
  assert(red > green + 40 && red > blue + 20, "tinted");
  await page.page.getByLabel("Opacity").fill("0");
  assert.deepEqual(await page.colour(0.3, 0.6), bare);
  await page.view("Mask");
  assert.deepEqual(await page.colour(0.3, 0.6), [255, 255, 255]);
  assert.deepEqual(await page.colour(0.95, 0.05), [0, 0, 0]);
  await page.view("Cut-out");
  assert.deepEqual(await page.colour(0.3, 0.6), bare);
  assert((await page.colour(0.95, 0.05))[0] >= 217, "squares where nothing is");
  await page.view("Outline");
  assert.deepEqual(await page.colour(0.3, 0.6), bare);

  const [mask, cutout] = [await page.download("Download mask"), await page.download("Download cut-out")];
  assert.equal(mask.name, "camera-mask.png");
  assert.deepEqual([...mask.bytes.subarray(0, 4)], PNG);
  assert.equal(cutout.name, "camera-cutout.png");
  assert.deepEqual([...cutout.bytes.subarray(0, 4)], PNG);
  assert.equal(cutout.bytes.readUInt32BE(16), 512, "as wide as the picture");
  await page.close();
});

test("words that are not understood and nothing found are said", async () => {
  const page = await browser.open();
  const words = page.page.locator("#words");
  await page.sample("Cameraman");
  await page.page.getByText("By text").click();
  await page.page.getByLabel("What to find").fill("the man and the xyzzy");
  await page.succeeds();
  assert.equal(await words.textContent(), "Not understood: “xyzzy”.");
  await page.page.getByLabel("What to find").fill("a giraffe");
  await page.succeeds();
  assert.equal(await words.textContent(), "Nothing found; looked for “giraffe”.");
  await page.page.getByLabel("What to find").fill("the man");
  await page.succeeds();
  assert.equal(await words.textContent(), "");
  await page.close();
});

test("a file of one's own is uploaded once, and its candidates stand side by side", async () => {
  const page = await browser.open();
  await page.masked();
  const uploads = [];
  page.page.on("request", (request) => request.url().endsWith("/v2/uploads") && uploads.push(request.postDataJSON()));
  const buffer = await readFile(ROCKET);
  await page.page.getByLabel("Open a picture").setInputFiles({ name: "my rocket.jpg", mimeType: "image/jpeg", buffer });
  await page.page.getByRole("application", { name: "my rocket.jpg" }).waitFor();
  await page.click(0.5, 0.45);
  await page.page.getByLabel("Best mask").uncheck();
  await page.page.getByLabel("Output format").selectOption("png");
  await page.succeeds();
  const results = page.page.getByRole("group", { name: "Results" }).getByRole("button");
  assert.equal(await results.count(), 3);
  for (const name of await results.allTextContents()) assert.match(name, /^[123] Score [01]\.[0-9]{2}$/);
  const facts = await page.page.locator("#facts").textContent();
  const other = (await results.nth(2).getAttribute("aria-pressed")) === "true" ? 1 : 2; // not the best, which is shown
  await results.nth(other).click();
  assert.equal(await results.nth(other).getAttribute("aria-pressed"), "true");
  assert.notEqual(await page.page.locator("#facts").textContent(), facts);
  assert.equal((await page.download("Download mask")).name, "myrocket-mask.png");

  await page.page.getByLabel("Expand").fill("20");
  await page.succeeds();
  assert.deepEqual(uploads, [{ contentType: "image/jpeg", size: buffer.length }]);
  await page.close();
});

test("what runs can be called off", async () => {
  const page = await browser.open();
  await page.sample("Cup of coffee");
  await page.settled();
  // As if its embedding took a while: what this machine has seen before is done too soon.
  await page.page.route("**/v2/artworks/segmentation", async (route) => {
    await page.page.getByRole("button", { name: "Cancel", exact: true }).click();
    await route.continue();
  });
  await page.click(0.6, 0.7);
  await page.page.waitForFunction(() => /^canceled after/.test(document.getElementById("status").textContent));
  assert.match(await page.ended(), /^canceled after/);
  assert.equal(await page.page.getByRole("button", { name: "Download mask" }).isDisabled(), true);
  await page.close();
});

test("an earlier artwork comes back with its picture, its points, its parameters and its mask", async () => {
  const page = await browser.open();
  await page.sample("Rocket");
  await page.click(0.5, 0.45);
  await page.page.keyboard.down("Alt");
  await page.click(0.3, 0.3);
  await page.page.keyboard.up("Alt");
  await page.page.getByLabel("Expand").fill("3");
  await page.succeeds();
  const facts = await page.page.locator("#facts").textContent();
  await page.page.reload();
  const newest = page.page.locator("#recent button").first();
  assert.match(await newest.textContent(), /1 inside, 1 outside/);
  await newest.locator("img").evaluate((image) => image.decode());
  await newest.click();
  await page.page.waitForFunction(() => document.getElementById("facts").textContent !== "" || !document.getElementById("error").hidden);
  assert.equal(await page.page.locator("#error").textContent(), "");
  assert.equal(await page.page.locator("#facts").textContent(), facts);
  assert.equal(await page.page.locator("#stage").getAttribute("aria-label"), "Picture: rocket.jpg");
  assert.deepEqual(await Promise.all([0, 1].map((n) => page.marks().nth(n).getAttribute("aria-label"))), [
    "Point inside at 50 %, 45 %",
    "Point outside at 30 %, 30 %",
  ]);
  assert.equal(await page.page.getByLabel("Expand").inputValue(), "3");
  await page.close();
});

test("errors are shown as the API words them, beside what they are about", async () => {
  const page = await browser.open();
  await page.page.getByLabel("Address of a picture").fill(`${API}/samples/rocket.jpg`);
  await page.page.getByRole("button", { name: "Use" }).click();
  await page.click(0.5, 0.5);
  await page.page.getByLabel("Expand").fill("20000");
  await page.page.getByLabel("softness").fill("0");
  await page.segment();
  const alert = await page.page.getByRole("alert").textContent();
  assert.match(alert, /maskExpand must not be greater than 16384/);
  assert.match(alert, /imageUrl/, "a picture of this machine is refused");
  assert.equal(await page.page.getByLabel("Expand").getAttribute("aria-invalid"), "true");
  assert.match(await page.page.locator("#fault-maskBlurSigma").textContent(), /^maskBlurSigma must not be less than 0.1/);

  await page.page.getByRole("button", { name: "Reset to defaults" }).click();
  await page.page.getByLabel("API key").fill("no-key-that-anybody-has");
  await page.page.getByLabel("API key").blur();
  await page.segment();
  assert.match(await page.page.getByRole("alert").textContent(), /^a valid API key is required/);
  await page.close();
});
