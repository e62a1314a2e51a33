import { dateText } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, languageName } from "../languages.js";

/**
 * Says where a page doesn't say what its source says: it isn't translated, not wholly, or the
 * source has changed since. Leads to the source where a reader may see it.
 *
 * @param {import("../view.js").View} view
 * @param {{isFallback: boolean, contentLanguage: string, alternates: Array<object>,
 *   translation: object | null}} page
 * @returns {HTMLElement | null} null: it says the same
 */
export function TranslationNotice(view, page) {
  const source = view.languages.find(({ isSource }) => isSource);
  const state = page.isFallback ? "ALIAS" : page.translation?.state;
  const text = sentences[state]?.(view, page, languageName(view, source?.tag));
  if (!text) return null;
  const original = page.alternates.find(({ hreflang }) => hreflang === "x-default");
  return element(
    "p",
    { ...inOwnWords(view), class: "notice" },
    text,
    original && source && [
      " ",
      element("a", { href: original.path, hreflang: source.tag }, view.words.readSource),
    ],
  );
}

/** One sentence per state of the enum `TranslationState` that a reader should know of. */
const sentences = {
  ALIAS: (view, { contentLanguage }) =>
    view.words.fallback(
      languageName(view, view.language.tag),
      languageName(view, contentLanguage),
    ),
  PARTIAL: (view, { translation: { done, total } }, source) =>
    view.words.partial(source, done, total),
  STALE: (view, { translation: { sourceUpdatedAt } }, source) =>
    view.words.stale(source, sourceUpdatedAt && dateText(view, sourceUpdatedAt)),
};
