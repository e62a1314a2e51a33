import { ask } from "../contract.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName } from "../languages.js";
import { plainScreen } from "../screen.js";
import { HomePage } from "./HomePage.js";

/**
 * The page exists, but not in this language: where it can be read is offered instead. A front
 * page is shown in the source language, and says so.
 */
export async function Untranslated(view, { alternates }, address, signal) {
  if (address.pathname === `/${view.language.code}/`) {
    const { home } = await ask("Home", { language: view.language.tag }, signal);
    if (home) return HomePage(view, home);
  }
  const title = view.words.untranslatedTitle(languageName(view, view.language.tag));
  const screen = plainScreen(
    view,
    title,
    element(
      "section",
      { ...inOwnWords(view), class: "message" },
      element("h1", {}, title),
      element("p", {}, view.words.untranslated),
      element("ul", { class: "choices", role: "list" }, choices(view, alternates)),
    ),
  );
  return { ...screen, alternates: alternates.map(({ hreflang, path }) => ({ hreflang, path })) };
}

function choices(view, alternates) {
  return view.languages.flatMap(({ tag, name, direction }) => {
    const alternate = alternates.find(({ hreflang }) => isSameLanguage(hreflang, tag));
    if (!alternate) return [];
    const attributes = { lang: tag, hreflang: tag, dir: direction.toLowerCase() };
    const link = element("a", { ...attributes, class: "button", href: alternate.path }, name);
    return [element("li", {}, link)];
  });
}
