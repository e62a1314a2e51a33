import { ask } from "../contract.js";
import { element } from "../dom.js";
import { favoriteKeys, forgetFavorites, keepFavorite } from "../favorites.js";
import { homePath, inOwnWords } from "../languages.js";
import { NewsCard } from "../parts/NewsCard.js";
import { plainScreen } from "../screen.js";

/** How many keys the CMS takes in one question. */
const keysPerQuestion = 100;

/**
 * What the reader has kept, in the language of the address. This address is the frontend's own:
 * the CMS never learns whose list it is.
 */
export async function FavoritesPage(view, _address, signal) {
  const keys = favoriteKeys();
  const pages = await pagesOf(keys, view.language.tag, signal);
  const goneKeys = keys.filter((key) => !pages.some((page) => page.translationKey === key));
  const title = favoritesLabel(view);
  const content = element(
    "div",
    { class: "favorites-page", "onfavorite-toggled": (event) => removeEntry(view, event) },
    element(
      "header",
      { class: "page-head" },
      element("h1", {}, title),
      element("p", { ...inOwnWords(view), class: "facts" }, view.words.favoritesKept),
    ),
    GoneFavorites(view, goneKeys),
    element(
      "ul",
      { class: "news-cards are-rows", role: "list" },
      pages.map((page) => element("li", {}, Entry(view, page))),
    ),
    element(
      "div",
      { ...inOwnWords(view), class: "empty-state" },
      element("p", { class: "standfirst" }, view.words.noFavorites),
      element("p", {}, view.words.howToKeep),
      element(
        "p",
        {},
        element("a", { class: "button", href: homePath(view) }, view.words.toFrontPage),
      ),
    ),
  );
  const alternates = view.languages
    .filter(({ homePath }) => homePath)
    .map(({ tag, code }) => ({ hreflang: tag, path: `/${code}/favorites/` }));
  return { ...plainScreen(view, title, content), alternates };
}

/** @returns {string} what editors call it, or this frontend's own word */
function favoritesLabel({ sitewide, words }) {
  const items = sitewide && !sitewide.isFallback ? sitewide.headerNavigation : [];
  const item = items.find(({ __typename }) => __typename === "FavoritesNavigationItem");
  return item?.label || words.favorites;
}

async function pagesOf(keys, language, signal) {
  const questions = [];
  for (let start = 0; start < keys.length; start += keysPerQuestion) {
    const translationKeys = keys.slice(start, start + keysPerQuestion);
    questions.push(ask("Favorites", { translationKeys, language }, signal));
  }
  return (await Promise.all(questions)).flatMap(({ pages }) => pages);
}

function Entry(view, page) {
  return NewsCard(view, page, { level: 2, shape: "row" });
}

/** Takes the entry out of the list, and lets the reader take that back. */
function removeEntry(view, { target, detail }) {
  const entry = target.closest("li");
  if (detail.isKept || !entry) return;
  const note = element("p", { ...inOwnWords(view), class: "notice" });
  const undo = () => {
    note.parentNode.replaceChildren(...kept);
    keepFavorite(detail.translationKey, detail.place);
    entry.querySelector("button").focus();
  };
  const kept = [...entry.childNodes];
  const button = element("button", { type: "button", class: "text-button", onclick: undo });
  button.append(view.words.undo);
  note.append(view.words.favoriteRemoved(detail.title), " ", button);
  entry.replaceChildren(note);
  button.focus();
}

function GoneFavorites(view, keys) {
  if (!keys.length) return null;
  const note = element("p", { ...inOwnWords(view), class: "notice" });
  const forget = () => {
    forgetFavorites(...keys);
    note.remove();
    document.querySelector("h1").focus();
  };
  const attributes = { type: "button", class: "text-button", onclick: forget };
  note.append(
    view.words.favoritesGone(keys.length),
    " ",
    element("button", attributes, view.words.forgetThem),
  );
  return note;
}
