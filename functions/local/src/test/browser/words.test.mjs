// Words: what is suggested, understood and found; and what goes wrong, said where and when it does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./playground.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const text = (page, id) => page.page.locator(`#${id}`).textContent();

test("words are suggested, what was not understood is said, and what was found is drawn and filtered at once", async () => {
  const page = await browser.open();
  await page.sample("Cup of coffee");
  await page.page.getByText("By text").click();
  const prompt = page.page.getByLabel("What to find");
  await prompt.pressSequentially("the motorb");
  const options = () => page.page.locator("#suggestions option").evaluateAll((all) => all.map(({ value, label }) => `${value} ${label}`));
  assert.deepEqual(await options(), ["the motorbike found as motorcycle", "the motorboat found as boat"]);
  await prompt.fill("a cup and a gizmo");
  await page.succeeds();
  assert.equal(await text(page, "words"), "Not understood: “gizmo”.");
  assert.match(await text(page, "said"), /Found: cup \d+ %/);
  await prompt.fill("a cup");
  assert.equal(await text(page, "words"), "", "the message goes with its cause");
  await page.succeeds();
  const found = (await text(page, "said")).match(/cup (\d+) %/g).map((each) => Number(/\d+/.exec(each)[0]));
  const dark = () => page.page.locator("#canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let whites = 0;
    for (let i = 0; i < data.length; i += 4) whites += data[i] === 255 && data[i + 1] === 255 && data[i + 2] === 255;
    return whites;
  });
  const before = await dark();
  const sent = await page.requests(async (route) => (await page.page.waitForTimeout(600), route.continue()));
  await page.page.getByLabel("Confidence, at least").fill(String((Math.max(...found) + 2) / 100));
  await page.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  assert.equal(sent.length, 0, "at once: before anything is sent");
  assert((await dark()) < before, "its label is gone");
  await page.page.waitForFunction(() => document.getElementById("cancel").hidden === false);
  await page.settled();
  assert.match(await text(page, "said"), /Nothing found/);
  await page.close();
});

test("each thing that words name can be an object of its own", async () => {
  const page = await browser.open();
  await page.sample("Cup of coffee");
  await page.page.getByText("By text").click();
  await page.page.getByLabel("One mask of all that is found").uncheck();
  await page.page.getByLabel("Confidence, at least").fill("0.05");
  await page.page.getByLabel("What to find").fill("cup, spoon");
  await page.succeeds();
  const names = await page.page.locator("#objects [type=text]").evaluateAll((all) => all.map(({ value }) => value));
  assert(names.length > 1 && names.includes("cup") && names.includes("spoon"), names.join());
  const coco = JSON.parse((await page.download("Download COCO JSON")).bytes);
  assert.equal(coco.annotations.length, names.length);
  await page.close();
});

test("a wrong file or address is refused when it is chosen, and the message goes with it", async () => {
  const page = await browser.open();
  await page.masked();
  const choose = (name, buffer) => page.page.getByLabel("Open a picture").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  const fault = (pattern) => page.page.waitForFunction((source) => new RegExp(source).test(document.getElementById("source-fault").textContent), pattern.source);
  await choose("notes.txt", Buffer.from("no picture at all"));
  await fault(/^The file is no picture; choose a JPEG/);
  await choose("page.pdf", Buffer.from("%PDF-1.7 and so on"));
  await fault(/PDF document/);
  await page.page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(25_000_001)], "huge.png", { type: "image/png" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  await fault(/25\.0 MB; the API reads up to 25 MB/);
  const address = page.page.getByLabel("Address of a picture");
  await address.fill("https://me:secret@pictures.example/a.png");
  await address.press("Enter");
  await fault(/user name or password/);
  assert.equal(await page.page.locator("#stage").getAttribute("aria-label"), "Picture: camera.png", "the old picture stays");
  await page.sample("Rocket");
  assert.equal(await text(page, "source-fault"), "");
  await page.close();
});

test("a picture or its address can be pasted", async () => {
  const page = await browser.open();
  await page.masked();
  const paste = (make) => page.page.evaluate(make);
  await paste(async () => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([await (await fetch("/samples/rocket.jpg")).blob()], "pasted.jpg", { type: "image/jpeg" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
  });
  await page.page.getByRole("application", { name: "pasted.jpg" }).waitFor();
  await paste(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", `${location.origin}/samples/camera.png`);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
  });
  await page.page.getByRole("application", { name: "/samples/camera.png" }).waitFor();
  await page.page.waitForFunction(() => /picture=http.*camera\.png/.test(decodeURIComponent(location.hash)));
  await page.close();
});

test("too many requests wait as they are told, and a lost server is waited for", async () => {
  const page = await browser.coffee();
  const waits = [];
  await page.page.exposeFunction("noted", (status) => waits.push(status));
  await page.page.evaluate(() => new MutationObserver(() => globalThis.noted(document.getElementById("status").textContent)).observe(document.getElementById("status"), { childList: true }));
  const answers = [
    (route) => route.fulfill({ status: 429, headers: { "Retry-After": "1" }, json: { message: "Too Many Requests", statusCode: 429 } }),
    (route) => route.abort("connectionrefused"),
    (route) => route.continue(),
  ];
  const keys = [];
  await page.page.route("**/v2/artworks/segmentation", (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return answers[Math.min(keys.length, answers.length) - 1](route);
  });
  await page.click(0.6, 0.3);
  await page.page.waitForFunction(() => /^succeeded/.test(document.getElementById("status").textContent) && document.getElementById("cancel").hidden);
  await page.masked();
  assert(waits.some((status) => status.startsWith("Too many requests; this goes on in 1 s")), waits.join("\n"));
  assert(waits.some((status) => status.startsWith("The server can’t be reached")), waits.join("\n"));
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1, "sent again as the same request");
  await page.close();
});
