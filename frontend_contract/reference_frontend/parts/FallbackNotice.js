import { element } from "../dom.js";
import { inOwnWords, languageName } from "../languages.js";

/**
 * Says that a page is shown in another language than the one asked for. Nothing where it isn't.
 *
 * @param {import("../view.js").View} view
 * @param {{isFallback: boolean, contentLanguage: string}} page
 * @returns {HTMLElement | null}
 */
export function FallbackNotice(view, { isFallback, contentLanguage }) {
  if (!isFallback) return null;
  const asked = languageName(view, view.language.tag);
  const shown = languageName(view, contentLanguage);
  return element(
    "p",
    { ...inOwnWords(view), class: "notice" },
    view.words.fallback(asked, shown),
  );
}
