import { element } from "../dom.js";
import { sourced } from "../source_map.js";

/** Widths at which pictures are shown: what `sizes` promises to the browser. */
export const sizes = {
  lead: "(min-width: 64rem) 60rem, 94vw",
  hero: "(min-width: 64rem) 36rem, 94vw",
  card: "(min-width: 64rem) 22rem, (min-width: 40rem) 45vw, 7rem",
  gallery: "(min-width: 40rem) 15rem, 94vw",
  portrait: "6rem",
  row: "(min-width: 40rem) 13rem, 7rem",
  inline: "(min-width: 50rem) 44rem, 94vw",
};

/**
 * An `Image` of the contract: every format it comes in, and its size, so that nothing jumps. Until
 * its file has come its placeholder is shown; where it is cropped, its focal point stays visible.
 *
 * @param {{alt: string, placeholder: string | null, focalPoint: object | null,
 *   rendition: object}} image
 * @param {string} shownAt one of `sizes`
 * @param {{isFirst?: boolean, lang?: string, dir?: string}} [options] isFirst: seen at once
 * @returns {HTMLElement}
 */
export function Picture(image, shownAt, { isFirst = false, lang, dir } = {}) {
  const { src, width, height, sources } = image.rendition;
  const picture = element("img", {
    width,
    height,
    alt: image.alt,
    loading: isFirst ? null : "lazy",
    decoding: "async",
    fetchpriority: isFirst ? "high" : null,
    src,
  });
  showFocalPoint(picture, image.focalPoint);
  showPlaceholder(picture, image.placeholder);
  const whole = element(
    "picture",
    { lang, dir },
    sources.map(({ type, srcSet }) =>
      element("source", { type, srcset: srcSet, sizes: shownAt }),
    ),
    picture,
  );
  return sourced(whole, image);
}

function showFocalPoint({ style }, focalPoint) {
  if (!focalPoint) return;
  const position = `${focalPoint.x * 100}% ${focalPoint.y * 100}%`;
  style.objectPosition = position;
  style.backgroundPosition = position;
}

function showPlaceholder(picture, placeholder) {
  if (!placeholder) return;
  picture.classList.add("is-coming");
  picture.style.backgroundImage = `url("${placeholder}")`;
  picture.addEventListener("load", () => {
    picture.classList.remove("is-coming");
    picture.style.backgroundImage = "";
  });
}
