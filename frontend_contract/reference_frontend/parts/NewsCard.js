import { dateElement } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName, writtenIn } from "../languages.js";
import { phrased } from "../phrases.js";
import { FavoriteButton } from "./FavoriteButton.js";
import { MachineCardMark } from "./MachineTranslation.js";
import { Picture, sizes } from "./Picture.js";
import { sourced } from "../source_map.js";

/**
 * A news page in a list: `NewsCard` of the contract. Marked where it is in another language.
 *
 * @param {import("../view.js").View} view
 * @param {object} news
 * @param {{level?: 2 | 3, shape?: "card" | "row" | "feature", isFirst?: boolean}} [options]
 * @returns {HTMLElement}
 */
export function NewsCard(view, news, { level = 3, shape = "card", isFirst = false } = {}) {
  const written = writtenIn(view, news.contentLanguage);
  const title = phrased(news.title, news.contentLanguage);
  const shownAt = { card: sizes.card, row: sizes.row, feature: sizes.hero }[shape];
  const card = element(
    "article",
    { class: `news-card is-${shape}` },
    element(
      "div",
      { class: "news-card-text" },
      element(
        `h${level}`,
        { class: "news-card-title" },
        element("a", { ...written, hreflang: written.lang, href: news.path }, title),
      ),
      element("p", { class: "news-card-facts" }, facts(view, news)),
      news.summary && element("p", { ...written, class: "news-card-summary" }, news.summary),
    ),
    element(
      "div",
      { class: news.leadImage ? "news-card-picture" : "news-card-picture is-empty" },
      news.leadImage && Picture(news.leadImage, shownAt, { ...written, isFirst }),
    ),
    FavoriteButton(view, news),
  );
  return sourced(card, news);
}

/** A list of cards. */
export function NewsCards(view, news, options = {}) {
  const shape = options.shape ?? "card";
  return element(
    "ul",
    { class: `news-cards are-${shape}s`, role: "list" },
    news.map((one) => element("li", {}, NewsCard(view, one, options))),
  );
}

function facts(view, news) {
  const { publicationDate, category, language, contentLanguage } = news;
  const isElsewhere = !isSameLanguage(language, contentLanguage);
  const name = languageName(view, contentLanguage);
  return [
    dateElement(view, publicationDate),
    category && element("span", writtenIn(view, category.language), category.name),
    isElsewhere &&
      element("span", { ...inOwnWords(view), class: "badge" }, view.words.onlyIn(name)),
    MachineCardMark(view, news),
  ];
}
