import { Blocks } from "../blocks/Blocks.js";
import { dateElement } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, writtenIn } from "../languages.js";
import { Breadcrumbs } from "../parts/Breadcrumbs.js";
import { FavoriteButton } from "../parts/FavoriteButton.js";
import { MachineMark, MachineTranslationNotice } from "../parts/MachineTranslation.js";
import { NewsCards } from "../parts/NewsCard.js";
import { Picture, sizes } from "../parts/Picture.js";
import { TranslationNotice } from "../parts/TranslationNotice.js";
import { phrased } from "../phrases.js";
import { pageScreen } from "../screen.js";
import { sourced } from "../source_map.js";

/** A news article, and the news related to it. */
export function NewsPage(view, page) {
  const written = writtenIn(view, page.contentLanguage);
  return pageScreen(
    page,
    Breadcrumbs(view, page),
    TranslationNotice(view, page),
    MachineTranslationNotice(view, page),
    element(
      "article",
      { class: "news-page" },
      ArticleHead(view, page, written),
      page.leadImage &&
        element(
          "div",
          { ...written, class: "lead-image" },
          Picture(page.leadImage, sizes.lead, { isFirst: true }),
        ),
      Blocks(view, page.body, page.contentLanguage, page),
      Tags(view, page.tags),
    ),
    RelatedNews(view, page.relatedNews),
  );
}

function ArticleHead(view, page, written) {
  const { category } = page;
  return element(
    "header",
    { class: "page-head" },
    category &&
      sourced(
        element("p", { ...writtenIn(view, category.language), class: "category" }, category.name),
        category,
        "name",
      ),
    sourced(element("h1", written, phrased(page.title, page.contentLanguage)), page, "title"),
    MachineMark(view, page, { field: "title" }),
    page.summary &&
      sourced(element("p", { ...written, class: "standfirst" }, page.summary), page, "summary"),
    MachineMark(view, page, { field: "summary" }),
    element(
      "div",
      { class: "facts" },
      sourced(dateElement(view, page.publicationDate), page, "publicationDate"),
      FavoriteButton(view, page, { hasText: true }),
    ),
  );
}

function Tags(view, tags) {
  if (!tags.length) return null;
  return element(
    "footer",
    { class: "tags" },
    element("h2", { ...inOwnWords(view), id: "tags" }, view.words.tags),
    element(
      "ul",
      { role: "list", "aria-labelledby": "tags" },
      tags.map((tag) =>
        sourced(element("li", writtenIn(view, tag.language), tag.name), tag, "name"),
      ),
    ),
  );
}

function RelatedNews(view, news) {
  if (!news.length) return null;
  return element(
    "section",
    { class: "news-section related-news", "aria-labelledby": "related-news" },
    element("h2", { ...inOwnWords(view), id: "related-news" }, view.words.relatedNews),
    NewsCards(view, news),
  );
}
