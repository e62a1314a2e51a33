import { element } from "../dom.js";
import { Picture, sizes } from "../parts/Picture.js";
import { sourced } from "../source_map.js";

/** Several pictures side by side. */
export function GalleryBlock(view, { items }) {
  return element(
    "ul",
    { class: "gallery-block", role: "list" },
    items.map((item) => {
      const { lang, dir, image, caption } = item;
      const figure = element(
        "figure",
        {},
        Picture(image, sizes.gallery),
        caption && element("figcaption", {}, caption),
      );
      return sourced(element("li", { lang, dir: dir.toLowerCase() }, figure), item);
    }),
  );
}
