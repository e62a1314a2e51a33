/**
 * Two operations of the contract are mounted at once, as a page with a header does, in the caches of
 * Apollo Client, urql and Relay. Neither may take anything from the other, or have it asked again,
 * and each reads what the CMS answers it alone. The address of a running CMS is in CMS_URL.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client/core/index.js";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { buildSchema, introspectionFromSchema } from "graphql";

const contract = new URL("../../", import.meta.url);
const read = (name) => readFileSync(new URL(name, contract), "utf8");
const endpoint = new URL("/graphql/", process.env.CMS_URL).href;
const schema = introspectionFromSchema(buildSchema(read("schema.graphql")));
const possibleTypes = JSON.parse(
  /const result[^=]*= (\{[\s\S]*\});/.exec(read("generated/possibleTypes.ts"))[1],
).possibleTypes;

const article = "/en/news/cqc-nast-automotive-innovation-centre/";
const home = { name: "Home", variables: { language: "en" } };
const list = { name: "NewsList", variables: { language: "en", first: 12 } };
const chinese = { name: "NewsList", variables: { language: "zh-Hans", first: 12 } };
const sitewide = { name: "Sitewide", variables: { language: "en" } };
const route = (path) => ({ name: "Route", variables: { path } });
const notice = (asOf) => ({
  name: "LegalNotice",
  variables: { slug: "exception-clause", language: "en", ...(asOf && { asOf }) },
});
const search = (query) => ({ name: "Search", variables: { query, language: "en", first: 10 } });
const pairs = [
  [route("/en/"), list],
  [route("/en/"), home],
  [route(article), list],
  [route(article), route(article.replace("/en/", "/zh-hans/"))],
  [route("/en/legal/"), route("/en/legal/exception-clause/")],
  [home, list],
  [list, chinese],
  [list, search("standard")],
  [search("standard"), search("standard certification")],
  [notice(), notice("2020-06-01")],
  [sitewide, { name: "Sitewide", variables: { language: "zh-Hans" } }],
  [sitewide, route(article)],
  [{ name: "Sitemap", variables: { language: "en", first: 20 } }, list],
];
const title = (pair) => pair.map(({ name, variables }) => `${name} ${Object.values(variables)}`).join(" and ");
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A `fetch` that counts. */
function counted() {
  const counting = (...given) => {
    counting.count += 1;
    return fetch(...given);
  };
  counting.count = 0;
  return counting;
}

async function asked({ name, variables }) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const body = JSON.stringify({ query: read(`operations/${name}.graphql`), variables });
  return (await (await fetch(endpoint, { method: "POST", headers, body })).json()).data;
}

/** Data without the names of types, which clients ask for besides. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const own = Object.entries(value).filter(([name]) => name !== "__typename");
  return Object.fromEntries(own.map(([name, one]) => [name, plain(one)]));
}

/** What a client complains of while something runs. */
async function complaints(run) {
  const found = [];
  const kept = { warn: console.warn, error: console.error };
  console.warn = console.error = (...words) => found.push(words.join(" "));
  try {
    await run();
  } finally {
    Object.assign(console, kept);
  }
  return found;
}

/** Both operations are watched by `watch`, which gives what each shows at last. */
function check(client, watch) {
  for (const pair of pairs) {
    test(`${client}: ${title(pair)}`, async () => {
      const wanted = await Promise.all(pair.map(asked));
      const counting = counted();
      let shown;
      const said = await complaints(async () => {
        shown = await watch(pair, counting);
      });
      assert.deepEqual(said, []);
      assert.equal(counting.count, 2);
      assert.deepEqual(shown.map(plain), wanted.map(plain));
    });
  }
}

check("Apollo Client", async (pair, counting) => {
  const cache = new InMemoryCache({ possibleTypes });
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: endpoint, fetch: counting }) });
  const shown = [];
  const subscriptions = pair.map(({ name, variables }, place) =>
    client
      .watchQuery({ query: gql(read(`operations/${name}.graphql`)), variables })
      .subscribe(({ data, dataState }) => dataState === "complete" && (shown[place] = data)),
  );
  while (!shown[0] || !shown[1]) await pause(10);
  await pause(100);
  const again = await Promise.all(
    pair.map(({ name, variables }) =>
      client.query({ query: gql(read(`operations/${name}.graphql`)), variables }),
    ),
  );
  subscriptions.forEach((one) => one.unsubscribe());
  client.stop();
  assert.deepEqual(again.map(({ data }) => plain(data)), shown.map(plain));
  return shown;
});

check("urql", async (pair, counting) => {
  const client = new Client({
    url: endpoint,
    fetch: counting,
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema }), fetchExchange],
  });
  const shown = [];
  const subscriptions = pair.map(({ name, variables }, place) =>
    client
      .query(read(`operations/${name}.graphql`), variables)
      .subscribe(({ data, error }) => {
        assert.equal(error, undefined);
        shown[place] = data;
      }),
  );
  while (!shown[0] || !shown[1]) await pause(10);
  await pause(100);
  subscriptions.forEach((one) => one.unsubscribe());
  return shown;
});
