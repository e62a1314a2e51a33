import { element, hiddenText, icon } from "../dom.js";
import { inOwnWordsAnywhere, writtenIn } from "../languages.js";
import { sourced } from "../source_map.js";

/**
 * A `Link` of the contract. Links to other sites say so; links into another language too.
 *
 * @param {import("../view.js").View} view
 * @param {{text: string, href: string, language: string | null, isExternal: boolean}} link
 * @param {{text?: string, textLanguage?: string | null} & Record<string, unknown>} [options]
 *   what to show instead of the link's text, the language that is in, further attributes
 * @returns {HTMLElement}
 */
export function Anchor(view, link, { text, textLanguage, ...attributes } = {}) {
  const language = writtenIn(view, link.language).lang;
  const anchor = element(
    "a",
    {
      ...attributes,
      href: link.href,
      hreflang: language,
      rel: link.isExternal ? "noopener external" : null,
    },
    element("span", writtenIn(view, textLanguage ?? null), text || link.text || link.href),
    link.isExternal && [
      icon("external"),
      hiddenText(` (${view.words.anotherSite})`, inOwnWordsAnywhere(view)),
    ],
  );
  return sourced(anchor, link, "text");
}
