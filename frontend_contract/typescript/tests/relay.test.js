/**
 * Relay's compiler takes the schema: a connection that is paged through, and every operation of the
 * contract. Relay wants two things that others don't: names of documents that begin with the name of
 * their module, and `@alias` on a fragment that may not match. Both are added here, nothing else.
 *
 * What it has compiled then asks a running CMS, whose address is in CMS_URL: operations that share a
 * store take nothing from each other.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

import relay from "relay-runtime";

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

const { Environment, Network, RecordSource, Store, createOperationDescriptor, getRequest } = relay;
const endpoint = new URL("/graphql/", process.env.CMS_URL).href;

/** What the compiler wrote, without types and imports: the parts are put together by hand. */
async function compiled(name) {
  const load = async (file) => {
    const text = readFileSync(`${made}${file}.graphql.ts`, "utf8");
    const from = text.indexOf("const node");
    const code = text
      .slice(from)
      .replace(/const node: \w+ =/, "const node =")
      .replace(/\(node as any\)/g, "node")
      .replace(/^import .*$/gm, "");
    return (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;
  };
  return load(`${name}Query`);
}

/** The records of a store after some operations, and what each operation still misses. */
async function records(asked) {
  const store = new Store(new RecordSource());
  const network = Network.create(async ({ text }, variables) => {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const body = JSON.stringify({ query: text, variables });
    return (await fetch(endpoint, { method: "POST", headers, body })).json();
  });
  const environment = new Environment({ network, store });
  const operations = [];
  for (const [name, variables] of asked) {
    const operation = createOperationDescriptor(getRequest(await compiled(name)), variables);
    operations.push(operation);
    environment.retain(operation);
    await new Promise((complete, error) => environment.execute({ operation }).subscribe({ complete, error }));
  }
  const missing = operations.filter((one) => environment.check(one).status !== "available");
  return { records: store.getSource().toJSON(), missing };
}

const article = "/en/news/cqc-nast-automotive-innovation-centre/";
const pairs = [
  [["Route", { path: "/en/" }], ["NewsList", { language: "en", first: 12 }]],
  [["Route", { path: article }], ["NewsList", { language: "en", first: 12 }]],
  [["NewsList", { language: "en", first: 12 }], ["NewsList", { language: "zh-Hans", first: 12 }]],
  [["Sitewide", { language: "en" }], ["Sitewide", { language: "zh-Hans" }]],
  [
    ["LegalNotice", { slug: "exception-clause", language: "en" }],
    ["LegalNotice", { slug: "exception-clause", language: "en", asOf: "2020-06-01" }],
  ],
  [
    ["Search", { query: "standard", language: "en", first: 10 }],
    ["Search", { query: "standard certification", language: "en", first: 10 }],
  ],
];

for (const pair of pairs) {
  const title = pair.map(([name, variables]) => `${name} ${Object.values(variables)}`).join(" and ");
  test(`Relay keeps apart what ${title} say`, async () => {
    const said = [];
    const kept = { warn: console.warn, error: console.error };
    console.warn = console.error = (...words) => said.push(words.join(" "));
    try {
      const both = await records(pair);
      const each = await Promise.all(pair.map((one) => records([one])));
      assert.deepEqual(both.missing, []);
      for (const { records: own } of each) {
        for (const [id, record] of Object.entries(own)) {
          for (const [field, value] of Object.entries(record)) {
            assert.deepEqual(both.records[id][field], value, `${id}.${field}`);
          }
        }
      }
    } finally {
      Object.assign(console, kept);
    }
    assert.deepEqual(said, []);
  });
}
