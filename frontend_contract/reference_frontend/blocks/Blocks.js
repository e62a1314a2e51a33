import { element } from "../dom.js";
import { writtenIn } from "../languages.js";
import { CallToActionBlock } from "./CallToActionBlock.js";
import { DownloadBlock } from "./DownloadBlock.js";
import { EmbedBlock } from "./EmbedBlock.js";
import { GalleryBlock } from "./GalleryBlock.js";
import { HeadingBlock } from "./HeadingBlock.js";
import { ImageBlock } from "./ImageBlock.js";
import { QuoteBlock } from "./QuoteBlock.js";
import { RichTextBlock } from "./RichTextBlock.js";

/** One component per type of the union `Block`, under the type's own name. */
const components = {
  CallToActionBlock,
  DownloadBlock,
  EmbedBlock,
  GalleryBlock,
  HeadingBlock,
  ImageBlock,
  QuoteBlock,
  RichTextBlock,
};

/**
 * The body of a page. A block of a kind that is unknown here is left out.
 *
 * @param {import("../view.js").View} view
 * @param {Array<{__typename: string}>} blocks
 * @param {string} language the language they are written in
 * @returns {HTMLElement | null} null: there are none
 */
export function Blocks(view, blocks, language) {
  if (!blocks.length) return null;
  return element(
    "div",
    { ...writtenIn(view, language), class: "blocks" },
    blocks.map((block) => components[block.__typename]?.(view, block)),
  );
}
