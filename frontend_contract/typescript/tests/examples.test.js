/**
 * A running demo and the mock, which serves files itself, answer every example to the byte: by POST with the text of the
 * operation, and by GET with its `documentId`. The demo's address is in the variable CMS_URL.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import test, { after, before } from "node:test";

import { bodyOf, withFilesAt } from "../examples.js";
import { runningMock } from "./running_mock.js";

const contract = new URL("../../", import.meta.url);
const read = (name) => readFileSync(new URL(name, contract), "utf8");
const cms = new URL("/graphql/", process.env.CMS_URL).href;
let mock;

before(async () => {
  mock = await runningMock();
});
after(() => mock.end());

/** The cursor of the last change, for which that of an example stands. */
async function lastCursor() {
  let cursor = null;
  for (;;) {
    const variables = { first: 100, after: cursor };
    const response = await byPost(cms, { operationName: "Changes", variables });
    const { pageInfo } = (await response.json()).data.changes;
    cursor = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) return cursor;
  }
}

/** A request and its answer, as the demo gives it. */
async function atDemo(name, request, body) {
  if (!name.endsWith("nothing_changed.json")) return [cms, request, body];
  const cursor = await lastCursor();
  const variables = { ...request.variables, after: cursor };
  return [cms, { ...request, variables }, body.replaceAll(request.variables.after, cursor)];
}

function byPost(endpoint, request) {
  const query = read(`operations/${request.operationName}.graphql`);
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return fetch(endpoint, { method: "POST", headers, body: JSON.stringify({ query, ...request }) });
}

function byGet(endpoint, { operationName, variables }) {
  const text = read(`operations/${operationName}.graphql`);
  const address = new URL(endpoint);
  address.searchParams.set("documentId", createHash("sha256").update(text).digest("hex"));
  address.searchParams.set("variables", JSON.stringify(variables));
  return fetch(address, { headers: { Accept: "application/json" } });
}

for (const name of readdirSync(new URL("examples", contract), { recursive: true })) {
  if (!name.endsWith(".json")) continue;
  test(name, async () => {
    const text = read(`examples/${name}`);
    const { request } = JSON.parse(text);
    for (const ask of [byPost, byGet]) {
      for (const [endpoint, asked, body] of [
        await atDemo(name, request, bodyOf(text)),
        [`${mock.origin}/graphql/`, request, withFilesAt(bodyOf(text), mock.origin)],
      ]) {
        const response = await ask(endpoint, asked);
        assert.equal(response.status, 200);
        assert.equal(await response.text(), body, `${ask.name} at ${endpoint}`);
      }
    }
  });
}
