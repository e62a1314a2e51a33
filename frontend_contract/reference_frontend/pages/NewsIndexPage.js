import { ask } from "../contract.js";
import { element } from "../dom.js";
import { inOwnWords, writtenIn } from "../languages.js";
import { Breadcrumbs } from "../parts/Breadcrumbs.js";
import { MachineMark, MachineTranslationNotice } from "../parts/MachineTranslation.js";
import { NewsCards } from "../parts/NewsCard.js";
import { behind, Paging, placeIn } from "../parts/Paging.js";
import { TranslationNotice } from "../parts/TranslationNotice.js";
import { phrased } from "../phrases.js";
import { pageScreen, unlisted } from "../screen.js";
import { newsPerPage } from "../settings.js";
import { sourced } from "../source_map.js";

/** The news, newest first, a page at a time. */
export async function NewsIndexPage(view, page, address, signal) {
  const place = placeIn(address);
  const variables = { language: page.language, first: newsPerPage };
  const news = await behind(
    place,
    async (after) => (await ask("NewsList", { ...variables, after }, signal)).news,
  );
  const written = writtenIn(view, page.contentLanguage);
  const screen = pageScreen(
    page,
    Breadcrumbs(view, page),
    TranslationNotice(view, page),
    MachineTranslationNotice(view, page),
    element(
      "header",
      { class: "page-head" },
      sourced(element("h1", written, phrased(page.title, page.contentLanguage)), page, "title"),
      MachineMark(view, page, { field: "title" }),
      page.introduction &&
        sourced(
          element("p", { ...written, class: "standfirst" }, page.introduction),
          page,
          "introduction",
        ),
      MachineMark(view, page, { field: "introduction" }),
      element("p", { ...inOwnWords(view), class: "facts" }, Position(view, news, place)),
    ),
    news.edges.length
      ? Years(view, news.edges.map(({ node }) => node))
      : element("p", { ...inOwnWords(view), class: "notice" }, view.words.noNews),
    Paging(view, address, place, news.pageInfo, {
      label: view.words.pages,
      first: view.words.newestNews,
      previous: view.words.newerNews,
      next: view.words.olderNews,
    }),
  );
  return place.number > 1 ? unlisted(screen) : screen;
}

function Position(view, { totalCount }, { number }) {
  const count = view.words.newsCount(totalCount);
  const last = Math.max(Math.ceil(totalCount / newsPerPage), number);
  return last > 1 ? `${count} · ${view.words.pageOf(number, last)}` : count;
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
