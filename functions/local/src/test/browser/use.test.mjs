// How the playground is worked and read, by whatever people have: keys, a finger, a screen reader, a small screen, no light.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { API, startBrowser } from "./playground.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

test("everything can be done with the keyboard alone", async () => {
  const page = await browser.open();
  const { keyboard } = page.page;
  const focused = () => page.page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent);
  const said = () => page.page.locator("#said").textContent();
  const tabTo = async (name) => {
    for (let tabs = 0; tabs < 60 && !name.test(await focused()); tabs++) await keyboard.press("Tab");
    assert.match(await focused(), name);
  };
  await page.page.getByRole("button", { name: "Rocket" }).focus();
  await keyboard.press("Enter");
  await page.page.getByRole("application", { name: "rocket.jpg" }).waitFor();
  await tabTo(/^Picture/);
  await keyboard.press("ArrowDown");
  assert.equal(await said(), "Cross-hair at 50 %, 51 %");
  await keyboard.press("Enter");
  await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Shift+Enter");
  assert.equal(await said(), "Point outside at 40 %, 51 % added.");
  await tabTo(/^Point inside/);
  await keyboard.press("Shift+ArrowUp");
  assert.equal(await focused(), "Point inside at 50 %, 46 %");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  assert.equal(await focused(), "Point inside at 40 %, 51 %");
  await keyboard.press("Delete");
  assert.equal(await page.marks().count(), 1);
  assert.match(await focused(), /^Picture/);
  await tabTo(/^Segment$/);
  await keyboard.press("Enter");
  assert.match(await page.ended(), /^succeeded/);
  assert.match(await said(), /^succeeded/);
  await page.close();
});

test("points are dragged, turned and removed, and the picture is zoomed", async () => {
  const page = await browser.open();
  await page.sample("Rocket");
  await page.click(0.5, 0.5);
  await page.page.mouse.move(...(await page.at(0.5, 0.5)));
  await page.page.mouse.down();
  await page.page.mouse.move(...(await page.at(0.3, 0.4)), { steps: 4 });
  await page.page.mouse.up();
  assert.equal(await page.marks().getAttribute("aria-label"), "Point inside at 30 %, 40 %");
  await page.page.getByRole("button", { name: "Turn: Point inside" }).click();
  assert.equal(await page.marks().getAttribute("aria-label"), "Point outside at 30 %, 40 %");

  const [x, y] = await page.at(0.3, 0.4);
  const all = await page.page.locator("#zoom").textContent();
  await page.page.mouse.move(x, y);
  await page.page.mouse.wheel(0, -200);
  assert.notEqual(await page.page.locator("#zoom").textContent(), all);
  const mark = await page.marks().boundingBox();
  assert(Math.hypot(mark.x + mark.width / 2 - x, mark.y + mark.height / 2 - y) < 2, "what is under the pointer stays there");
  await page.page.getByRole("button", { name: "Fit" }).click();
  assert.equal(await page.page.locator("#zoom").textContent(), all);
  await page.page.getByRole("button", { name: "Remove: Point outside" }).click();
  assert.equal(await page.marks().count(), 0);
  await page.close();
});

test("on a phone nothing is cut off, a tap adds a point and a long press one outside", async () => {
  const page = await browser.open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.sample("Rocket");
  await page.page.locator("#stage").scrollIntoViewIfNeeded();
  await page.page.touchscreen.tap(...(await page.at(0.5, 0.5)));
  assert.equal(await page.marks().getAttribute("aria-label"), "Point inside at 50 %, 50 %");
  const session = await page.page.context().newCDPSession(page.page);
  const [x, y] = await page.at(0.2, 0.3);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await page.page.locator("#marks .outside").waitFor();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  assert.equal(await page.marks().count(), 2);
  const cutOff = await page.page.evaluate(() =>
    [...document.querySelectorAll("main *, header *")]
      .filter((element) => element.checkVisibility() && !element.closest("pre, .candidates, .hidden"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
  assert.deepEqual(cutOff, []);
  assert.equal(await page.page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing serious in the ${colorScheme}`, async () => {
    const page = await browser.open({ colorScheme });
    assert.deepEqual(await page.violations(), []);
    await page.sample("Rocket");
    await page.click(0.5, 0.5);
    await page.page.getByLabel("Expand").fill("99999");
    await page.segment();
    assert.notEqual(await page.page.getByRole("alert").textContent(), "");
    assert.deepEqual(await page.violations(), []);
    await page.page.getByText("By text").click();
    assert.deepEqual(await page.violations(), []);
    await page.close();
  });
}

test("every parameter of the document has its labelled control", async () => {
  const page = await browser.open();
  const document = await (await page.page.request.get(`${API}/openapi.json`)).json();
  const elsewhere = ["imageUrl", "method", "pointsPositive", "pointsNegative", "boxes", "pointsBox"];
  const names = Object.keys(document.components.schemas.SegmentationRequest.properties).filter((name) => !elsewhere.includes(name));
  const labelled = await page.page.locator("label code").allTextContents();
  assert.deepEqual(labelled.sort(), names.sort());
  await page.close();
});

test("the code that is shown runs as it stands, and holds no key", async () => {
  const page = await browser.open();
  await page.sample("Cameraman");
  await page.page.getByText("By text").click();
  await page.page.getByLabel("What to find").fill(`the man, it's \\ "him"`);
  await page.succeeds();
  const folder = await mkdtemp(join(tmpdir(), "frisket-code-"));
  const code = async (language, file) => {
    await page.view(language);
    const text = await page.page.locator("#code").textContent();
    assert(!text.includes(process.env.FRISKET_API_KEY));
    await writeFile(join(folder, file), text);
    return file;
  };
  const commands = [
    ["bash", await code("curl", "segment.sh")],
    ["python3", await code("Python", "segment.py")],
    ["node", await code("JavaScript", "segment.mjs")],
    ["java", await code("Java", "Segment.java")],
  ];
  for (const [command, file] of commands) {
    const { stdout, stderr } = await promisify(execFile)(command, [file], { cwd: folder });
    const artwork = JSON.parse(stdout);
    assert.equal(artwork.status, "succeeded", stdout);
    assert.equal(artwork.parameters.textPrompt, `the man, it's \\ "him"`);
    assert.deepEqual(JSON.parse(stderr).prompt.understood, ["person"], stderr);
    // Refused, each ends with the API's message.
    const env = { ...process.env, FRISKET_API_KEY: "frk_of_nobody_at_all" };
    const refused = await promisify(execFile)(command, [file], { cwd: folder, env }).catch((failure) => failure);
    assert(refused.code > 0, file);
    assert.equal(refused.stdout, "");
    assert.match(refused.stderr, /a valid API key is required/);
    assert.doesNotMatch(refused.stderr, /Traceback|^\s+at /m);
  }
  await rm(folder, { recursive: true });
  await page.close();
});

test("the reference shows every operation, in both lights, and asks nobody else", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.open({ colorScheme }, "/docs");
    await page.page.getByRole("heading", { name: "Frisket" }).first().waitFor();
    for (const summary of ["Create a segmentation", "Get an artwork", "Cancel an artwork"]) {
      await page.page.getByText(summary).first().waitFor();
    }
    // The samples of requests work as they are: with the key, without optional headers.
    await page.page.getByText(process.env.FRISKET_API_KEY).first().waitFor({ state: "attached" });
    assert.equal(await page.page.getByText("--header 'Idempotency-Key").count(), 0);
    await page.close();
  }
});
