import { element, hiddenText, icon } from "../dom.js";
import { inOwnWordsAnywhere } from "../languages.js";

/** A document to download: its title, its file name, its size. */
export function DownloadBlock(view, { title, document }) {
  const { url, filename, fileSize } = document;
  const isFileName = !title || title === filename;
  return element(
    "p",
    { class: "download-block" },
    element(
      "a",
      { href: url, download: filename },
      icon("download"),
      element(
        "span",
        {},
        hiddenText(`${view.words.download}: `, inOwnWordsAnywhere(view)),
        element("strong", {}, title || filename),
        element(
          "span",
          { class: "download-facts" },
          !isFileName && element("span", { translate: "no" }, filename),
          element("span", inOwnWordsAnywhere(view), sizeText(view, fileSize)),
        ),
      ),
    ),
  );
}

/** @param {number} bytes @returns {string} 1.4 MB */
function sizeText(view, bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return new Intl.NumberFormat(view.wordsLanguage, {
    style: "unit",
    unit: units[step],
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
