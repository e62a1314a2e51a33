import { element } from "../dom.js";
import { Anchor } from "../parts/Anchor.js";

/** A sentence that asks for something, and the link that does it. */
export function CallToActionBlock(view, { text, link }) {
  return element(
    "div",
    { class: "call-to-action-block" },
    text && text !== link.text && element("p", {}, text),
    Anchor(view, link, { class: "button" }),
  );
}
