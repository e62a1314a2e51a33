import { element } from "../dom.js";
import { markedAs, writtenIn } from "../languages.js";
import { MachineMark } from "../parts/MachineTranslation.js";
import { AccordionBlock } from "./AccordionBlock.js";
import { CallToActionBlock } from "./CallToActionBlock.js";
import { ContactPersonBlock } from "./ContactPersonBlock.js";
import { DocumentListBlock } from "./DocumentListBlock.js";
import { DownloadBlock } from "./DownloadBlock.js";
import { EmbedBlock } from "./EmbedBlock.js";
import { FootnotesBlock } from "./FootnotesBlock.js";
import { GalleryBlock } from "./GalleryBlock.js";
import { HeadingBlock } from "./HeadingBlock.js";
import { ImageBlock } from "./ImageBlock.js";
import { NoticeBlock } from "./NoticeBlock.js";
import { QuoteBlock } from "./QuoteBlock.js";
import { ReusableTextBlock } from "./ReusableTextBlock.js";
import { RichTextBlock } from "./RichTextBlock.js";
import { StepsBlock } from "./StepsBlock.js";
import { TableBlock } from "./TableBlock.js";

/** One component per type of the union `Block`, under the type's own name. */
const components = {
  AccordionBlock,
  CallToActionBlock,
  ContactPersonBlock,
  DocumentListBlock,
  DownloadBlock,
  EmbedBlock,
  FootnotesBlock,
  GalleryBlock,
  HeadingBlock,
  ImageBlock,
  NoticeBlock,
  QuoteBlock,
  ReusableTextBlock,
  RichTextBlock,
  StepsBlock,
  TableBlock,
};

/**
 * The body of a page. A block of a kind that is unknown here is left out.
 *
 * @param {import("../view.js").View} view
 * @param {Array<{__typename: string, id: string, lang: string, dir: "LTR" | "RTL"}>} blocks
 * @param {string} language of the page; a block in another says so
 * @param {{translation: object | null}} [page] whose blocks are marked where a machine translated
 * @returns {HTMLElement | null} null: there are none
 */
export function Blocks(view, blocks, language, page) {
  if (!blocks.length) return null;
  return element(
    "div",
    { ...writtenIn(view, language), class: "blocks" },
    blocks.map((block) => {
      const node = components[block.__typename]?.(view, block);
      const mark = node && page && MachineMark(view, page, { blockId: block.id });
      return [markedAs(node, block, language), mark];
    }),
  );
}
