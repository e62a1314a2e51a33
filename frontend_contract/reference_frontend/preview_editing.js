/**
 * Editing from a preview: what can be edited is outlined under the pointer and at the focus, and
 * opened by a click or the enter key.
 * @module
 */

import { addressOf, placeOf } from "./source_map.js";

let isOn = false;
/** @type {(target: Element) => boolean} tells an editor around this frame; false: there is none */
let tell = () => false;
/** @type {Element | null} */
let outlined = null;
/** Where the pointer was at last: scrolling moves other elements below one that rests. */
let pointedAt = "";

export function isEditing() {
  return isOn;
}

/** Has clicks told to an editor instead of opening one. */
export function followPointer(tellEditor) {
  tell = tellEditor;
}

/** Begins or ends editing; while it lasts, links and buttons of the page are places to edit. */
export function setEditing(isWanted) {
  if (isWanted && !isOn) {
    document.addEventListener("click", click, { capture: true });
    document.addEventListener("keydown", press, { capture: true });
    document.addEventListener("pointerover", point);
    document.addEventListener("focusin", point);
  }
  if (!isWanted && isOn) {
    document.removeEventListener("click", click, { capture: true });
    document.removeEventListener("keydown", press, { capture: true });
    document.removeEventListener("pointerover", point);
    document.removeEventListener("focusin", point);
    outline(null);
  }
  isOn = isWanted;
  document.documentElement.classList.toggle("is-editing", isOn);
  makeReachable();
  document.dispatchEvent(new CustomEvent("editing-changed"));
}

/** Lets the keyboard reach whatever can be edited, while it can; the page was shown anew. */
export function makeReachable() {
  for (const node of document.querySelectorAll(".has-source")) {
    if (node.matches("a[href], button, summary")) continue;
    if (!isOn && node.dataset.isReachable) {
      node.removeAttribute("tabindex");
      delete node.dataset.isReachable;
    }
    if (isOn && !node.hasAttribute("tabindex") && placeOf(node)?.node === node) {
      node.tabIndex = 0;
      node.dataset.isReachable = "yes";
    }
  }
}

/** Outlines an element, and no other. @param {Element | null} element */
export function outline(element, { isScrolling = false } = {}) {
  outlined?.classList.remove("is-outlined");
  outlined = element;
  if (!element) return;
  element.classList.add("is-outlined");
  if (isScrolling) element.scrollIntoView({ block: "center", behavior: "smooth" });
}

/** @param {PointerEvent | FocusEvent} event */
function point({ type, target, screenX, screenY }) {
  if (type === "pointerover") {
    if (pointedAt === `${screenX},${screenY}`) return;
    pointedAt = `${screenX},${screenY}`;
  }
  if (target instanceof Element && !isTool(target)) outline(placeOf(target)?.node ?? null);
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(".has-source")) click(event);
}

function isTool(target) {
  return Boolean(target.closest(".preview-bar, dialog"));
}

/** @param {MouseEvent | KeyboardEvent} event */
function click(event) {
  const { target } = event;
  if (!(target instanceof Element) || isTool(target)) return;
  if (tell(target)) return stop(event);
  const place = placeOf(target);
  if (!place) return;
  stop(event);
  const { source, translation } = place;
  if (source.editUrl && translation?.editUrl) {
    document.dispatchEvent(new CustomEvent("fallback-chosen", { detail: place }));
    return;
  }
  window.open(addressOf(translation?.editUrl ? translation : source, place), "_blank", "noopener");
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
