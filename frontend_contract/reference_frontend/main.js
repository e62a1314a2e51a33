/**
 * The reference frontend: shows what the contract says is at an address.
 * @module
 */

import { writeDocumentHead } from "./document_head.js";
import { hideLoading, showLoading } from "./loading.js";
import { codeOfPath, inOwnWords, isSameLanguage } from "./languages.js";
import { Failure } from "./pages/Failure.js";
import { Redirected, screenOf } from "./pages/screenOf.js";
import { showFavoritesCount, SiteHeader } from "./parts/SiteHeader.js";
import { SiteFooter } from "./parts/SiteFooter.js";
import { present } from "./dom.js";
import { offerEditors } from "./parts/PreviewBar.js";
import { makeReachable } from "./preview_editing.js";
import { joinEditor } from "./preview_frame.js";
import { goTo, startRouter } from "./router.js";
import { viewOf, viewWithoutCms } from "./view.js";

/** More redirects than this in a row are a circle. */
const redirectsAtMost = 5;

let redirectCount = 0;
let visit = new AbortController();
/** @type {import("./view.js").View} */
let view;

/** @type {import("./router.js").Arrive} */
async function show(address, arrival) {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  showLoading(view ?? viewWithoutCms(address.pathname));
  try {
    const [screenIn, newView] = await Promise.all([
      screenOf(address, signal),
      viewOf(address.pathname),
    ]);
    const screen = await screenIn(newView);
    if (signal.aborted) return;
    redirectCount = 0;
    view = newView;
    render(screen, address, arrival);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof Redirected && redirectCount < redirectsAtMost) {
      redirectCount += 1;
      goTo(error.path, { isReplacing: true });
      return;
    }
    redirectCount = 0;
    console.error(error);
    view = view?.language.code === codeOfPath(address.pathname) ? view : await lastResort(address);
    render(Failure(view, error, () => show(address, arrival)), address, {});
  }
}

/** A view for a failure: that of the address where the CMS still answers, or words alone. */
function lastResort({ pathname }) {
  return viewOf(pathname).catch(() => viewWithoutCms(pathname));
}

/** @param {import("./screen.js").Screen} screen */
function render(screen, address, { isFirst, scrollTop }) {
  const byId = (id) => document.getElementById(id);
  const main = byId("main");
  writeDocumentHead(view, screen);
  byId("skip-link").textContent = view.words.skipToContent;
  byId("skip-link").lang = inOwnWords(view).lang ?? view.language.tag;
  byId("header").replaceChildren(
    ...present(SiteHeader(view, { path: address.pathname, ...screen })),
  );
  byId("footer").replaceChildren(...present([SiteFooter(view)]));
  main.replaceChildren(...present(screen.content));
  showFavoritesCount();
  hideLoading();
  settle(main, address, { isFirst, scrollTop });
  if (!screen.isPreview) return;
  makeReachable();
  joinEditor();
}

/** Puts the reader where they expect to be, and says to screen readers what that is. */
function settle(main, { hash }, { isFirst, scrollTop }) {
  const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target && scrollTop === undefined) target.scrollIntoView();
  else window.scrollTo({ top: scrollTop ?? 0, behavior: "instant" });
  if (isFirst) return;
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  (main.querySelector("[autofocus]") ?? heading).focus({ preventScroll: true });
  say(document.title, view.language.tag);
}

/** @param {string} text read out by screen readers when they next pause */
function say(text, language) {
  const status = document.getElementById("status");
  status.lang = language;
  status.textContent = text;
}

document.addEventListener("favorite-toggled", ({ detail }) => {
  const { favoriteAdded, favoriteRemoved } = view.words;
  say((detail.isKept ? favoriteAdded : favoriteRemoved)(detail.title), view.wordsLanguage);
});

document.addEventListener("fallback-chosen", ({ detail }) => offerEditors(view, detail));

startRouter(show, (code) => view?.languages.some((one) => isSameLanguage(one.code, code)));
