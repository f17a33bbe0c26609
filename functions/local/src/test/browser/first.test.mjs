// What people see first and how it fits their screen: small and large, light and dark, with a mouse or a finger.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { API, startBrowser } from "./playground.mjs";

const MAX_PAGE_BYTES = 150_000;
const SCREENS = [
  { viewport: { width: 1440, height: 900 } },
  { viewport: { width: 1024, height: 768 } },
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
];

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

for (const screen of SCREENS) {
  for (const colorScheme of ["light", "dark"]) {
    test(`a sample with its mask is there, and every state is accessible, ${screen.viewport.width} wide in the ${colorScheme}`, async () => {
      const page = await browser.open({ ...screen, colorScheme });
      await page.masked();
      assert.equal(await page.page.locator("#stage").getAttribute("aria-label"), "Picture: camera.png");
      assert.equal(await page.marks().count(), 1);
      await page.view("Mask");
      assert(await page.isInside(0.3, 0.6));
      assert(!(await page.isInside(0.95, 0.05)));
      await page.view("Overlay");
      await fits(page, screen.viewport.width);
      assert.deepEqual(await page.violations(), [], "with candidates");

      await page.page.getByRole("button", { name: "New object" }).click();
      await page.page.locator("#tool").getByText("Box", { exact: true }).click();
      await page.drag([0.55, 0.4], [0.8, 0.95]);
      await page.masked();
      assert.equal(await page.page.locator("#objects li").count(), 2);
      assert.deepEqual(await page.violations(), [], "with a box and two objects");

      await page.page.getByText("By text").click();
      await page.page.getByLabel("What to find").fill("man and gizmo");
      await page.page.getByLabel("Address of a picture").fill("nowhere");
      await page.page.getByLabel("Address of a picture").press("Enter");
      await page.succeeds();
      assert.match(await page.page.locator("#source-fault").textContent(), /must begin with https/);
      await fits(page, screen.viewport.width);
      assert.deepEqual(await page.violations(), [], "by text, with a fault");
      await page.close();
    });
  }
}

async function fits(page, width) {
  assert.equal(await page.page.evaluate(() => document.documentElement.scrollWidth), width, "nothing is cut off");
}

test("on a phone the picture comes first, as wide as the screen, and nothing is said of a mouse", async () => {
  const page = await browser.open(SCREENS[2]);
  await page.masked();
  const stage = await page.page.locator("#stage").boundingBox();
  assert.deepEqual([stage.x, stage.width], [0, 390]);
  assert(stage.y < 60, `begins at ${stage.y}`);
  for (const id of ["samples", "panel", "candidates", "key"]) {
    const box = await page.page.locator(`#${id}`).boundingBox();
    assert(!box || box.y >= stage.y + stage.height, `#${id} is below`);
  }
  assert.doesNotMatch(await page.page.locator("body").innerText(), /right-click|wheel|Ctrl/i);
  await page.page.locator("#reset").scrollIntoViewIfNeeded();
  const now = await page.page.locator("#stage").boundingBox();
  assert(now.y >= 0 && now.y < 60, "it stays in sight while controls are scrolled");
  await page.close();
});

test("a finger draws boxes with the box tool, and two fingers zoom", async () => {
  const page = await browser.open(SCREENS[2]);
  await page.masked();
  const session = await page.page.context().newCDPSession(page.page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await page.page.locator("#tool").getByText("Box", { exact: true }).tap();
  await touch("touchStart", await page.at(0.2, 0.2));
  await touch("touchMove", await page.at(0.5, 0.5));
  await touch("touchMove", await page.at(0.8, 0.9));
  await touch("touchEnd");
  await page.page.locator("#boxes .box").waitFor();
  const [x1, y1, x2, y2] = await boxOf(page);
  for (const [value, wanted] of [[x1, 0.2], [y1, 0.2], [x2, 0.8], [y2, 0.9]]) assert(Math.abs(value - wanted) < 0.01, `${value}`);

  const before = await page.page.locator("#zoom").textContent();
  await touch("touchStart", await page.at(0.4, 0.5), await page.at(0.6, 0.5));
  await touch("touchMove", await page.at(0.3, 0.5), await page.at(0.7, 0.5));
  await touch("touchMove", await page.at(0.2, 0.5), await page.at(0.8, 0.5));
  await touch("touchEnd");
  assert(parseFloat(await page.page.locator("#zoom").textContent()) > 1.5 * parseFloat(before));
  assert.equal(await page.page.locator("#boxes .box").count(), 1, "two fingers draw nothing");
  await page.close();
});

async function boxOf(page) {
  const box = () => JSON.parse(new URLSearchParams(location.hash.slice(1)).get("objects") ?? "[]")[0]?.box;
  return (await page.page.waitForFunction(box)).jsonValue();
}

test("the page is small, its parts come from here, and one to one shows a pixel for a pixel", async () => {
  const page = await browser.open({ deviceScaleFactor: 2 });
  await page.masked();
  const paths = await page.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  const own = ["/", ...new Set(paths.filter((path) => path.startsWith("/page/")))];
  assert(own.includes("/page/playground.js") && own.includes("/page/stage.css"));
  let bytes = 0;
  for (const path of own) bytes += (await (await page.page.request.get(API + path)).body()).length;
  assert(bytes < MAX_PAGE_BYTES, `${bytes} bytes`);

  await page.page.getByRole("button", { name: "1:1" }).click();
  assert.equal(await page.page.locator("#zoom").textContent(), "100 %");
  const shown = await page.page.locator("#canvas").evaluate((canvas) => {
    const box = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const isDrawn = (x) => box.data[(Math.floor(canvas.height / 2) * canvas.width + x) * 4 + 3] > 0;
    return [...Array(canvas.width).keys()].filter(isDrawn).length;
  });
  assert.equal(shown, 512, "as many pixels of the screen as the picture has");
  await page.close();
});
