// How masks are looked at: colours that stand out, sharp edges, and previews only where they come in time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./playground.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

test("the first colour stands out from the picture", async () => {
  const colour = (page) => page.page.locator("#objects [type=color]").first().inputValue();
  const page = await browser.open();
  await page.masked();
  assert.equal(await colour(page), "#e21842", "red on grey");
  await page.sample("Cup of coffee");
  const [red, , blue] = [1, 3, 5].map(async (at) => parseInt((await colour(page)).slice(at, at + 2), 16));
  assert((await blue) > (await red), "no red on a red cup");
  await page.close();
});

test("enlarged, pixels of mask and picture have sharp edges, and the wheel goes back to all of it", async () => {
  const page = await browser.coffee();
  await page.view("Mask");
  const all = await page.page.locator("#zoom").textContent();
  await page.page.mouse.move(...(await page.at(0.25, 0.5)));
  for (let turns = 0; turns < 5; turns++) await page.page.mouse.wheel(0, -200);
  await page.page.waitForFunction(() => parseFloat(document.getElementById("zoom").textContent) > 400);
  await page.colour(0.5, 0.5); // waits until it is drawn
  const between = await page.page.locator("#canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const greys = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) greys[data[i] === 0 ? 0 : data[i] === 255 ? 2 : 1]++;
    return greys;
  });
  assert(between[0] > 0 && between[2] > 0, "an edge is in sight");
  assert.equal(between[1], 0, "nothing between inside and outside");
  for (let turns = 0; turns < 8; turns++) await page.page.mouse.wheel(0, 200);
  await page.page.waitForFunction((before) => document.getElementById("zoom").textContent === before, all);
  await page.close();
});

test("a preview that would come too late is off, and says so", async () => {
  const page = await browser.coffee();
  const sent = await page.requests(async (route) => (await page.page.waitForTimeout(400), route.continue()));
  await page.click(0.6, 0.3);
  await page.masked();
  assert.match(await page.page.locator("#preview-note").textContent(), /^Off by itself: a mask takes \d+ ms here, over 300 ms\.$/);
  await page.page.mouse.move(...(await page.at(0.1, 0.1)));
  await page.page.mouse.move(...(await page.at(0.11, 0.1)));
  await page.page.waitForTimeout(400);
  assert.equal(sent.length, 1);
  await page.close();
});
