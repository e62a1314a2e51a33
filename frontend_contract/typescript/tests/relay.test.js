/**
 * Relay's compiler takes the schema: a connection that is paged through, and every operation of the
 * contract. Relay wants two things that others don't: names of documents that begin with the name of
 * their module, and `@alias` on a fragment that may not match. Both are added here, nothing else.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const made = path("../relay/made/");
const renamed = path("../relay/src/renamed/");
const operations = readdirSync(path("../../operations/"))
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => file.replace(".graphql", ""));

for (const folder of [made, renamed]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const name of operations) {
  const text = readFileSync(path(`../../operations/${name}.graphql`), "utf8");
  const own = text
    .replace(`query ${name}(`, `query ${name}Query(`)
    .replace(/^fragment (\w+) on/gm, `fragment ${name}_$1 on`)
    .replace(/\.\.\.(?!on\b)(\w+)/g, `...${name}_$1`)
    .replace(/(\.\.\. on \w+ \{\s+\.\.\.\w+)(?=\s+\})/g, "$1 @alias");
  writeFileSync(`${renamed}${name}.ts`, `import { graphql } from "relay-runtime";\n\ngraphql\`\n${own}\`;\n`);
}

test("Relay compiles", () => {
  const compiler = path("../node_modules/relay-compiler/cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "relay.config.json"], {
    cwd: path("../relay/"),
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout + stderr);
  const artifacts = readdirSync(made);
  for (const name of [...operations, "NewsIndexPagination"]) {
    assert.ok(artifacts.includes(`${name}Query.graphql.ts`), name);
  }
  assert.ok(operations.length >= 8);
});
