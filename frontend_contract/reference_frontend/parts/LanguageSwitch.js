import { element, hiddenText, icon } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName } from "../languages.js";
import { Disclosure } from "./Disclosure.js";

/**
 * Leads to the same page in another language, or says that there is none.
 *
 * Two languages: one link that bears the editor's label; where the page is missing in the other
 * language it opens a note instead. More languages: a menu.
 *
 * @param {import("../view.js").View} view
 * @param {Array<{hreflang: string, path: string}>} alternates of the page shown
 * @param {string} label the editor's, e.g. 中文版 on English pages
 * @returns {HTMLElement | null} null: there is no other language
 */
export function LanguageSwitch(view, alternates, label) {
  const pathIn = (language) =>
    alternates.find(({ hreflang }) => isSameLanguage(hreflang, language.tag))?.path;
  const others = view.languages
    .filter((language) => !isSameLanguage(language.tag, view.language.tag))
    .filter((language) => language.homePath || pathIn(language));
  if (!others.length) return null;
  if (others.length > 1) return Menu(view, others, pathIn);
  return Single(view, others[0], pathIn(others[0]), label);
}

/** Attributes of a part that is about, and written in, another language. */
function tongue({ tag, direction }) {
  return { lang: tag, hreflang: tag, dir: direction.toLowerCase() };
}

function Single(view, language, path, label) {
  const { hreflang, ...written } = tongue(language);
  const isOwnLabel = view.sitewide && !view.sitewide.isFallback && label;
  const text = isOwnLabel || language.name;
  if (path) return element("a", { ...written, hreflang, href: path }, text);
  return Disclosure(
    { class: "language-switch" },
    [element("span", written, text), icon("chevron")],
    Missing(view, language),
  );
}

function Menu(view, others, pathIn) {
  return Disclosure(
    { class: "language-switch" },
    [
      icon("globe"),
      hiddenText(`${view.words.languages}: `, inOwnWords(view)),
      element("span", {}, view.language.name),
      icon("chevron"),
    ],
    element(
      "ul",
      { role: "list" },
      others.map((language) => {
        const href = pathIn(language);
        const entry = href
          ? element("a", { ...tongue(language), href }, language.name)
          : Missing(view, language);
        return element("li", {}, entry);
      }),
    ),
  );
}

/** No version in this language: said, and the front page offered instead. */
function Missing(view, { tag, homePath }) {
  const own = inOwnWords(view);
  const name = languageName(view, tag);
  const attributes = { ...own, href: homePath, hreflang: tag };
  return element(
    "div",
    { class: "language-missing" },
    element("p", own, view.words.notInLanguage(name)),
    homePath && element("a", attributes, view.words.frontPageIn(name)),
  );
}
