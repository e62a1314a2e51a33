/**
 * Dates as the reader's language writes them.
 * @module
 */

import { element } from "./dom.js";

/** English without a region writes 30 December 2020, which nobody can misread. */
const written = { en: "en-GB" };

/**
 * @param {import("./view.js").View} view
 * @param {string} date `Date` or `DateTime` of the contract
 * @returns {string} 30 December 2020, 2020年12月30日
 */
export function dateText(view, date) {
  const isDay = date.length === 10;
  return inForm(view, date, { dateStyle: "long", timeZone: isDay ? "UTC" : undefined });
}

/** @returns {string} 30 December 2020 at 10:00, where the reader is */
export function momentText(view, moment) {
  return inForm(view, moment, { dateStyle: "long", timeStyle: "short" });
}

function inForm(view, date, form) {
  return new Intl.DateTimeFormat(written[view.language.tag] ?? view.language.tag, form).format(new Date(date));
}

/** The same as a `time` element. */
export function dateElement(view, date, attributes = {}) {
  return element("time", { ...attributes, datetime: date }, dateText(view, date));
}

/** @param {string | null} text @returns {string | null} `text` where it is a day of the calendar */
export function dayOrNull(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return null;
  const day = new Date(text);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text) ? text : null;
}
