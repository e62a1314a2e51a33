import { element, safeHtml } from "../dom.js";
import { markedAs } from "../languages.js";

/** The steps of a procedure, numbered. */
export function StepsBlock(view, { items, lang }) {
  return element(
    "ol",
    { class: "steps-block" },
    items.map((item) =>
      markedAs(
        element(
          "li",
          {},
          element("p", { class: "step-title" }, item.title),
          item.richText.html && element("div", { class: "rich-text" }, safeHtml(item.richText.html)),
        ),
        item,
        lang,
      ),
    ),
  );
}
