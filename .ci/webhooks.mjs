// Verifies our webhooks with the reference library, and its webhooks with the receiver of docs/webhooks.md: webhooks.mjs <signed>
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { verify } from "../functions/notify/src/test/resources/receiver/verify.mjs";

const { Webhook } = createRequire(`${process.env.MODULES}/`)("standardwebhooks");
const examples = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { secret, headers, body } of examples) {
  const library = new Webhook(Buffer.from(secret, "hex").toString("base64"));
  const stranger = new Webhook(Buffer.alloc(32).toString("base64"));
  library.verify(body, headers);
  assert.throws(() => library.verify(`${body} `, headers));
  assert.throws(() => stranger.verify(body, headers));
  assert(verify(secret, headers, Buffer.from(body)));
  assert(!verify(secret, headers, Buffer.from(`${body} `)));
  const now = new Date();
  const theirs = {
    ...headers,
    "webhook-timestamp": `${Math.floor(now / 1000)}`,
    "webhook-signature": library.sign(headers["webhook-id"], now, body),
  };
  assert(verify(secret, theirs, Buffer.from(body)));
  assert(!verify("00".repeat(32), theirs, Buffer.from(body)));
  assert(!verify(secret, { ...theirs, "webhook-timestamp": "1" }, Buffer.from(body)));
}
console.log(`JavaScript: ${examples.length} webhooks verified both ways`);
