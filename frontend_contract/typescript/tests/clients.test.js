/**
 * Clients page through all news of a running CMS; its address is in the variable CMS_URL.
 * Every one must meet each article once, and all that `totalCount` promises.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client/core/index.js";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries/index.js";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { GraphQLClient } from "graphql-request";
import { serverAudits } from "graphql-http";
import { buildSchema, introspectionFromSchema } from "graphql";

const contract = new URL("../../", import.meta.url);
const read = (name) => readFileSync(new URL(name, contract), "utf8");
const endpoint = new URL("/graphql/", process.env.CMS_URL).href;
const newsList = read("operations/NewsList.graphql");
const possibleTypes = JSON.parse(
  /const result[^=]*= (\{[\s\S]*\});/.exec(read("generated/possibleTypes.ts"))[1],
).possibleTypes;

async function readAll(askForPage) {
  const keys = [];
  let after = null;
  let news;
  do {
    news = await askForPage({ language: "en", first: 5, after });
    keys.push(...news.edges.map(({ node }) => node.translationKey));
    after = news.pageInfo.endCursor;
  } while (news.pageInfo.hasNextPage);
  assert.ok(keys.length > 30);
  assert.equal(keys.length, news.totalCount);
  assert.equal(new Set(keys).size, keys.length);
}

test("fetch, by GET and documentId", () =>
  readAll(async (variables) => {
    const address = new URL(endpoint);
    address.searchParams.set("documentId", createHash("sha256").update(newsList).digest("hex"));
    address.searchParams.set("variables", JSON.stringify(variables));
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return (await response.json()).data.news;
  }));

test("graphql-request", () => {
  const client = new GraphQLClient(endpoint);
  return readAll(async (variables) => (await client.request(newsList, variables)).news);
});

test("Apollo Client, by persisted queries over GET", () => {
  const sha256 = (text) => createHash("sha256").update(text).digest("hex");
  const methods = [];
  const counting = (address, options) => {
    methods.push(options.method);
    return fetch(address, options);
  };
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes }),
    link: ApolloLink.from([
      new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
      new HttpLink({ uri: endpoint, fetch: counting }),
    ]),
  });
  const query = gql(newsList);
  return readAll(async (variables) => (await client.query({ query, variables })).data.news).then(() =>
    assert.ok(methods.includes("GET")),
  );
});

test("urql with its normalised cache", async () => {
  const schema = introspectionFromSchema(buildSchema(read("schema.graphql")));
  const client = new Client({
    url: endpoint,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        schema,
        resolvers: { Query: { news: relayPagination() } },
      }),
      fetchExchange,
    ],
  });
  let after = null;
  let news;
  do {
    const { data, error } = await client.query(newsList, { language: "en", first: 5, after });
    assert.equal(error, undefined);
    news = data.news;
    after = news.pageInfo.endCursor;
  } while (news.pageInfo.hasNextPage);
  const keys = news.edges.map(({ node }) => node.translationKey);
  assert.ok(keys.length > 30);
  assert.equal(keys.length, news.totalCount);
  assert.equal(new Set(keys).size, keys.length);
});

for (const audit of serverAudits({ url: endpoint })) {
  test(`GraphQL over HTTP: ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, "ok", result.reason);
  });
}
