import { ask } from "../contract.js";
import { element, icon } from "../dom.js";
import { inOwnWords, writtenIn } from "../languages.js";
import { Breadcrumbs } from "../parts/Breadcrumbs.js";
import { FallbackNotice } from "../parts/FallbackNotice.js";
import { NewsCards } from "../parts/NewsCard.js";
import { phrased } from "../phrases.js";
import { pageScreen, unlisted } from "../screen.js";
import { newsPerPage } from "../settings.js";

/**
 * The news, newest first, a page at a time. The place in the list is in the address
 * (`?page=2&after=cursor`), so that reload, back and a link sent to somebody lead to it.
 */
export async function NewsIndexPage(view, page, address, signal) {
  const place = placeIn(address);
  const news = await newsAfter(page.language, place, signal);
  const last = Math.max(1, Math.ceil(news.totalCount / newsPerPage));
  rememberCursor(page.language, place.number + 1, news.pageInfo.endCursor);
  const written = writtenIn(view, page.contentLanguage);
  const screen = pageScreen(
    page,
    Breadcrumbs(view, page),
    FallbackNotice(view, page),
    element(
      "header",
      { class: "page-head" },
      element("h1", written, phrased(page.title, page.contentLanguage)),
      page.introduction && element("p", { ...written, class: "standfirst" }, page.introduction),
      element("p", { ...inOwnWords(view), class: "facts" }, Position(view, news, place, last)),
    ),
    news.edges.length
      ? Years(view, news.edges.map(({ node }) => node))
      : element("p", { ...inOwnWords(view), class: "notice" }, view.words.noNews),
    Paging(view, page, place, news.pageInfo),
  );
  return place.number > 1 ? unlisted(screen) : screen;
}

/** @returns {{after: string | null, number: number}} page of the list an address asks for */
function placeIn({ searchParams }) {
  const after = searchParams.get("after");
  const number = Number.parseInt(searchParams.get("page") ?? "", 10);
  return { after, number: after ? Math.max(2, number || 2) : 1 };
}

/** A cursor the CMS no longer knows leads to the first page of the list. */
async function newsAfter(language, place, signal) {
  const variables = { language, first: newsPerPage };
  try {
    return (await ask("NewsList", { ...variables, after: place.after }, signal)).news;
  } catch (error) {
    if (error.code !== "BAD_CURSOR") throw error;
    Object.assign(place, { after: null, number: 1 });
    return (await ask("NewsList", variables, signal)).news;
  }
}

function Position(view, { totalCount }, { number }, last) {
  const count = view.words.newsCount(totalCount);
  return last > 1 ? `${count} · ${view.words.pageOf(number, Math.max(last, number))}` : count;
}

function Years(view, news) {
  const years = Map.groupBy(news, ({ publicationDate }) => publicationDate.slice(0, 4));
  const format = new Intl.DateTimeFormat(view.language.tag, { year: "numeric", timeZone: "UTC" });
  return [...years].map(([year, ofYear]) =>
    element(
      "section",
      { class: "news-year", "aria-labelledby": `year-${year}` },
      element("h2", { id: `year-${year}` }, format.format(new Date(year))),
      NewsCards(view, ofYear, { shape: "row" }),
    ),
  );
}

function Paging(view, page, { after, number }, { hasNextPage, endCursor }) {
  if (!after && !hasNextPage) return null;
  const { words } = view;
  const own = inOwnWords(view);
  const newer = number > 2 ? cursorOf(page.language, number - 1) : null;
  const step = (label, path, ...content) =>
    element("li", {}, element("a", { ...own, class: `step ${label}`, href: path }, ...content));
  return element(
    "nav",
    { class: "paging", "aria-label": words.pages },
    element(
      "ul",
      { role: "list" },
      number > 2 && step("is-newest", page.path, words.newestNews),
      number === 2 && step("is-newer", page.path, icon("previous"), words.newerNews),
      newer &&
        step("is-newer", addressOf(page, newer, number - 1), icon("previous"), words.newerNews),
      hasNextPage &&
        step("is-older", addressOf(page, endCursor, number + 1), words.olderNews, icon("next")),
    ),
  );
}

function addressOf({ path }, cursor, number) {
  return `${path}?${new URLSearchParams({ page: number, after: cursor })}`;
}

/** Cursors lead onwards only; the way back is remembered for as long as the tab is open. */
function rememberCursor(language, number, cursor) {
  try {
    if (cursor) sessionStorage.setItem(`news ${language} ${number}`, cursor);
  } catch {
    // Without a storage the way back leads to the newest news.
  }
}

function cursorOf(language, number) {
  try {
    return sessionStorage.getItem(`news ${language} ${number}`);
  } catch {
    return null;
  }
}
