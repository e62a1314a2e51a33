/**
 * Keeps the head of the document and the language of its root true to what is shown.
 * @module
 */

import { element } from "./dom.js";

/**
 * @param {import("./view.js").View} view
 * @param {import("./screen.js").Screen} screen
 */
export function writeDocumentHead(view, screen) {
  const { tag, direction } = view.language;
  document.documentElement.lang = tag;
  document.documentElement.dir = direction.toLowerCase();
  document.title = fullTitle(view, screen.title);
  for (const old of document.head.querySelectorAll("[data-of-page]")) old.remove();
  document.head.append(...elementsOf(screen));
}

/** @returns {string} title of the page and, where it isn't there already, of the organisation */
function fullTitle(view, title) {
  const { name, shortName } = view.sitewide?.organisation ?? {};
  const organisation = shortName || name;
  return !organisation || title.includes(organisation) ? title : `${title} – ${organisation}`;
}

/** @returns {HTMLElement[]} */
function elementsOf({ description, canonical, alternates }) {
  const own = { "data-of-page": true };
  const links = alternates.filter(({ url }) => url && canonical);
  return [
    description && element("meta", { ...own, name: "description", content: description }),
    canonical
      ? element("link", { ...own, rel: "canonical", href: canonical })
      : element("meta", { ...own, name: "robots", content: "noindex" }),
    ...links.map(({ hreflang, url }) =>
      element("link", { ...own, rel: "alternate", hreflang, href: url }),
    ),
  ].filter(Boolean);
}
