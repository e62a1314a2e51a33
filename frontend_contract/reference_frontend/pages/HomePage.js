import { Blocks } from "../blocks/Blocks.js";
import { element } from "../dom.js";
import { inOwnWords, writtenIn } from "../languages.js";
import { Anchor } from "../parts/Anchor.js";
import { MachineMark, MachineTranslationNotice } from "../parts/MachineTranslation.js";
import { NewsCard, NewsCards } from "../parts/NewsCard.js";
import { Picture, sizes } from "../parts/Picture.js";
import { TranslationNotice } from "../parts/TranslationNotice.js";
import { phrased } from "../phrases.js";
import { pageScreen } from "../screen.js";
import { sourced } from "../source_map.js";

/** The front page: hero, the news editors chose, the latest ones, and blocks. */
export function HomePage(view, page) {
  return pageScreen(
    page,
    TranslationNotice(view, page),
    MachineTranslationNotice(view, page),
    Hero(view, page),
    ChosenNews(view, page.chosenNews),
    LatestNews(view, page.latestNews),
    Blocks(view, page.body, page.contentLanguage, page),
  );
}

function Hero(view, page) {
  const { title, heroTitle, heroText, heroImage, heroLink, contentLanguage } = page;
  return element(
    "section",
    { ...writtenIn(view, contentLanguage), class: heroImage ? "hero" : "hero is-plain" },
    element(
      "div",
      { class: "hero-text" },
      sourced(
        element("h1", {}, phrased(heroTitle || title, contentLanguage)),
        page,
        heroTitle ? "heroTitle" : "title",
      ),
      MachineMark(view, page, { field: heroTitle ? "heroTitle" : "title" }),
      heroText && sourced(element("p", {}, heroText), page, "heroText"),
      MachineMark(view, page, { field: "heroText" }),
      heroLink && Anchor(view, heroLink, { class: "button" }),
    ),
    heroImage && Picture(heroImage, sizes.hero, { isFirst: true }),
  );
}

function ChosenNews(view, [first, ...others]) {
  if (!first) return null;
  return element(
    "section",
    { class: "news-section", "aria-labelledby": "chosen-news" },
    element("h2", { ...inOwnWords(view), id: "chosen-news" }, view.words.chosenNews),
    element(
      "div",
      { class: others.length ? "chosen-news" : "chosen-news is-single" },
      NewsCard(view, first, { shape: "feature" }),
      others.length > 0 && NewsCards(view, others, { shape: "row" }),
    ),
  );
}

function LatestNews(view, news) {
  if (!news.length) return null;
  return element(
    "section",
    { class: "news-section", "aria-labelledby": "latest-news" },
    element(
      "div",
      { class: "section-head" },
      element("h2", { ...inOwnWords(view), id: "latest-news" }, view.words.latestNews),
      element("a", { ...inOwnWords(view), href: indexOf(news[0]) }, view.words.allNews),
    ),
    NewsCards(view, news),
  );
}

/** News pages live directly below their index, in every language. */
function indexOf({ path }) {
  return path.replace(/[^/]+\/?$/, "");
}
