import { element, icon } from "../dom.js";
import {
  favoriteKeys,
  forgetFavorites,
  isFavorite,
  keepFavorite,
  onFavoritesChange,
} from "../favorites.js";
import { inOwnWords } from "../languages.js";

/**
 * Keeps a page among the favorites, or takes it off: one button, pressed or not.
 *
 * Dispatches `favorite-toggled`, which bubbles; its detail is `{translationKey, title, isKept,
 * place}`, the place being the one in the list before it was taken off.
 *
 * @param {import("../view.js").View} view
 * @param {{translationKey: string, title: string}} page
 * @param {{hasText?: boolean}} [options] hasText: with its word, not the star alone
 * @returns {HTMLElement}
 */
export function FavoriteButton(view, { translationKey, title }, { hasText = false } = {}) {
  const toggle = (event) => {
    const place = favoriteKeys().indexOf(translationKey);
    if (place < 0) keepFavorite(translationKey);
    else forgetFavorites(translationKey);
    const detail = { translationKey, title, isKept: place < 0, place };
    event.currentTarget.dispatchEvent(
      new CustomEvent("favorite-toggled", { bubbles: true, detail }),
    );
  };
  return element(
    "button",
    {
      ...inOwnWords(view),
      type: "button",
      class: hasText ? "favorite-button has-text" : "favorite-button",
      "aria-pressed": String(isFavorite(translationKey)),
      "aria-label": hasText ? null : view.words.favoriteOf(title),
      "data-favorite": translationKey,
      onclick: toggle,
    },
    icon("star"),
    hasText && element("span", {}, view.words.favorite),
  );
}

onFavoritesChange(() => {
  for (const button of document.querySelectorAll("button[data-favorite]")) {
    button.setAttribute("aria-pressed", String(isFavorite(button.dataset.favorite)));
  }
});
