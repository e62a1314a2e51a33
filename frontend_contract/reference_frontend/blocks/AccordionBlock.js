import { element, safeHtml } from "../dom.js";
import { markedAs } from "../languages.js";

/** Texts that readers open by their titles; the browser finds words in closed ones, too. */
export function AccordionBlock(view, { items, lang }) {
  return element(
    "div",
    { class: "accordion-block" },
    items.map((item) =>
      markedAs(
        element(
          "details",
          {},
          element("summary", {}, item.title),
          element("div", { class: "rich-text" }, safeHtml(item.richText.html)),
        ),
        item,
        lang,
      ),
    ),
  );
}
