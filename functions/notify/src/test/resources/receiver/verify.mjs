import { createHmac, timingSafeEqual } from "node:crypto";

/** Verifies that a webhook is from Frisket and fresh. Body: a Buffer of the raw bytes. */
export function verify(secret, headers, body) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  const digest = createHmac("sha256", Buffer.from(secret, "hex")).update(`${id}.${timestamp}.`).update(body).digest();
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  const sent = signatures.split(" ").map((signature) => Buffer.from(signature.replace("v1,", ""), "base64"));
  return fresh && sent.some((one) => one.length === digest.length && timingSafeEqual(one, digest));
}
