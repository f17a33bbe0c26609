// Takes playground.jpg. Needs `serve` at $API, its key in $FRISKET_API_KEY, and playwright-core and axe-core in $MODULES.

import { fileURLToPath } from "node:url";
import { startBrowser } from "../../functions/local/src/test/browser/playground.mjs";

const browser = await startBrowser();
const page = await browser.open({ viewport: { width: 1280, height: 860 }, colorScheme: "light" });
await page.sample("Cameraman");
await page.page.getByText("By text").click();
await page.page.getByLabel("What to find").fill("the man");
await page.succeeds();
const path = fileURLToPath(new URL("playground.jpg", import.meta.url));
await page.page.screenshot({ path, type: "jpeg", quality: 88 });
await page.close();
await browser.close();
