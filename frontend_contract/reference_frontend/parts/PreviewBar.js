import { momentText } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords } from "../languages.js";

/**
 * Says above a draft that nobody else sees it, or until when the newsroom shares it.
 *
 * Nothing is said of a page that is shown as published, beside a draft shared in another language.
 *
 * @param {import("../view.js").View} view
 * @param {{until: string, language: string | null}} [share]
 */
export function PreviewBar(view, share) {
  if (share?.language && share.language !== view.language.tag) return null;
  const { previewBar, sharedBar } = view.words;
  return element(
    "p",
    { ...inOwnWords(view), class: "preview-bar" },
    element("strong", {}, share ? sharedBar(momentText(view, share.until)) : previewBar),
  );
}
