/**
 * Shows that something is on its way, and only when it takes long enough to be noticed.
 * @module
 */

import { inOwnWords } from "./languages.js";

const noticeableMilliseconds = 250;
let pause;

/** @param {import("./view.js").View} view */
export function showLoading(view) {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const status = document.getElementById("status");
    document.documentElement.dataset.loading = "";
    document.getElementById("main").setAttribute("aria-busy", "true");
    status.lang = inOwnWords(view).lang ?? view.language.tag;
    status.textContent = view.words.loading;
  }, noticeableMilliseconds);
}

/** The page is there. */
export function hideLoading() {
  clearTimeout(pause);
  delete document.documentElement.dataset.loading;
  document.getElementById("main").removeAttribute("aria-busy");
  document.getElementById("status").textContent = "";
}
