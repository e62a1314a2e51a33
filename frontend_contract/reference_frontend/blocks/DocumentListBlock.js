import { element } from "../dom.js";
import { markedAs } from "../languages.js";
import { DownloadBlock } from "./DownloadBlock.js";

/** Several documents to download. */
export function DocumentListBlock(view, { items, lang }) {
  return element(
    "ul",
    { class: "document-list-block" },
    items.map((item) => markedAs(element("li", {}, DownloadBlock(view, item)), item, lang)),
  );
}
