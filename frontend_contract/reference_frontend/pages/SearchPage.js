import { ask } from "../contract.js";
import { dateElement } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage } from "../languages.js";
import { HighlightedText } from "../parts/HighlightedText.js";
import { behind, Paging, placeIn } from "../parts/Paging.js";
import { SearchForm } from "../parts/SearchForm.js";
import { plainScreen } from "../screen.js";
import { resultsPerPage } from "../settings.js";

/**
 * What the site holds of the words in the address, `?q=battery`. This address is the frontend's
 * own; without words it is a field to type them in.
 */
export async function SearchPage(view, address, signal) {
  const { words } = view;
  const query = address.searchParams.get("q")?.trim() ?? "";
  const place = placeIn(address);
  const found = hasWords(query) ? await resultsOf(view, query, place, signal) : null;
  const content = element(
    "div",
    { class: "search-page" },
    element(
      "header",
      { ...inOwnWords(view), class: "page-head" },
      element("h1", {}, words.search),
      SearchForm(view, { query, label: words.search, isFirst: !query }),
    ),
    found ? Found(view, address, query, place, found) : Advice(view, query),
  );
  const title = query ? words.resultsTitle(query) : words.search;
  const parameters = query ? `?${new URLSearchParams({ q: query })}` : "";
  const alternates = view.languages
    .filter(({ homePath }) => homePath)
    .map(({ tag, code }) => ({ hreflang: tag, path: `/${code}/search/${parameters}` }));
  return { ...plainScreen(view, title, content), alternates };
}

/** @param {string} query @returns {boolean} whether there is anything to search for */
function hasWords(query) {
  return /[\p{Letter}\p{Number}]/u.test(query);
}

/** @returns {Promise<object | null>} `Search` of the contract; null: the words are too many */
async function resultsOf(view, query, place, signal) {
  const variables = { query, language: view.language.tag, first: resultsPerPage };
  try {
    return await behind(
      place,
      async (after) => (await ask("Search", { ...variables, after }, signal)).search,
    );
  } catch (error) {
    if (error.code === "BAD_ARGUMENT") return null;
    throw error;
  }
}

function Found(view, address, query, place, { totalCount, edges, pageInfo }) {
  if (!edges.length) return Nothing(view, query);
  const { words } = view;
  const last = Math.max(Math.ceil(totalCount / resultsPerPage), place.number);
  const count = words.resultCount(totalCount, query);
  return [
    element(
      "p",
      { ...inOwnWords(view), class: "facts" },
      last > 1 ? `${count} · ${words.pageOf(place.number, last)}` : count,
    ),
    element(
      "ol",
      { class: "search-results", role: "list" },
      edges.map(({ node }) => element("li", {}, Result(view, node))),
    ),
    Paging(view, address, place, pageInfo, {
      label: words.resultPages,
      first: words.firstResults,
      previous: words.previousResults,
      next: words.moreResults,
    }),
  ];
}

function Result(view, { page, title, excerpt }) {
  const kind = view.words.kinds[page.__typename];
  return element(
    "article",
    { class: "search-result" },
    element(
      "h2",
      {},
      element("a", { href: page.path }, HighlightedText(title, { language: page.language })),
    ),
    element("p", { class: "search-excerpt" }, HighlightedText(excerpt)),
    element(
      "p",
      { class: "facts" },
      kind && element("span", inOwnWords(view), kind),
      page.publicationDate && dateElement(view, page.publicationDate),
    ),
  );
}

/** Nothing holds the words: what may help, the other languages among it. */
function Nothing(view, query) {
  const { words } = view;
  const others = view.languages.filter(
    ({ tag, homePath }) => homePath && !isSameLanguage(tag, view.language.tag),
  );
  const parameters = new URLSearchParams({ q: query });
  return element(
    "div",
    { ...inOwnWords(view), class: "empty-state" },
    element("p", { class: "standfirst" }, words.noResults(query)),
    element("p", {}, words.searchAdvice),
    element(
      "ul",
      { class: "choices", role: "list" },
      others.map(({ tag, code, name }) =>
        element(
          "li",
          {},
          element(
            "a",
            { lang: tag, hreflang: tag, class: "step", href: `/${code}/search/?${parameters}` },
            name,
          ),
        ),
      ),
    ),
  );
}

function Advice(view, query) {
  const { words } = view;
  const said = query ? words.noWords : words.searchPrompt;
  return element("p", { ...inOwnWords(view), class: query ? "notice" : "standfirst" }, said);
}
