import { dateText } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, inOwnWordsAnywhere } from "../languages.js";

/**
 * Says that a machine translated the page or parts of it, and that nobody has confirmed them yet.
 *
 * @param {import("../view.js").View} view
 * @param {{translation: object | null}} page
 * @returns {HTMLElement | null} null: people wrote all of it, or the site doesn't tell
 */
export function MachineTranslationNotice(view, { translation }) {
  const known = translation?.machineTranslation;
  if (!known) return null;
  const { machinePartly, machineWholly } = view.words;
  const says = known.isPartial ? machinePartly : machineWholly;
  const facts = [...known.engines, known.translatedAt && dateText(view, known.translatedAt)];
  return element(
    "p",
    { ...inOwnWords(view), class: "machine-notice" },
    says(facts.filter(Boolean).join(view.words.listSeparator)),
  );
}

/**
 * The mark at a field or block a machine translated.
 *
 * @param {import("../view.js").View} view
 * @param {{translation: object | null}} page
 * @param {{field?: string, blockId?: string}} part
 * @returns {HTMLElement | null} null: there is nothing to mark
 */
export function MachineMark(view, { translation }, { field, blockId }) {
  const parts = translation?.machineTranslation?.parts ?? [];
  const part = parts.find((one) => (blockId ? one.blockId === blockId : one.field === field));
  if (!part) return null;
  return element(
    "small",
    { ...inOwnWordsAnywhere(view), class: "machine-mark" },
    view.words.machineMark(part.engine),
  );
}

/** The mark of a page in a list: its title or summary is a machine's. */
export function MachineCardMark(view, { translation }) {
  const parts = translation?.machineTranslation?.parts ?? [];
  if (!parts.some(({ field }) => field === "title" || field === "summary")) return null;
  return element("span", { ...inOwnWords(view), class: "badge" }, view.words.machineMark(null));
}
