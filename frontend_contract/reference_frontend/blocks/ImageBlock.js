import { element } from "../dom.js";
import { Picture, sizes } from "../parts/Picture.js";

/** One picture, with what the editor says about it. */
export function ImageBlock(view, { image, caption }) {
  return element(
    "figure",
    { class: "image-block" },
    Picture(image, sizes.inline),
    caption && element("figcaption", {}, caption),
  );
}
