import { element } from "../dom.js";
import { inOwnWords } from "../languages.js";

/** Says above a draft that nobody else sees it. */
export function PreviewBar(view) {
  return element(
    "p",
    { ...inOwnWords(view), class: "preview-bar" },
    element("strong", {}, view.words.previewBar),
  );
}
