import { element, icon } from "../dom.js";
import { inOwnWordsAnywhere } from "../languages.js";

/** An outside player or page: a link to it. Nothing is loaded from there. */
export function EmbedBlock(view, { url, title }) {
  const { host } = new URL(url, location.href);
  return element(
    "p",
    { class: "embed-block" },
    element(
      "a",
      { href: url, rel: "noopener external" },
      icon("play"),
      element(
        "span",
        {},
        element("strong", {}, title || url),
        element("span", inOwnWordsAnywhere(view), view.words.opensOn(host)),
      ),
    ),
  );
}
