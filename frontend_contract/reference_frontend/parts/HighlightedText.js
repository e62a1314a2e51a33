import { element } from "../dom.js";
import { phrased } from "../phrases.js";

/**
 * A `HighlightedText` of the contract: pieces of plain text, those that were searched for marked.
 *
 * @param {{parts: Array<{text: string, isMatch: boolean}>}} highlighted
 * @param {{language?: string}} [options] language: of a title, whose lines break between words
 * @returns {Array<Node | string>}
 */
export function HighlightedText({ parts }, { language = "" } = {}) {
  return parts.map(({ text, isMatch }) => {
    const phrase = phrased(text, language);
    return isMatch ? element("mark", {}, phrase) : phrase;
  });
}
