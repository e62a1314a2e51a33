import { element, safeHtml } from "../dom.js";

/** Running text. Its links are paths of this frontend already. */
export function RichTextBlock(view, { richText }) {
  return element("div", { class: "rich-text" }, safeHtml(richText.html));
}
