/**
 * A preview in frames: on a phone, in two languages, next to what is published.
 * @module
 */

import { element } from "./dom.js";
import { inOwnWords } from "./languages.js";

/** The name of a window that shows a preview without tools. */
export const bare = "cms-bare-preview";

/**
 * Shows addresses side by side until whoever looks closes them.
 *
 * @param {import("./view.js").View} view
 * @param {string} label
 * @param {Array<{address: string, label: string, width?: string}>} shown
 * @param {{isCompared?: boolean}} [options] isCompared: mark the words in which both differ
 */
export function showFrames(view, label, shown, { isCompared = false } = {}) {
  const frames = shown.map((one) =>
    element("iframe", { src: one.address, title: one.label, name: bare, class: one.width }),
  );
  const status = element("p", { role: "status", class: "visually-hidden" });
  const dialog = element(
    "dialog",
    { ...inOwnWords(view), class: "preview-frames", "aria-label": label },
    element(
      "form",
      { method: "dialog" },
      element("strong", {}, label),
      element("button", { class: "button", autofocus: true }, view.words.closePreview),
    ),
    status,
    element(
      "div",
      { class: `preview-frames-row${frames.length > 1 ? " are-two" : ""}` },
      frames.map((frame, number) =>
        element("figure", {}, element("figcaption", {}, shown[number].label), frame),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  if (isCompared) compareWhenShown(frames, (count) => {
    status.textContent = view.words.differences(count);
    status.classList.remove("visually-hidden");
  });
}

const patienceMilliseconds = 20_000;
const pauseMilliseconds = 150;

/** Compares both frames once their pages are there. */
async function compareWhenShown([before, after], done) {
  const end = Date.now() + patienceMilliseconds;
  const isShown = ({ contentDocument: inside }) =>
    inside?.getElementById("main")?.getAttribute("aria-busy") === null && inside.querySelector("h1");
  while (!(isShown(before) && isShown(after))) {
    if (Date.now() > end || !before.isConnected) return;
    await new Promise((go) => setTimeout(go, pauseMilliseconds));
  }
  const [removed, added] = [before, after].map(({ contentDocument }) => partsOf(contentDocument));
  done(markDifferences(removed, added));
}

const parts = "h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption, summary, blockquote, address";

/** The elements of a document that hold words, without those that hold others. */
function partsOf(inside) {
  return [...inside.getElementById("main").querySelectorAll(parts)].filter(
    (one) => one.textContent.trim() && !one.querySelector(parts) && !one.closest(".preview-bar"),
  );
}

/** Marks the words that are in one list of elements and not in the other; how many places differ. */
export function markDifferences(removed, added) {
  const same = (one, other) => one.textContent.trim() === other.textContent.trim();
  let count = 0;
  for (const [gone, come] of gaps(removed, added, same)) {
    for (let number = 0; number < Math.max(gone.length, come.length); number += 1) {
      markWords(gone[number], come[number]);
      count += 1;
    }
  }
  return count;
}

function markWords(gone, come) {
  const [before, after] = [gone, come].map((one) => (one ? wordsOf(one) : []));
  for (const [removed, added] of gaps(before, after, (one, other) => one.text === other.text)) {
    wrap(removed, "del");
    wrap(added, "ins");
  }
}

/** The words of an element with their places. */
function wordsOf(node) {
  const inside = node.ownerDocument;
  const segmenter = new Intl.Segmenter(inside.documentElement.lang, { granularity: "word" });
  const walker = inside.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    for (const { segment, index } of segmenter.segment(walker.currentNode.data)) {
      words.push({ text: segment, node: walker.currentNode, index });
    }
  }
  return words;
}

/** Wraps words in elements, the last first, since wrapping cuts the text they are in. */
function wrap(words, tag) {
  for (const { node, index, text } of words.toReversed()) {
    const range = node.ownerDocument.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + text.length);
    range.surroundContents(node.ownerDocument.createElement(tag));
  }
}

/**
 * What is in one list only between what is in both: the longest common subsequence.
 *
 * @template Item
 * @param {Item[]} before @param {Item[]} after @param {(one: Item, other: Item) => boolean} isSame
 * @returns {Array<[Item[], Item[]]>} from the end
 */
function gaps(before, after, isSame) {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] = isSame(before[one], after[other])
        ? lengths[(one + 1) * width + other + 1] + 1
        : Math.max(lengths[(one + 1) * width + other], lengths[one * width + other + 1]);
    }
  }
  const found = [];
  let [gone, come] = [[], []];
  let [one, other] = [0, 0];
  const cut = () => {
    if (gone.length || come.length) found.push([gone, come]);
    [gone, come] = [[], []];
  };
  while (one < before.length || other < after.length) {
    const isBoth = one < before.length && other < after.length;
    if (isBoth && isSame(before[one], after[other])) {
      cut();
      one += 1;
      other += 1;
    } else if (other >= after.length || (one < before.length &&
        lengths[(one + 1) * width + other] >= lengths[one * width + other + 1])) {
      gone.push(before[one]);
      one += 1;
    } else {
      come.push(after[other]);
      other += 1;
    }
  }
  cut();
  return found.reverse();
}
