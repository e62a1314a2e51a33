import { element, hiddenText, icon } from "../dom.js";
import { inOwnWords } from "../languages.js";

/** How long a question may be; the CMS takes no longer one. */
const longestQuery = 200;

/**
 * A field to search in. It is sent as any form is; the router spares the browser a new document.
 *
 * @param {import("../view.js").View} view
 * @param {{query?: string, label: string, isFirst?: boolean}} options label: which form this is,
 *   where there are two; isFirst: the reader has come to type
 * @returns {HTMLElement}
 */
export function SearchForm(view, { query = "", label, isFirst = false }) {
  const { words } = view;
  return element(
    "form",
    {
      ...inOwnWords(view),
      class: "search-form",
      role: "search",
      action: `/${view.language.code}/search/`,
      "aria-label": label,
    },
    element("input", {
      type: "search",
      name: "q",
      value: query,
      maxlength: longestQuery,
      "aria-label": words.searchWords,
      placeholder: words.search,
      autocomplete: "off",
      enterkeyhint: "search",
      autofocus: isFirst,
    }),
    element("button", { type: "submit" }, icon("search"), hiddenText(words.search)),
  );
}
