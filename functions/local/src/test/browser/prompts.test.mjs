// Prompts that run by themselves, boxes, candidates, several objects, steps back, and links, with the real models.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { API, startBrowser } from "./playground.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const text = (page, id) => page.page.locator(`#${id}`).textContent();
const shown = (page) => page.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

test("a click runs by itself, the old mask is dimmed until the new one is there, and goes with its points", async () => {
  const page = await browser.coffee();
  await page.view("Mask");
  assert.deepEqual(await page.colour(0.25, 0.55), [255, 255, 255]);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const sent = await page.requests(async (route) => (await held, route.continue()));
  await page.click(0.75, 0.65, { button: "right" });
  await page.page.locator("#progress:visible").waitFor();
  assert.match(await text(page, "progress"), /\d\.\d s$/, "status and elapsed time");
  const [grey] = await page.colour(0.25, 0.55);
  assert(grey > 60 && grey < 180, `dimmed: ${grey}`);
  assert.equal(await text(page, "facts"), "", "nothing is said of a mask that isn't of these points");
  release();
  await page.masked();
  assert.deepEqual(await page.colour(0.25, 0.55), [255, 255, 255]);
  assert.equal(sent.length, 1);
  assert.equal(sent[0].pointsNegative.points.length, 1);

  await page.page.getByLabel("Grow or shrink").fill("5");
  await page.page.waitForFunction(() => document.getElementById("cancel").hidden === false);
  await page.masked();
  assert.equal(sent.at(-1).maskExpand, 5, "parameters of the mask run too");
  await page.page.getByRole("button", { name: "Remove all" }).click();
  await shown(page);
  const bare = await page.colour(0.25, 0.55);
  assert.notDeepEqual(bare, [255, 255, 255], "no mask without points");
  await page.close();
});

test("keys in a row are one request, and switched off nothing runs by itself", async () => {
  const page = await browser.coffee();
  const sent = await page.requests();
  await page.marks().first().focus();
  for (let times = 0; times < 6; times++) await page.page.keyboard.press("ArrowRight");
  await page.page.waitForFunction(() => /"points":\[\[0\.28/.test(decodeURIComponent(location.hash)));
  await page.masked();
  assert(sent.length <= 2, `${sent.length} requests for six keys`);
  assert.deepEqual(sent.at(-1).pointsPositive.points, [[0.28, 0.5]]);
  await page.page.getByLabel("Run after each change").uncheck();
  const before = sent.length;
  await page.click(0.6, 0.6);
  await page.page.waitForTimeout(400);
  assert.equal(sent.length, before);
  assert.equal(await text(page, "facts"), "", "the mask of other points is gone");
  await page.close();
});

test("candidates stand side by side with their scores, the best is chosen, and keys pick others", async () => {
  const page = await browser.coffee();
  const candidates = page.page.getByRole("group", { name: "Results" }).getByRole("button");
  assert.equal(await candidates.count(), 3);
  const scores = (await candidates.allTextContents()).map((label) => Number(/Score (\d\.\d\d)$/.exec(label)[1]));
  const pressed = async () => (await candidates.evaluateAll((all) => all.map(({ ariaPressed }) => ariaPressed))).indexOf("true");
  assert.equal(scores[await pressed()], Math.max(...scores));
  assert.match(await text(page, "said"), /^succeeded after .* 3 candidates, the best chosen\. Score \d\.\d\d\.$/);
  assert.match(await text(page, "score-note"), /how well/);
  const other = (await pressed()) === 1 ? 2 : 1;
  const facts = await text(page, "facts");
  await page.page.keyboard.press(String(other + 1));
  assert.equal(await pressed(), other);
  assert.notEqual(await text(page, "facts"), facts);
  assert.match(await text(page, "said"), new RegExp(`^Candidate ${other + 1} of 3 chosen. Score`));
  await page.page.keyboard.press("Control+z");
  assert.equal(await text(page, "facts"), facts);
  await page.close();
});

test("a dragged box masks what is in it, beside points, and its corners move by mouse and keys", async () => {
  const page = await browser.open();
  await page.sample("Rocket");
  const sent = await page.requests();
  await page.drag([0.44, 0.1], [0.58, 0.9]);
  await page.masked();
  assert.equal(await page.page.locator("#boxes .box").count(), 1);
  assert.equal(sent.at(-1).method, "points");
  for (const [index, value] of [0.44, 0.1, 0.58, 0.9].entries()) assert(Math.abs(sent.at(-1).pointsBox[index] - value) < 0.01);
  await page.click(0.5, 0.4);
  await page.masked();
  assert.equal(sent.at(-1).pointsPositive.points.length, 1);
  assert.equal(sent.at(-1).pointsBox.length, 4);
  const corner = page.page.locator(".corner").last();
  const [before, x2] = [await corner.getAttribute("aria-label"), sent.at(-1).pointsBox[2]];
  await corner.focus();
  await page.page.keyboard.press("Shift+ArrowRight");
  assert.notEqual(await corner.getAttribute("aria-label"), before);
  await page.page.waitForFunction(() => document.getElementById("cancel").hidden === false);
  await page.masked();
  assert(Math.abs(sent.at(-1).pointsBox[2] - x2 - 0.05) < 0.001);
  await page.page.getByRole("button", { name: /^Remove: Box/ }).click();
  assert.equal(await page.page.locator("#boxes .box").count(), 0);

  await page.page.locator("#stage").focus();
  await page.page.keyboard.press("b");
  await page.page.keyboard.press("Shift+ArrowRight");
  await page.page.keyboard.press("Shift+ArrowDown");
  await page.page.keyboard.press("b");
  assert.equal(await page.page.locator("#boxes .box").count(), 1, "a box by keys alone");
  await page.close();
});

test("by boxes each box is an object of its own, removed one by one", async () => {
  const page = await browser.open();
  await page.sample("Cup of coffee");
  await page.page.getByText("By boxes").click();
  await page.drag([0.2, 0.05], [0.7, 0.7]);
  await page.drag([0.6, 0.55], [0.8, 0.98]);
  await page.page.waitForFunction(() => document.querySelectorAll("#objects li").length === 2);
  await page.masked();
  const names = () => page.page.locator("#objects [type=text]").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(await names(), ["Box 1", "Box 2"]);
  const colours = await page.page.locator("#objects [type=color]").evaluateAll((all) => all.map(({ value }) => value));
  assert.notEqual(colours[0], colours[1]);
  await page.page.getByRole("button", { name: "Remove Box 1" }).click();
  await page.masked();
  assert.deepEqual(await names(), ["Box 1"]);
  assert.equal(await page.page.locator("#boxes .box").count(), 1);
  await page.close();
});

test("objects have colours and names, are hidden and removed, and downloaded one by one, together or as COCO JSON", async () => {
  const page = await browser.coffee();
  await page.page.getByRole("button", { name: "New object" }).click();
  await page.click(0.05, 0.05);
  await page.masked();
  await page.page.getByLabel("Name of Object 1").fill("cup");
  await page.page.getByLabel("Name of Object 1").press("Enter");
  await page.page.getByLabel("Colour of cup").fill("#0000ff");
  await page.page.getByLabel("Opacity").fill("100");
  assert.deepEqual(await page.colour(0.25, 0.55), [0, 0, 255]);
  assert.notDeepEqual(await page.colour(0.05, 0.05), [0, 0, 255]);

  const coco = JSON.parse((await page.download("Download COCO JSON")).bytes);
  assert.deepEqual(coco.images, [{ id: 1, file_name: "coffee.png", width: 600, height: 400 }]);
  assert.deepEqual(coco.categories.map(({ name }) => name), ["cup", "Object 2"]);
  assert.equal(coco.annotations.length, 2);
  for (const { segmentation, area, bbox } of coco.annotations) {
    assert.deepEqual(segmentation.size, [400, 600]);
    assert(segmentation.counts.length > 0 && area > 0 && bbox.length === 4);
  }
  assert.equal((await page.download("Save the mask of cup")).name, "coffee-cup-mask.png");
  assert.equal((await page.download("Download mask")).name, "coffee-mask.png");
  const overlay = await page.download("Download overlay");
  assert.equal(overlay.name, "coffee-overlay.png");
  assert.equal(overlay.bytes.readUInt32BE(16), 600);

  await page.page.getByRole("button", { name: "Hide cup" }).click();
  assert.notDeepEqual(await page.colour(0.25, 0.55), [0, 0, 255]);
  assert.equal(JSON.parse((await page.download("Download COCO JSON")).bytes).annotations.length, 1);
  await page.page.getByRole("button", { name: "Remove Object 2" }).click();
  assert.equal(await page.page.locator("#objects li").count(), 1);
  await page.page.keyboard.press("Control+z");
  assert.equal(await page.page.locator("#objects li").count(), 2);
  await page.close();
});

test("every step is undone and done again, the picture too", async () => {
  const page = await browser.coffee();
  const sent = await page.requests();
  await page.click(0.6, 0.3);
  await page.masked();
  await page.drag([0.2, 0.2], [0.8, 0.8]);
  await page.masked();
  await page.page.getByLabel("Fill holes").check();
  await page.sample("Rocket");
  const { keyboard } = page.page;
  await page.page.locator("#stage").focus();
  await keyboard.press("Control+z");
  await page.page.getByRole("application", { name: "coffee.png" }).waitFor();
  assert.equal(await page.page.getByLabel("Fill holes").isChecked(), true);
  await keyboard.press("Control+z");
  assert.equal(await page.page.getByLabel("Fill holes").isChecked(), false);
  await keyboard.press("Control+z");
  assert.equal(await page.page.locator("#boxes .box").count(), 0);
  await page.masked();
  const count = sent.length;
  await keyboard.press("Control+z");
  assert.equal(await page.marks().count(), 1);
  await page.masked();
  assert.equal(sent.length, count, "what is known is shown again without a request");
  assert.equal(await page.page.getByRole("button", { name: "Undo" }).isDisabled(), true);
  await keyboard.press("Control+Shift+z");
  assert.equal(await page.marks().count(), 2);
  await page.page.getByRole("button", { name: "Redo" }).click();
  assert.equal(await page.page.locator("#boxes .box").count(), 1);
  await page.close();
});

test("a link fills the form and sends nothing before a click", async () => {
  const first = await browser.coffee();
  await first.click(0.75, 0.65, { button: "right" });
  await first.page.getByLabel("Grow or shrink").fill("4");
  await first.page.getByLabel("Call when").fill("https://hooks.example/mine");
  await first.page.waitForFunction(() => /maskExpand/.test(location.hash));
  const hash = await first.page.evaluate(() => location.hash);
  assert.doesNotMatch(hash, /hooks/, "a webhook is nobody else's");
  await first.close();

  const page = await browser.open({}, `/${hash}`);
  await page.ready();
  const sent = await page.requests();
  assert.equal(await page.marks().count(), 2);
  assert.equal(await page.page.getByLabel("Grow or shrink").inputValue(), "4");
  assert.match(await text(page, "status"), /nothing is sent until/);
  assert.equal(sent.length, 0);
  await page.succeeds();
  assert.equal(sent.length, 1);
  assert.equal(sent[0].maskExpand, 4);
  await page.close();
});

test("a link to an address elsewhere fetches nothing, and a broken or hostile one breaks nothing", async () => {
  const objects = JSON.stringify([{ method: "points", points: [[0.5, 0.5, 1]], parameters: { webhook: "https://hooks.example/theirs", maskExpand: 2, __proto__: null } }]);
  const page = await browser.open({}, `/#${new URLSearchParams({ picture: "http://127.0.0.1:9/internal.png", objects })}`);
  const asked = [];
  page.page.on("request", (request) => asked.push(request.url()));
  await page.ready();
  assert.equal(await page.page.getByLabel("Address of a picture").inputValue(), "http://127.0.0.1:9/internal.png");
  assert.equal(await page.page.getByLabel("Grow or shrink").inputValue(), "2");
  assert.equal(await page.page.getByLabel("Call when").inputValue(), "");
  await page.page.waitForTimeout(300);
  assert.deepEqual(asked.filter((url) => /internal|segmentation/.test(url)), []);
  await page.close();

  const wrong = JSON.stringify([[], null, 7, { method: "points", points: "x", box: [1, 2], names: [1], parameters: [] }, { method: "none" }]);
  for (const fragment of ["#objects=%7B", `#objects=${encodeURIComponent(wrong)}`, "#picture=javascript:alert(1)&objects=%E0%A4%A"]) {
    const other = await browser.open({}, `/${fragment}`);
    await other.ready();
    await other.close();
  }
});

test("a resting pointer shows what a click would give, if this machine is fast, and leaves nothing behind", async () => {
  const page = await browser.coffee();
  const list = async () => (await (await page.page.request.get(`${API}/v2/artworks?limit=500`, { headers: { Authorization: `Bearer ${process.env.FRISKET_API_KEY}` } })).json()).length;
  await page.page.evaluate(() => import("/page/preview.js").then(({ Preview }) => Object.defineProperty(Preview.prototype, "isFast", { get: () => true })));
  const before = await list();
  const sent = await page.requests();
  const bare = await page.colour(0.05, 0.08);
  await page.page.mouse.move(...(await page.at(0.04, 0.05)));
  await page.page.mouse.move(...(await page.at(0.05, 0.05)));
  await page.page.waitForFunction((was) => {
    const canvas = document.getElementById("canvas");
    const [x, y] = was.place.map((value) => value * (canvas.width / canvas.clientWidth));
    return canvas.getContext("2d").getImageData(x, y, 1, 1).data.slice(0, 3).join() !== was.bare.join();
  }, { bare, place: await page.inStage(0.05, 0.08) });
  assert.equal(sent.length, 1);
  assert.equal(await page.marks().count(), 1, "nothing is added");
  const removes = "delete" in (await (await page.page.request.get(`${API}/openapi.json`)).json()).paths["/v2/artworks/{id}"];
  if (removes) for (let tries = 0; (await list()) !== before && tries < 100; tries++) await page.page.waitForTimeout(50);
  assert.equal(await list(), removes ? before : before + 1);

  await page.page.getByLabel("Preview under the pointer").uncheck();
  await page.page.mouse.move(...(await page.at(0.9, 0.9)));
  await page.page.waitForTimeout(400);
  assert.equal(sent.length, 1);
  await page.close();
});
