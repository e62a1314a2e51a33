/** The code of docs/webhooks.md tells a genuine webhook from any other. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const page = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");
const [, code] = /^```js\n([\s\S]*?)^```/m.exec(page);
const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

// From the Standard Webhooks libraries.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"test": 2432232314}';
const signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const headers = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": signature,
};
const now = 1614265400;

test("a genuine webhook", () => {
  assert.equal(isGenuine(headers, body, secret, now), true);
  const two = { ...headers, "webhook-signature": `v1,${"A".repeat(43)}= ${signature}` };
  assert.equal(isGenuine(two, body, secret, now), true);
});

test("any other", () => {
  assert.equal(isGenuine(headers, `${body} `, secret, now), false);
  assert.equal(isGenuine(headers, body, `whsec_${"A".repeat(32)}`, now), false);
  assert.equal(isGenuine(headers, body, secret, now + 300), false);
  assert.equal(isGenuine({ ...headers, "webhook-id": "msg_other" }, body, secret, now), false);
  assert.equal(isGenuine({ ...headers, "webhook-timestamp": "soon" }, body, secret, now), false);
  assert.equal(isGenuine({ ...headers, "webhook-signature": "v1," }, body, secret, now), false);
});
