import { element } from "../dom.js";

/** Widths at which pictures are shown: what `sizes` promises to the browser. */
export const sizes = {
  lead: "(min-width: 64rem) 60rem, 94vw",
  hero: "(min-width: 64rem) 36rem, 94vw",
  card: "(min-width: 64rem) 22rem, (min-width: 40rem) 45vw, 7rem",
  gallery: "(min-width: 40rem) 15rem, 94vw",
  row: "(min-width: 40rem) 13rem, 7rem",
  inline: "(min-width: 50rem) 44rem, 94vw",
};

/**
 * An `Image` of the contract: every format it comes in, and its size, so that nothing jumps.
 *
 * @param {{alt: string, rendition: object}} image
 * @param {string} shownAt one of `sizes`
 * @param {{isFirst?: boolean, lang?: string, dir?: string}} [options] isFirst: seen at once
 * @returns {HTMLElement}
 */
export function Picture(image, shownAt, { isFirst = false, lang, dir } = {}) {
  const { src, width, height, sources } = image.rendition;
  return element(
    "picture",
    { lang, dir },
    sources.map(({ type, srcSet }) =>
      element("source", { type, srcset: srcSet, sizes: shownAt }),
    ),
    element("img", {
      width,
      height,
      alt: image.alt,
      loading: isFirst ? null : "lazy",
      decoding: "async",
      fetchpriority: isFirst ? "high" : null,
      src,
    }),
  );
}
