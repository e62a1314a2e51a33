/** The code of docs/legal-notices.md tells a text that was altered. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const page = readFileSync(new URL("../../docs/legal-notices.md", import.meta.url), "utf8");
const [, code] = /^```js\n([\s\S]*?)^```/m.exec(page);
const [, canonicalText] = /^```text\n([\s\S]*?)^```/m.exec(page);
const [, hash] = /hash of this example is `([0-9a-f]{64})`/.exec(page);
const { isUnaltered } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

test("the text as it was published", () => {
  assert.equal(isUnaltered({ hash, canonicalText }), true);
});

test("any other", () => {
  assert.equal(isUnaltered({ hash, canonicalText: canonicalText.trim() }), false);
  assert.equal(isUnaltered({ hash, canonicalText: canonicalText.replace("##", "###") }), false);
  assert.equal(isUnaltered({ hash: hash.toUpperCase(), canonicalText }), false);
});
