/**
 * Languages of the site: which one an address is in, what they are called, how parts are marked.
 * @module
 */

import { sourced } from "./source_map.js";

/** @param {string} path @returns {string} first part of a path: the code of its language */
export function codeOfPath(path) {
  return path.split("/")[1]?.toLowerCase() ?? "";
}

/** @returns {string} the front page in the language of the view */
export function homePath({ language }) {
  return language.homePath ?? `/${language.code}/`;
}

/** @param {string} one @param {string} other @returns {boolean} the same tag, whatever its case */
export function isSameLanguage(one, other) {
  return one?.toLowerCase() === other?.toLowerCase();
}

/**
 * `lang` and, where it differs, `dir` for a part written in `tag`; nothing for the page's language.
 *
 * @param {import("./view.js").View} view
 * @param {string | null} tag
 * @returns {{lang?: string, dir?: string}}
 */
export function writtenIn(view, tag) {
  if (!tag || isSameLanguage(tag, view.language.tag)) return {};
  const direction = directionOf(view, tag);
  const isTurned = direction !== view.language.direction.toLowerCase();
  return isTurned ? { lang: tag, dir: direction } : { lang: tag };
}

/** `lang` for this frontend's own words, which may be missing in the page's language. */
export function inOwnWords(view) {
  return writtenIn(view, view.wordsLanguage);
}

/** `lang` of own words inside a part that may be in another language: said in every case. */
export function inOwnWordsAnywhere(view) {
  return { lang: view.wordsLanguage, dir: directionOf(view, view.wordsLanguage) };
}

/** The element of a part of a body, with its language where that isn't the one around it. */
export function markedAs(node, part, around) {
  const { lang, dir } = part;
  sourced(node, part);
  if (!node || isSameLanguage(lang, around)) return node;
  node.lang = lang;
  node.dir = dir.toLowerCase();
  return node;
}

/** @returns {"ltr" | "rtl"} */
export function directionOf(view, tag) {
  const language = view.languages.find((one) => isSameLanguage(one.tag, tag));
  return language?.direction === "RTL" ? "rtl" : "ltr";
}

/** Name of a language in the reader's: "Simplified Chinese", 简体中文. */
export function languageName(view, tag) {
  const own = view.languages.find((one) => isSameLanguage(one.tag, tag))?.name ?? tag;
  try {
    return new Intl.DisplayNames([view.wordsLanguage], { type: "language" }).of(tag) ?? own;
  } catch {
    return own;
  }
}
