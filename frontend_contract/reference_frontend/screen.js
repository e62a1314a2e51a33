/**
 * What a page hands to the frame: its content, and what the head of the document says of it.
 * @module
 */

/**
 * @typedef {object} Screen
 * @property {string} title
 * @property {Array<Node | null | false>} content with one h1
 * @property {Array<{hreflang: string, path: string, url?: string}>} alternates where the language
 *   switch leads
 * @property {string} [path] of the page, where the address may be written in another way
 * @property {string} [description]
 * @property {boolean} [isPreview] the address holds a token, which no other site may learn
 * @property {string} [canonical] absolute address; none: the page is not for search engines
 * @property {string} [jsonLd] what it is, as schema.org says it
 * @property {object} [image] `Image` of the contract that stands for the page
 * @property {boolean} [isArticle]
 */

/**
 * The screen of a page of the CMS.
 *
 * @param {object} page `PageHead` of the contract
 * @param {...(Node | null | false)} content
 * @returns {Screen}
 */
export function pageScreen(page, ...content) {
  const { seo, path, alternates } = page;
  return {
    title: seo.title,
    path,
    description: seo.description,
    canonical: seo.canonicalUrl,
    jsonLd: seo.jsonLd,
    image: page.leadImage ?? page.heroImage,
    isArticle: page.__typename === "NewsPage",
    alternates,
    content,
  };
}

/**
 * The screen of an address without a page. From here the language switch leads to front pages.
 *
 * @param {import("./view.js").View} view
 * @param {string} title
 * @param {...(Node | null | false)} content
 * @returns {Screen}
 */
export function plainScreen(view, title, ...content) {
  const alternates = view.languages
    .filter(({ homePath }) => homePath)
    .map(({ tag, homePath }) => ({ hreflang: tag, path: homePath }));
  return { title, alternates, content };
}

/** The same screen at an address that search engines should leave out. */
export function unlisted(screen) {
  return { ...screen, canonical: undefined };
}
