/** The verifier names what was done to a chain, and finds nothing in one that is whole. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { verifyChain } from "../../legal_notices/verify.js";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const digest = (text) => createHash("sha256").update(text, "utf8").digest("hex");
const at = (day) => `${day}T08:00:00.000000Z`;
const text = (number) => `Terms\nen ${number} 2024-0${number}-01 en\n\nText ${number}.\n`;
const version = (number, changes = {}) => ({
  publishedAt: at(`2024-0${number}-01`),
  facts: ["VERSION", number, `2024-0${number}-01`, "en", digest(text(number)), "", "变更 “1”\n"],
  ...changes,
});
const withdrawal = { publishedAt: at("2024-06-01"), facts: ["WITHDRAWAL", "2024-07-01", "Old.", null] };
const published = [version(1), version(2), version(3), version(4), withdrawal];

/** A chain of these facts, whoever has the key. */
function chained(all, { isSigned = true } = {}) {
  const entries = [];
  for (const [index, { publishedAt, facts }] of all.entries()) {
    const previous = entries.at(-1)?.hash ?? "0".repeat(64);
    const statement = JSON.stringify([
      "legal-notice-chain/1", "key", "en", index + 1, previous, publishedAt, ...facts,
    ]);
    const signature = isSigned ? sign(null, Buffer.from(statement), privateKey).toString("base64") : null;
    entries.push({ position: index + 1, statement, hash: digest(statement), signature });
  }
  return entries;
}

const whole = chained(published);
const problems = (entries, against) =>
  verifyChain(entries, against).map(({ problem, name }) => `${problem} ${name}`);
const changed = (entry, changes) => ({ ...entry, ...changes });

test("a whole chain, and one that has grown since it was kept", () => {
  assert.deepEqual(problems(whole, { key, kept: whole.slice(0, 3) }), []);
  const texts = [1, 2, 3, 4].map((number) => ({ hash: digest(text(number)), canonicalText: text(number) }));
  assert.deepEqual(problems(whole, { key, texts }), []);
  assert.deepEqual(problems([]), []);
});

test("an altered version, by its hash alone", () => {
  const statement = whole[1].statement.replace("2024-02-01\"", "2024-02-02\"");
  assert.deepEqual(problems(whole.with(1, changed(whole[1], { statement }))), ["ALTERED version 2"]);
  const rehashed = changed(whole[1], { statement, hash: digest(statement) });
  assert.deepEqual(problems(whole.with(1, rehashed)), ["ALTERED version 2"]);
  const [first] = [{ hash: digest(text(1)), canonicalText: text(2) }];
  assert.deepEqual(problems(whole, { texts: [first] }), ["ALTERED version 1"]);
});

test("a dropped version", () => {
  assert.deepEqual(problems(whole.toSpliced(1, 1)), ["DROPPED entry 2"]);
  assert.deepEqual(problems(whole.toSpliced(1, 1), { kept: whole }), ["DROPPED version 2"]);
  assert.deepEqual(problems(whole.slice(0, 4), { kept: whole }), ["DROPPED withdrawal 2024-07-01"]);
  const anew = chained(published.toSpliced(2, 1));
  assert.deepEqual(problems(anew), []);
  assert.deepEqual(problems(anew, { kept: whole }), ["DROPPED version 3"]);
});

test("an inserted version", () => {
  const forged = version(2, { facts: ["VERSION", 2, "2024-02-15", "en", digest("x"), "", ""] });
  const [, entry] = chained([published[0], forged]);
  for (const place of [1, 2]) {
    assert.deepEqual(problems(whole.toSpliced(place, 0, entry)), ["INSERTED version 2"]);
  }
  const anew = chained(published.toSpliced(2, 0, forged));
  assert.deepEqual(problems(anew, { kept: whole }), ["INSERTED version 2"]);
});

test("reordered versions", () => {
  assert.deepEqual(problems([whole[0], whole[2], whole[1], ...whole.slice(3)]), ["REORDERED version 2"]);
  const swapped = [published[0], published[2], published[1], ...published.slice(3)];
  assert.deepEqual(problems(chained(swapped), { kept: whole }), [
    "REORDERED version 3", "BACKDATED version 2",
  ]);
});

test("a backdated version", () => {
  const early = version(3, { publishedAt: at("2024-01-15") });
  assert.deepEqual(problems(chained(published.with(2, early))), ["BACKDATED version 3"]);
  const inForce = version(3, { facts: version(3).facts.with(2, "2024-02-15") });
  assert.deepEqual(problems(chained(published.with(2, inForce)), { kept: whole }), ["BACKDATED version 3"]);
});

test("a chain written anew by somebody without the key", () => {
  const unsigned = chained(published, { isSigned: false });
  assert.deepEqual(problems(unsigned.slice(0, 1), { key }), ["UNSIGNED version 1"]);
  const copied = unsigned.map((entry, index) => changed(entry, { signature: whole[index].signature }));
  assert.deepEqual(problems(copied, { key }), []);
  const altered = chained(published.with(0, version(1, { publishedAt: at("2023-01-01") })), { isSigned: false });
  const passedOff = altered.map((entry, index) => changed(entry, { signature: whole[index].signature }));
  assert.equal(problems(passedOff, { key }).length, 5);
});

test("anything else is altered", () => {
  for (const statement of ["", "{}", "[]", "[\"other/1\"]", "\u0000"]) {
    assert.deepEqual(problems([{ position: 1, statement, hash: digest(statement) }]).length > 0, true);
  }
});

for (const language of ["english", "chinese"]) {
  test(`what the CMS recorded, in ${language}`, () => {
    const file = new URL(`../../examples/LegalNoticeChain/${language}.json`, import.meta.url);
    const { chain } = JSON.parse(readFileSync(file, "utf8")).response.data.legalNotice;
    assert.ok(chain.length);
    assert.deepEqual(problems(chain), []);
  });
}

test("the program says what it found, and ends with 1", () => {
  const folder = mkdtempSync(join(tmpdir(), "chain-"));
  const program = fileURLToPath(new URL("../../legal_notices/verify.js", import.meta.url));
  const run = (entries) => {
    const [now, kept] = ["now.json", "kept.json"].map((name) => join(folder, name));
    writeFileSync(now, JSON.stringify(entries));
    writeFileSync(kept, JSON.stringify(whole));
    const { stdout, status } = spawnSync(process.execPath, [program, now, "--kept", kept, "--key", key]);
    return [String(stdout).trim(), status];
  };
  assert.deepEqual(run(whole), ["5 entries, nothing was altered.", 0]);
  assert.deepEqual(run(whole.slice(0, 4)), ["DROPPED withdrawal 2024-07-01 (position 5)", 1]);
});
