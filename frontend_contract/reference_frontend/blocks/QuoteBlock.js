import { element } from "../dom.js";

/** What somebody said, and who. */
export function QuoteBlock(view, { quote, attribution }) {
  return element(
    "figure",
    { class: "quote-block" },
    element("blockquote", {}, element("p", {}, quote)),
    attribution && element("figcaption", {}, attribution),
  );
}
