import { element } from "../dom.js";

/** A heading inside a text, level 2 or 3; its anchor is an address, the same in every language. */
export function HeadingBlock(view, { anchor, text, level }) {
  return element(level === 3 ? "h3" : "h2", { id: anchor }, text);
}
