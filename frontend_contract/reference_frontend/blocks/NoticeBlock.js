import { element, hiddenText, safeHtml } from "../dom.js";
import { inOwnWordsAnywhere } from "../languages.js";

/** A text that stands out; what it is said in words, for those who don't see its colour. */
export function NoticeBlock(view, { urgency, title, richText }) {
  const kind = urgency === "WARNING" ? "warning" : "info";
  const label = view.words.notices[kind];
  return element(
    "div",
    { class: `notice-block notice-${kind}`, role: "note" },
    element(
      "p",
      { class: "notice-title" },
      title
        ? [hiddenText(`${label}: `, inOwnWordsAnywhere(view)), title]
        : element("span", inOwnWordsAnywhere(view), label),
    ),
    element("div", { class: "rich-text" }, safeHtml(richText.html)),
  );
}
