/**
 * Addresses: which links and forms are followed without loading a document, and where the reader was.
 * @module
 */

import { previewToken } from "./contract.js";
import { codeOfPath } from "./languages.js";

/**
 * @callback Arrive
 * @param {URL} address
 * @param {{isFirst?: boolean, scrollTop?: number}} arrival scrollTop: where the reader was before
 * @returns {Promise<void>}
 */

/** @type {Arrive} */
let arrive;
/** @type {(code: string) => boolean} */
let isOurs;
let shown = addressKey(location);
let pause;

/**
 * Shows the current address, then follows links and the browser's back and forward.
 *
 * @param {Arrive} onArrival
 * @param {(code: string) => boolean} isLanguageCode whether addresses below a code are ours
 */
export function startRouter(onArrival, isLanguageCode) {
  arrive = onArrival;
  isOurs = isLanguageCode;
  history.scrollRestoration = "manual";
  document.addEventListener("click", followLink);
  document.addEventListener("submit", followForm);
  window.addEventListener("popstate", comeBack);
  window.addEventListener("scroll", rememberScrollSoon, { passive: true });
  window.addEventListener("pagehide", rememberScroll);
  const scrollTop = history.state?.scrollTop ?? scrollOfDraft();
  arrive(new URL(location.href), { isFirst: true, scrollTop });
}

/** Goes to an address of this frontend, in the same preview, or leaves for any other. */
export function goTo(address, { isReplacing = false } = {}) {
  const target = new URL(address, location.href);
  if (target.origin !== location.origin) return location.assign(target);
  const token = previewToken();
  if (token && !target.searchParams.has("preview")) target.searchParams.set("preview", token);
  if (!isReplacing) rememberScroll();
  history[isReplacing ? "replaceState" : "pushState"]({}, "", target);
  shown = addressKey(target);
  return arrive(target, {});
}

/** @param {MouseEvent} event */
function followLink(event) {
  const isPlain = event.button === 0 && !event.defaultPrevented;
  const isHeld = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const link = event.target.closest?.("a[href]");
  if (!isPlain || isHeld || !link || link.target || link.hasAttribute("download")) return;
  const target = new URL(link.href);
  const isElsewhere = target.origin !== location.origin || !isOurs(codeOfPath(target.pathname));
  const isWithinPage = target.hash && addressKey(target) === addressKey(location);
  if (isElsewhere || isWithinPage) return;
  event.preventDefault();
  goTo(target, { isReplacing: target.href === location.href });
}

/** A form that only asks is an address, too. @param {SubmitEvent} event */
function followForm(event) {
  const form = event.target;
  const target = new URL(form.action);
  if (event.defaultPrevented || form.method !== "get" || target.origin !== location.origin) return;
  event.preventDefault();
  target.search = new URLSearchParams(new FormData(form));
  goTo(target, { isReplacing: target.href === location.href });
}

/** @param {PopStateEvent} event */
function comeBack(event) {
  clearTimeout(pause);
  if (addressKey(location) === shown) return;
  shown = addressKey(location);
  arrive(new URL(location.href), { scrollTop: event.state?.scrollTop ?? 0 });
}

/** @param {URL | Location} address @returns {string} the address without its fragment */
function addressKey({ pathname, search }) {
  return pathname + search;
}

/** An editor's every change shows the draft anew, in another frame and with another token. */
function draftKey() {
  return new URLSearchParams(location.search).has("preview") ? `draft ${location.pathname}` : null;
}

/** @returns {number | undefined} where this draft was being looked at in this tab */
function scrollOfDraft() {
  return Number(draftKey() && sessionStorage.getItem(draftKey())) || undefined;
}

function rememberScrollSoon() {
  clearTimeout(pause);
  pause = setTimeout(rememberScroll, 150);
}

function rememberScroll() {
  clearTimeout(pause);
  if (addressKey(location) !== shown) return;
  history.replaceState({ ...history.state, scrollTop: window.scrollY }, "");
  if (draftKey()) sessionStorage.setItem(draftKey(), String(window.scrollY));
}
