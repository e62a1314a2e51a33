/**
 * Chinese and Japanese titles that break between words.
 *
 * These languages have no spaces, so a browser breaks a line after any character, and a title in
 * large letters comes apart in the middle of a word.
 * @module
 */

import { element } from "./dom.js";

/**
 * The text with chances to break between its words. Read out and copied, it is unchanged.
 *
 * @param {string} text
 * @param {string} language the language it is written in
 * @returns {Node | string}
 */
export function phrased(text, language) {
  if (!/^(zh|ja)\b/i.test(language) || !Intl.Segmenter) return text;
  const parts = [];
  let isAfterWord = false;
  for (const { segment, isWordLike } of wordsOf(text, language)) {
    // A single character belongs to the word before it more often than not: 消费者, 共建.
    // Around punctuation the browser's own rules are the right ones.
    if (isWordLike && isAfterWord && segment.length > 1) parts.push(element("wbr"));
    parts.push(segment);
    isAfterWord = isWordLike;
  }
  return element("span", { class: "phrased" }, parts);
}

function wordsOf(text, language) {
  return new Intl.Segmenter(language, { granularity: "word" }).segment(text);
}
