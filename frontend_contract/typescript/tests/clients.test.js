/**
 * Clients page through all news of a running CMS; its address is in the variable CMS_URL. Each does
 * so by POST, by GET and with persisted documents, and must meet every article once, and as many as
 * `totalCount` promises. What went over the wire is checked, not what a client was told to do.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client/core/index.js";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries/index.js";
import { Client, fetchExchange, makeOperation, mapExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";
import { GraphQLClient } from "graphql-request";
import { serverAudits } from "graphql-http";
import { buildSchema, introspectionFromSchema } from "graphql";

const contract = new URL("../../", import.meta.url);
const read = (name) => readFileSync(new URL(name, contract), "utf8");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const endpoint = new URL("/graphql/", process.env.CMS_URL).href;
const newsList = read("operations/NewsList.graphql");
const schema = introspectionFromSchema(buildSchema(read("schema.graphql")));
const possibleTypes = JSON.parse(
  /const result[^=]*= (\{[\s\S]*\});/.exec(read("generated/possibleTypes.ts"))[1],
).possibleTypes;
const wanted = { language: "en", first: 5 };
const headers = { Accept: "application/json" };

/** A `fetch` that keeps of each request its method, and whether the text of a document was in it. */
function watchedFetch() {
  const requests = [];
  const watched = (address, options = {}) => {
    const asked = decodeURIComponent(new URL(address).search) + (options.body ?? "");
    requests.push({ method: options.method ?? "GET", hasText: asked.includes("totalCount") });
    return fetch(address, options);
  };
  return { fetch: watched, requests };
}

/** Every page, each asked for by `askForPage` with the variables of the operation. */
async function readAll(askForPage) {
  const edges = [];
  let after = null;
  let news;
  do {
    news = await askForPage({ ...wanted, after });
    edges.push(...news.edges);
    after = news.pageInfo.endCursor;
  } while (news.pageInfo.hasNextPage);
  return { edges, totalCount: news.totalCount };
}

function assertComplete({ edges, totalCount }) {
  const keys = edges.map(({ node }) => node.translationKey);
  assert.ok(keys.length > 30);
  assert.equal(keys.length, totalCount);
  assert.equal(new Set(keys).size, keys.length);
}

/** What must have been on the wire, request by request; a client may send a text it has registered. */
const onTheWire = {
  POST: (requests) => requests.every(({ method, hasText }) => method === "POST" && hasText),
  GET: (requests) => requests.every(({ method, hasText }) => method === "GET" && hasText),
  "persisted documents": (requests) => requests.every(({ hasText }) => !hasText),
  "automatic persisted queries": (requests) =>
    requests.filter(({ hasText }) => hasText).length <= 1 &&
    requests.filter(({ method, hasText }) => method === "GET" && !hasText).length > 5,
};

function check(client, way, readNews) {
  test(`${client}: ${way}`, async () => {
    const watched = watchedFetch();
    assertComplete(await readNews(watched.fetch));
    assert.ok(watched.requests.length > 5);
    assert.ok(onTheWire[way](watched.requests), JSON.stringify(watched.requests));
  });
}

// fetch alone.

async function newsIn(response) {
  return (await response.json()).data.news;
}

check("fetch", "POST", (fetch) =>
  readAll(async (variables) => {
    const body = JSON.stringify({ query: newsList, variables });
    const json = { ...headers, "Content-Type": "application/json" };
    return newsIn(await fetch(endpoint, { method: "POST", headers: json, body }));
  }),
);

function fetchByGet(parameters) {
  return (fetch) =>
    readAll(async (variables) => {
      const address = new URL(endpoint);
      address.search = new URLSearchParams({ ...parameters, variables: JSON.stringify(variables) });
      return newsIn(await fetch(address, { headers }));
    });
}
check("fetch", "GET", fetchByGet({ query: newsList }));
check("fetch", "persisted documents", fetchByGet({ documentId: sha256(newsList) }));

// graphql-request. It knows no persisted documents; its option `fetch` puts the id for the text.

function graphqlRequest(options = () => ({})) {
  return (fetch) => {
    const client = new GraphQLClient(endpoint, { fetch, ...options(fetch) });
    return readAll(async (variables) => (await client.request(newsList, variables)).news);
  };
}
check("graphql-request", "POST", graphqlRequest());
check("graphql-request", "GET", graphqlRequest(() => ({ method: "GET" })));
check(
  "graphql-request",
  "persisted documents",
  graphqlRequest((fetch) => ({
    fetch: (address, options) => {
      const { query, variables } = JSON.parse(options.body);
      return fetch(address, { ...options, body: JSON.stringify({ documentId: sha256(query), variables }) });
    },
  })),
);

// Apollo Client, with its normalised cache. The hash of the manifest goes as that of a persisted query.

function apollo(linkTo) {
  return (fetch) => {
    const client = new ApolloClient({ cache: new InMemoryCache({ possibleTypes }), link: linkTo(fetch) });
    const query = gql(newsList);
    return readAll(async (variables) => (await client.query({ query, variables })).data.news);
  };
}
const http = (options) => new HttpLink({ uri: endpoint, ...options });
check("Apollo Client", "POST", apollo((fetch) => http({ fetch })));
check("Apollo Client", "GET", apollo((fetch) => http({ fetch, useGETForQueries: true })));
check(
  "Apollo Client",
  "persisted documents",
  apollo((fetch) =>
    ApolloLink.from([
      new PersistedQueryLink({ generateHash: () => sha256(newsList), useGETForHashedQueries: true }),
      http({ fetch }),
    ]),
  ),
);
check(
  "Apollo Client",
  "automatic persisted queries",
  apollo((fetch) =>
    ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries: true }), http({ fetch })]),
  ),
);

// urql with its normalised cache, which needs `__typename` on every object and so sends documents of
// its own: these are persisted automatically. Without that cache it sends the ids of the manifest.

function urql({ exchanges = [], ...options }) {
  return async (fetch) => {
    const client = new Client({
      url: endpoint,
      fetch,
      exchanges: [
        cacheExchange({ schema, resolvers: { Query: { news: relayPagination() } } }),
        ...exchanges,
        fetchExchange,
      ],
      ...options,
    });
    let whole;
    await readAll(async (variables) => {
      const { data, error } = await client.query(newsList, variables);
      assert.equal(error, undefined);
      // The cache puts all pages read so far together.
      whole = data.news;
      return data.news;
    });
    return whole;
  };
}
check("urql", "POST", urql({ preferGetMethod: false }));
check("urql", "GET", urql({ preferGetMethod: "force" }));
check("urql", "automatic persisted queries", urql({ exchanges: [persistedExchange({ preferGetForPersistedQueries: true })] }));
check("urql", "persisted documents", (fetch) => {
  const withId = (operation) => {
    const query = { kind: "Document", definitions: [], documentId: sha256(newsList) };
    return makeOperation(operation.kind, { ...operation, query });
  };
  const exchanges = [mapExchange({ onOperation: withId }), fetchExchange];
  const client = new Client({ url: endpoint, fetch, preferGetMethod: false, exchanges });
  return readAll(async (variables) => {
    const { data, error } = await client.query(newsList, variables);
    assert.equal(error, undefined);
    return data.news;
  });
});

for (const audit of serverAudits({ url: endpoint })) {
  test(`GraphQL over HTTP: ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, "ok", result.reason);
  });
}
