import { element } from "../dom.js";
import { favoriteKeys, onFavoritesChange } from "../favorites.js";
import { homePath, writtenIn } from "../languages.js";
import { Anchor } from "./Anchor.js";
import { LanguageSwitch } from "./LanguageSwitch.js";
import { Picture } from "./Picture.js";
import { SearchForm } from "./SearchForm.js";
import { sourced } from "../source_map.js";

/**
 * Who this is, the items editors placed in the header, and a field to search in.
 *
 * @param {import("../view.js").View} view
 * @param {{alternates: Array<object>, path: string}} shown what is below
 * @returns {Node[]}
 */
export function SiteHeader(view, shown) {
  return [
    element(
      "div",
      { class: "site-header-row" },
      Identity(view),
      Navigation(view, shown),
      SearchForm(view, { label: view.words.searchSite }),
    ),
  ];
}

function Identity(view) {
  if (!view.sitewide) return element("span", { class: "identity" });
  const { name, shortName, tagline, logo } = view.sitewide.organisation;
  const written = writtenIn(view, view.sitewide.contentLanguage);
  const identity = element(
    "a",
    { ...written, class: "identity", href: homePath(view) },
    logo && Picture({ ...logo, alt: "" }, "4rem", { isFirst: true }),
    element(
      "span",
      { class: "identity-text" },
      element("strong", { class: "identity-name" }, name || shortName),
      tagline && element("span", { class: "identity-tagline" }, tagline),
    ),
  );
  return sourced(identity, view.sitewide.organisation);
}

function Navigation(view, shown) {
  const items = view.sitewide?.headerNavigation ?? [];
  const entries = items
    .map((item) => sourced(kinds[item.__typename]?.(view, item, shown), item, "label"))
    .filter(Boolean);
  if (!entries.length) return null;
  return element(
    "nav",
    { class: "main-navigation", "aria-label": view.words.mainNavigation },
    element("ul", { role: "list" }, entries.map((entry) => element("li", {}, entry))),
  );
}

/** One function per kind of item an editor can place. */
const kinds = {
  PageNavigationItem: (view, { label, link }, shown) =>
    Anchor(view, link, {
      text: label,
      textLanguage: view.sitewide.contentLanguage,
      "aria-current": link.href === shown.path ? "page" : null,
    }),
  FavoritesNavigationItem: (view, { label }, shown) => {
    const href = `/${view.language.code}/favorites/`;
    return element(
      "a",
      { href, "aria-current": href === shown.path ? "page" : null },
      element("span", writtenIn(view, view.sitewide.contentLanguage), label),
      element("span", { class: "count", "aria-hidden": "true", "data-favorites-count": true }),
    );
  },
  LanguageSwitchNavigationItem: (view, { label }, shown) =>
    LanguageSwitch(view, shown.alternates, label),
};

/** Writes how many favorites there are into the header. */
export function showFavoritesCount() {
  for (const count of document.querySelectorAll("[data-favorites-count]")) {
    const kept = favoriteKeys().length;
    count.textContent = kept ? String(kept) : "";
    count.hidden = !kept;
  }
}

onFavoritesChange(showFavoritesCount);
