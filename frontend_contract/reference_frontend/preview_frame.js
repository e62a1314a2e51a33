/**
 * A draft in the frame beside the translation editor: a click on a text is told to the editor.
 * @module
 */

const texts = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, figcaption, blockquote, summary";

/** @type {MessageEvent | undefined} */
let listener;

/** Tells the editor around this frame that clicks can be told, if there is one. */
export function joinEditor() {
  if (window.parent === window || listener) return;
  window.addEventListener("message", listen);
  // Where the frame stands isn't known before the editor has spoken; this tells nothing.
  window.parent.postMessage({ type: "cms:ready" }, "*");
}

/**
 * Tells the editor around this frame what it shows, so that it can say why that isn't the draft.
 *
 * @param {{lastPublishedAt: string} | null} draft
 */
export function tellEditor(draft) {
  if (window.parent === window) return;
  const { lastPublishedAt = null } = draft ?? {};
  window.parent.postMessage({ type: "cms:preview", isShown: Boolean(draft), lastPublishedAt }, "*");
}

/** @param {MessageEvent} event */
function listen(event) {
  if (event.source !== window.parent || event.data?.type !== "cms:listening" || listener) return;
  listener = event;
  document.addEventListener("click", tell, { capture: true });
  document.documentElement.classList.add("is-beside-editor");
}

/** @param {MouseEvent} event */
function tell(event) {
  const place = event.target.closest(texts);
  if (!place?.closest("#main")) return;
  // A link is a text here, not a way.
  event.preventDefault();
  event.stopPropagation();
  listener.source.postMessage({ type: "cms:text", text: place.textContent }, listener.origin);
}
