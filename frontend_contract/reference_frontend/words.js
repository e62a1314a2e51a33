/**
 * This frontend's own words. What editors write comes from the CMS and is never repeated here.
 * @module
 */

import en from "./words/en.js";
import zhHans from "./words/zh-hans.js";
import zhHant from "./words/zh-hant.js";

const catalogues = { en, zh: zhHans, "zh-hans": zhHans, "zh-hant": zhHant };
const scripts = { "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant" };

/**
 * The words for a language: its own, those of a wider tag (RFC 4647, lookup), or the English ones.
 *
 * @param {string} tag
 * @returns {{words: typeof en, wordsLanguage: string, isFallback: boolean}}
 */
export function wordsFor(tag) {
  let range = tag.toLowerCase();
  while (range) {
    const words = catalogues[scripts[range] ?? range];
    if (words) return { words, wordsLanguage: tag, isFallback: false };
    range = range.includes("-") ? range.slice(0, range.lastIndexOf("-")) : "";
  }
  return { words: en, wordsLanguage: "en", isFallback: true };
}
