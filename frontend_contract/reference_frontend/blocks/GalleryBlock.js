import { element } from "../dom.js";
import { Picture, sizes } from "../parts/Picture.js";

/** Several pictures side by side. */
export function GalleryBlock(view, { items }) {
  return element(
    "ul",
    { class: "gallery-block", role: "list" },
    items.map(({ lang, dir, image, caption }) =>
      element(
        "li",
        { lang, dir: dir.toLowerCase() },
        element(
          "figure",
          {},
          Picture(image, sizes.gallery),
          caption && element("figcaption", {}, caption),
        ),
      ),
    ),
  );
}
