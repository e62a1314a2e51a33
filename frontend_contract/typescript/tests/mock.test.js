/** The mock answers every recorded request with the recorded response, and no other. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test, { after, before } from "node:test";

import { bodyOf, withFilesAt } from "../examples.js";
import { runningMock } from "./running_mock.js";

const contract = new URL("../../", import.meta.url);
let mock;

before(async () => {
  mock = await runningMock();
});
after(() => mock.end());

function ask(question) {
  return fetch(`${mock.origin}/graphql/`, { method: "POST", body: JSON.stringify(question) });
}

for (const operation of readdirSync(new URL("examples", contract))) {
  for (const file of readdirSync(new URL(`examples/${operation}`, contract))) {
    test(`${operation}, ${file}`, async () => {
      const text = readFileSync(new URL(`examples/${operation}/${file}`, contract), "utf8");
      const example = JSON.parse(text);
      const response = await ask(example.request);
      assert.equal(response.status, 200);
      assert.equal(await response.text(), withFilesAt(bodyOf(text), mock.origin));
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

test("A language tag may be written in small letters", async () => {
  const answers = ["zh-Hans", "zh-hans"].map((language) => ask({ operationName: "Sitewide", variables: { language } }));
  const [one, other] = await Promise.all((await Promise.all(answers)).map((response) => response.text()));
  assert.equal(one, other);
  assert.match(one, /"data"/);
});

test("Favorites of any recorded articles are put together", async () => {
  const list = JSON.parse(readFileSync(new URL("examples/NewsList/chinese_second_page.json", contract), "utf8"));
  const pages = [3, 1].map((place) => list.response.data.news.edges[place].node);
  const translationKeys = [pages[0].translationKey, "nobody's", pages[1].translationKey];
  const response = await ask({ operationName: "Favorites", variables: { translationKeys, language: "zh-Hans" } });
  const body = JSON.stringify({ data: { pages } });
  assert.deepEqual(await response.json(), JSON.parse(withFilesAt(body, mock.origin)));
});

test("A picture is drawn from its placeholder", async () => {
  const { response } = JSON.parse(readFileSync(new URL("examples/NewsList/english.json", contract), "utf8"));
  const { leadImage } = response.data.news.edges[0].node;
  const picture = await fetch(mock.origin + new URL(leadImage.rendition.src).pathname);
  assert.equal(picture.headers.get("Content-Type"), "image/svg+xml");
  assert.ok((await picture.text()).includes(leadImage.placeholder));
});

test("The reference frontend is served", async () => {
  const page = await (await fetch(`${mock.origin}/en/news/`)).text();
  assert.match(page, /reference_frontend\/main\.js/);
  assert.equal((await fetch(`${mock.origin}/reference_frontend/main.js`)).status, 200);
});
