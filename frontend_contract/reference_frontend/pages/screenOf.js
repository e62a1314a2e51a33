/**
 * From an address to a screen: the one question of the contract for a catch-all route.
 * @module
 */

import { ask } from "../contract.js";
import { FavoritesPage } from "./FavoritesPage.js";
import { HomePage } from "./HomePage.js";
import { LegalIndexPage } from "./LegalIndexPage.js";
import { LegalNoticePage } from "./LegalNoticePage.js";
import { NewsIndexPage } from "./NewsIndexPage.js";
import { NewsPage } from "./NewsPage.js";
import { NotFound, Restricted } from "./NotFound.js";
import { asPreview, draftOf, PreviewExpired } from "./Preview.js";
import { SearchPage } from "./SearchPage.js";
import { Untranslated } from "./Untranslated.js";

/** One component per type that implements `Page`, under the type's own name. */
const pages = { HomePage, LegalIndexPage, LegalNoticePage, NewsIndexPage, NewsPage };

function PageOf(view, page, ...rest) {
  return (pages[page.__typename] ?? NotFound)(view, page, ...rest);
}

/** One component per type of the union `Route`. */
const routes = {
  PageRoute: (view, { page }, ...rest) => PageOf(view, page, ...rest),
  UntranslatedRoute: Untranslated,
  RestrictedRoute: Restricted,
  NotFoundRoute: NotFound,
};

/** Pages below a language that are this frontend's own, by the last part of their address. */
const ownPages = new Map([
  ["favorites", FavoritesPage],
  ["search", SearchPage],
]);

/** Something else is at this address; `path` says what. */
export class Redirected extends Error {
  /** @param {string} path */
  constructor(path) {
    super(path);
    this.path = path;
  }
}

/**
 * Asks what is at an address, while the view is still being asked for.
 *
 * @param {URL} address
 * @param {AbortSignal} signal
 * @returns {Promise<(view: import("../view.js").View) => Promise<import("../screen.js").Screen>>}
 * @throws {Redirected} besides what `ask` throws
 */
export async function screenOf(address, signal) {
  const own = ownPages.get(/^\/[^/]+\/([^/]+)\/?$/.exec(address.pathname)?.[1]);
  if (own) return async (view) => (view.isKnownLanguage ? own : NotFound)(view, address, signal);
  if (!address.searchParams.has("preview")) return (await routed(address, signal))[0];
  try {
    return await previewed(address, signal);
  } catch (error) {
    if (error.code !== "PREVIEW_REFUSED") throw error;
    return async (view) => PreviewExpired(view);
  }
}

/** The draft of a preview at its own address, and elsewhere the site as the preview has it. */
async function previewed(address, signal) {
  const { page: draft, share } = await draftOf(address.searchParams.get("preview"), signal);
  const isThere = draft && samePath(draft.path, address.pathname);
  if (isThere) {
    return async (view) =>
      asPreview(view, await PageOf(view, draft, address, signal), draft, share);
  }
  const [screenIn, page] = await routed(address, signal);
  return async (view) => asPreview(view, await screenIn(view), page, share);
}

/** @param {string} one @param {string} other encoded or not */
function samePath(one, other) {
  return decodeURI(one) === decodeURI(other);
}

/** What the CMS has at an address, and the page if it is one. */
async function routed(address, signal) {
  const { route } = await ask("Route", { path: address.pathname }, signal);
  if (route.__typename === "RedirectRoute") throw new Redirected(route.path);
  const component = routes[route.__typename] ?? NotFound;
  return [async (view) => component(view, route, address, signal), route.page ?? null];
}
