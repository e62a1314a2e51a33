import { element } from "../dom.js";

/** A heading inside a text, level 2 or 3; its id makes it an address. */
export function HeadingBlock(view, { id, text, level }) {
  return element(level === 3 ? "h3" : "h2", { id: `part-${id}` }, text);
}
