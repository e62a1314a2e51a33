import { element } from "../dom.js";
import { Picture, sizes } from "../parts/Picture.js";

/** Several pictures side by side. */
export function GalleryBlock(view, { items }) {
  return element(
    "ul",
    { class: "gallery-block", role: "list" },
    items.map(({ image, caption }) =>
      element(
        "li",
        {},
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
