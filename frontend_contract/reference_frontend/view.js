/**
 * Everything a part of the page needs to know about where it is shown.
 * @module
 */

import { ask, previewToken } from "./contract.js";
import { codeOfPath, isSameLanguage } from "./languages.js";
import { defaultLanguage } from "./settings.js";
import { wordsFor } from "./words.js";

/**
 * @typedef {object} Language `Language` of the contract
 * @property {string} tag
 * @property {string} code
 * @property {string} name
 * @property {"LTR" | "RTL"} direction
 * @property {boolean} isSource the language pages are written in first
 * @property {string | null} homePath
 */

/**
 * @typedef {object} View
 * @property {Language} language language of the address
 * @property {boolean} isKnownLanguage false: the address names no language of the site
 * @property {Language[]} languages every language of the site
 * @property {object | null} sitewide `Sitewide` of the contract; null: not set up yet
 * @property {typeof import("./words/en.js").default} words this frontend's own words
 * @property {string} wordsLanguage the language these words are in
 */

/** @type {Map<string, Promise<object>>} answers of Sitewide by preview and language code */
const answers = new Map();

/**
 * The view for an address.
 *
 * @param {string} path
 * @returns {Promise<View>}
 */
export async function viewOf(path) {
  const code = codeOfPath(path) || defaultLanguage;
  try {
    return viewIn(code, await sitewideIn(code));
  } catch (error) {
    if (error.code !== "UNKNOWN_LANGUAGE" || code === defaultLanguage) throw error;
    return viewIn(code, await sitewideIn(defaultLanguage));
  }
}

/** The view when the CMS cannot be asked: the words are here, all else is missing. */
export function viewWithoutCms(path) {
  return viewIn(codeOfPath(path) || defaultLanguage, { sitewide: null, languages: [] });
}

/** @param {string} code @returns {Promise<object>} */
function sitewideIn(code) {
  const key = `${previewToken() ?? ""} ${code}`;
  if (!answers.has(key)) {
    const answer = askSitewide(code);
    answer.catch(() => answers.delete(key));
    answers.set(key, answer);
  }
  return answers.get(key);
}

/** The parts of every page; those that are published where a preview isn't open any more. */
async function askSitewide(code) {
  try {
    return await ask("Sitewide", { language: code });
  } catch (error) {
    if (error.code !== "PREVIEW_REFUSED") throw error;
    return ask("Sitewide", { language: code }, undefined, null);
  }
}

/** @returns {View} */
function viewIn(code, { sitewide, languages }) {
  const isCode = (language) => isSameLanguage(language.code, code);
  const named = languages.find(isCode);
  const language =
    named ?? languages.find((one) => isSameLanguage(one.tag, defaultLanguage)) ?? unlisted(code);
  const { words, wordsLanguage } = wordsFor(language.tag);
  const isKnownLanguage = Boolean(named);
  return { language, isKnownLanguage, languages, sitewide, words, wordsLanguage };
}

/** @returns {Language} a language the CMS has not told of: the default one, or one with words */
function unlisted(code) {
  const tag = wordsFor(code).isFallback ? defaultLanguage : code;
  return { tag, code, name: tag, direction: "LTR", homePath: `/${code}/` };
}
