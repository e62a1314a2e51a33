/** The mock answers every recorded request with the recorded response, and no other. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const origin = "http://127.0.0.1:8491";
const contract = new URL("../../", import.meta.url);
let mock;

before(async () => {
  const script = fileURLToPath(new URL("../mock.js", import.meta.url));
  mock = spawn(process.execPath, [script], { env: { ...process.env, HOST: "127.0.0.1", PORT: "8491" } });
  await new Promise((ready) => mock.stdout.once("data", ready));
});
after(() => mock.kill());

function ask(question) {
  return fetch(`${origin}/graphql/`, { method: "POST", body: JSON.stringify(question) });
}

for (const operation of readdirSync(new URL("examples", contract))) {
  for (const file of readdirSync(new URL(`examples/${operation}`, contract))) {
    test(`${operation}, ${file}`, async () => {
      const text = readFileSync(new URL(`examples/${operation}/${file}`, contract), "utf8");
      const example = JSON.parse(text);
      const response = await ask(example.request);
      assert.equal(response.status, 200);
      assert.equal(await response.text(), JSON.stringify(example.response));
    });
  }
}

test("An unknown request gets an error that says what is known", async () => {
  const response = await ask({ operationName: "Home", variables: { language: "tlh" } });
  const [error] = (await response.json()).errors;
  assert.equal(response.status, 404);
  assert.equal(error.extensions.code, "NOT_RECORDED");
  assert.deepEqual(error.extensions.recorded.find(({ language }) => language === "en"), { language: "en" });
});

test("The reference frontend is served", async () => {
  const page = await (await fetch(`${origin}/en/news/`)).text();
  assert.match(page, /reference_frontend\/main\.js/);
  assert.equal((await fetch(`${origin}/reference_frontend/main.js`)).status, 200);
});
