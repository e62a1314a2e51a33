import { RichTextBlock } from "./RichTextBlock.js";

/** A text that several pages show, as running text of this one. */
export function ReusableTextBlock(view, block) {
  return RichTextBlock(view, block);
}
