import { answerOf } from "../contract.js";
import { PreviewBar } from "../parts/PreviewBar.js";
import { tellEditor } from "../preview_frame.js";
import { messageScreen } from "./NotFound.js";
import { unlisted } from "../screen.js";

/**
 * @typedef {object} Draft
 * @property {object | null} page `Page` of the contract; null: the preview is of the whole site, or
 *   the token is unknown or has expired
 * @property {{until: string, language: string | null} | undefined} share where a link was shared with the reader
 */

/**
 * The draft of a preview.
 *
 * @param {string} token
 * @param {AbortSignal} signal
 * @returns {Promise<Draft>}
 */
export async function draftOf(token, signal) {
  const { data, extensions } = await answerOf("Preview", { token }, signal);
  tellEditor(data.preview);
  return { page: data.preview, share: extensions?.preview?.share };
}

/**
 * The screen of a page, marked as a draft and kept from search engines and other sites.
 *
 * @param {object | null} page `Page` of the contract; null: it isn't one of the CMS
 * @param {Draft["share"]} share
 */
export function asPreview(view, screen, page, share) {
  const content = [PreviewBar(view, screen, page, share), ...screen.content];
  return { ...unlisted(screen), isPreview: true, content };
}

/** Nothing is shown with this token any more. */
export function PreviewExpired(view) {
  const { previewExpiredTitle, previewExpired } = view.words;
  return { ...messageScreen(view, previewExpiredTitle, previewExpired), isPreview: true };
}
