import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName, writtenIn } from "../languages.js";
import { Breadcrumbs } from "../parts/Breadcrumbs.js";
import { MachineMark, MachineTranslationNotice } from "../parts/MachineTranslation.js";
import { TranslationNotice } from "../parts/TranslationNotice.js";
import { phrased } from "../phrases.js";
import { pageScreen } from "../screen.js";
import { sourced } from "../source_map.js";

/** The legal notices of the site. */
export function LegalIndexPage(view, page) {
  const written = writtenIn(view, page.contentLanguage);
  return pageScreen(
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
    ),
    page.notices.length
      ? element(
          "ul",
          { class: "notices", role: "list" },
          page.notices.map((notice) =>
            sourced(element("li", {}, Notice(view, notice)), notice, "title"),
          ),
        )
      : element("p", { ...inOwnWords(view), class: "notice" }, view.words.noNotices),
    element(
      "p",
      inOwnWords(view),
      element("a", { href: page.feedUrl, type: "application/atom+xml" }, view.words.changesAsFeed),
    ),
  );
}

function Notice(view, { title, path, language, contentLanguage }) {
  const written = writtenIn(view, contentLanguage);
  const name = languageName(view, contentLanguage);
  return [
    element("a", { ...written, hreflang: written.lang, href: path }, title),
    !isSameLanguage(language, contentLanguage) &&
      element("span", { ...inOwnWords(view), class: "badge" }, view.words.onlyIn(name)),
  ];
}
