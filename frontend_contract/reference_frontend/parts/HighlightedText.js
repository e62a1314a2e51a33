import { element } from "../dom.js";

/**
 * A `HighlightedText` of the contract: pieces of plain text, those that were searched for marked.
 *
 * @param {{parts: Array<{text: string, isMatch: boolean}>}} highlighted
 * @returns {Array<Node | string>}
 */
export function HighlightedText({ parts }) {
  return parts.map(({ text, isMatch }) => (isMatch ? element("mark", {}, text) : text));
}
