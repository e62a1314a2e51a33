/**
 * The reader's favorites: translation keys, newest first, in this browser and nowhere else.
 *
 * A translation key is the same in every language, so the list follows the reader from one
 * language to another.
 * @module
 */

const storageKey = "favorites";
const changes = new EventTarget();

/** Kept besides the storage, which a browser may refuse (private windows, blocked site data). */
let keys = stored();

window.addEventListener("storage", (event) => {
  if (event.key !== storageKey && event.key !== null) return;
  keys = stored();
  changes.dispatchEvent(new Event("change"));
});

/** @returns {string[]} translation keys, newest first */
export function favoriteKeys() {
  return [...keys];
}

/** @param {string} translationKey @returns {boolean} */
export function isFavorite(translationKey) {
  return keys.includes(translationKey);
}

/** Keeps a page, at its former place in the list where one is given. */
export function keepFavorite(translationKey, place = 0) {
  if (!isFavorite(translationKey)) replace(keys.toSpliced(place, 0, translationKey));
}

/** @param {...string} translationKeys */
export function forgetFavorites(...translationKeys) {
  replace(keys.filter((key) => !translationKeys.includes(key)));
}

/** Calls `listener` after every change, those made in another tab included. */
export function onFavoritesChange(listener) {
  changes.addEventListener("change", listener);
}

/** @param {string[]} newKeys */
function replace(newKeys) {
  keys = newKeys;
  try {
    localStorage.setItem(storageKey, JSON.stringify(keys));
  } catch {
    // The list lives as long as the page then.
  }
  changes.dispatchEvent(new Event("change"));
}

/** @returns {string[]} */
function stored() {
  try {
    const value = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(value) ? value.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}
