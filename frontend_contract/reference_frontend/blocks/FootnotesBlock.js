import { element, safeHtml } from "../dom.js";
import { inOwnWords, markedAs } from "../languages.js";

/** The notes of a text, where its links to `#footnote-1` lead. */
export function FootnotesBlock(view, { notes, lang }) {
  return element(
    "section",
    { class: "footnotes-block" },
    element("h2", { class: "visually-hidden", ...inOwnWords(view) }, view.words.footnotes),
    element(
      "ol",
      {},
      notes.map((note) =>
        markedAs(
          element(
            "li",
            { id: note.anchor, value: note.number, tabindex: -1 },
            element("div", { class: "rich-text" }, safeHtml(note.richText.html)),
          ),
          note,
          lang,
        ),
      ),
    ),
  );
}
