/**
 * A draft in the frame next to an editor of the CMS: what is clicked here is opened there, and what
 * is edited there is outlined here.
 * @module
 */

import { followPointer, isEditing, outline, setEditing } from "./preview_editing.js";
import { editorOrigins, elementAt, placeOf, showTyped } from "./source_map.js";

const texts = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, figcaption, blockquote, summary";

/** @type {MessageEvent | undefined} */
let listener;
/** What is being edited, to be outlined again when the page is shown anew. */
let focused;

/** Tells the editor around this frame that clicks can be told, if there is one. */
export function joinEditor() {
  if (window.parent === window) return;
  if (listener) return showFocused(false);
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

/** Only an editor of the CMS is heard: at this origin, or where the source map says. */
function isEditor({ source, origin }) {
  const isKnown = origin === location.origin || editorOrigins.has(origin);
  return source === window.parent && isKnown && (!listener || origin === listener.origin);
}

/** @param {MessageEvent} event */
function listen(event) {
  if (!isEditor(event)) return;
  if (event.data?.type === "cms:listening" && !listener) {
    listener = event;
    followPointer(tell);
    document.documentElement.classList.add("is-beside-editor");
    setEditing(true);
  }
  if (event.data?.type === "cms:focus" && typeof event.data.path === "string") {
    focused = event.data;
    showFocused(focused.isScrolling !== false);
  }
  if (event.data?.type === "cms:typed" && typeof event.data.value === "string") {
    showTyped(event.data.editor, event.data.path, event.data.value);
  }
}

function showFocused(isScrolling) {
  if (!focused) return;
  const { editor, path, text = null } = focused;
  outline(elementAt(editor, path, text), { isScrolling });
}

/** Tells the editor what was clicked. @param {Element} target @returns {boolean} whether it was told */
function tell(target) {
  if (!listener || !isEditing()) return false;
  const place = placeOf(target);
  const shown = target.closest(texts);
  if (!place && !shown?.closest("#main")) return false;
  const words = shown ? shown.textContent : "";
  const message = place
    ? {
        type: "cms:edit",
        path: place.path,
        text: place.text,
        editUrl: place.source.editUrl,
        translateUrl: place.translation?.editUrl ?? null,
        words,
      }
    : { type: "cms:text", text: words };
  listener.source.postMessage(message, listener.origin);
  return true;
}
