import { element } from "../dom.js";
import { homePath, inOwnWords } from "../languages.js";
import { plainScreen } from "../screen.js";

/** Nothing is at this address. */
export function NotFound(view) {
  return messageScreen(view, view.words.notFoundTitle, view.words.notFound);
}

/** Something is at this address, for those who may read it. Nothing else is told. */
export function Restricted(view) {
  return messageScreen(view, view.words.restrictedTitle, view.words.restricted);
}

/** A screen that says one thing in this frontend's own words, and offers the front page. */
export function messageScreen(view, title, text) {
  return plainScreen(
    view,
    title,
    element(
      "section",
      { ...inOwnWords(view), class: "message" },
      element("h1", {}, title),
      element("p", {}, text),
      element("p", {}, element("a", { class: "button", href: homePath(view) }, view.words.toFrontPage)),
    ),
  );
}
