/** Relay's compiler takes the schema: a fragment, and a connection that is paged through. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

const made = fileURLToPath(new URL("../relay/made/", import.meta.url));

test("Relay compiles", () => {
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made);
  const compiler = fileURLToPath(new URL("../node_modules/relay-compiler/cli.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "relay.config.json"], {
    cwd: fileURLToPath(new URL("../relay/", import.meta.url)),
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout + stderr);
  assert.ok(readdirSync(made).includes("NewsIndexPaginationQuery.graphql.ts"));
});
