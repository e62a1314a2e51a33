import { ask } from "../contract.js";
import { PreviewBar } from "../parts/PreviewBar.js";
import { tellEditor } from "../preview_frame.js";
import { messageScreen } from "./NotFound.js";
import { unlisted } from "../screen.js";

/**
 * A draft: `null` where the token of its address is unknown or has expired.
 *
 * @param {string} token
 * @param {AbortSignal} signal
 * @returns {Promise<object | null>} `Page` of the contract
 */
export async function draftOf(token, signal) {
  const { preview } = await ask("Preview", { token }, signal);
  tellEditor(preview);
  return preview;
}

/**
 * The screen of a page, marked as a draft and kept from search engines and other sites.
 *
 * @param {object | null} page `Page` of the contract; null: it isn't one of the CMS
 */
export function asPreview(view, screen, page) {
  const content = [PreviewBar(view, screen, page), ...screen.content];
  return { ...unlisted(screen), isPreview: true, content };
}

/** Nothing is shown with this token any more. */
export function PreviewExpired(view) {
  const { previewExpiredTitle, previewExpired } = view.words;
  return { ...messageScreen(view, previewExpiredTitle, previewExpired), isPreview: true };
}
