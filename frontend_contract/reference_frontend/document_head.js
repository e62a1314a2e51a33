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
  const parts = screen.canonical
    ? [...searchEngines(screen), ...sharedLinks(view, screen)]
    : [element("meta", { name: "robots", content: "noindex" })];
  if (screen.isPreview) parts.push(element("meta", { name: "referrer", content: "no-referrer" }));
  for (const part of parts) part.dataset.ofPage = "";
  document.head.append(...parts);
}

/** @returns {string} title of the page and, where it isn't there already, of the organisation */
function fullTitle(view, title) {
  const organisation = organisationName(view);
  return !organisation || title.includes(organisation) ? title : `${title} – ${organisation}`;
}

function organisationName({ sitewide }) {
  return sitewide?.organisation.shortName || sitewide?.organisation.name;
}

/** @returns {HTMLElement[]} what the page is, and where it stands in other languages */
function searchEngines({ description, canonical, alternates, jsonLd }) {
  return [
    description && element("meta", { name: "description", content: description }),
    element("link", { rel: "canonical", href: canonical }),
    alternates
      .filter(({ url }) => url)
      .map(({ hreflang, url }) => element("link", { rel: "alternate", hreflang, href: url })),
    jsonLd && element("script", { type: "application/ld+json" }, jsonLd),
  ].flat().filter(Boolean);
}

/** @returns {HTMLElement[]} what is shown where somebody shares the address: the Open Graph */
function sharedLinks(view, { title, description, canonical, image, isArticle }) {
  const properties = {
    "og:type": isArticle ? "article" : "website",
    "og:site_name": organisationName(view),
    "og:title": title,
    "og:description": description,
    "og:url": canonical,
    "og:image": image && new URL(image.rendition.src, canonical).href,
    "og:image:alt": image?.alt,
  };
  return Object.entries(properties)
    .filter(([, content]) => content)
    .map(([property, content]) => element("meta", { property, content }));
}
