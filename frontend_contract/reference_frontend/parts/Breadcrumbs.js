import { element } from "../dom.js";
import { writtenIn } from "../languages.js";
import { sourced } from "../source_map.js";

/**
 * The way from the front page to this page. Nothing for the front page itself.
 *
 * @param {import("../view.js").View} view
 * @param {{breadcrumbs: Array<{title: string, path: string, language: string}>}} page
 * @returns {HTMLElement | null}
 */
export function Breadcrumbs(view, { breadcrumbs }) {
  if (!breadcrumbs.length) return null;
  return element(
    "nav",
    { class: "breadcrumbs", "aria-label": view.words.breadcrumbs },
    element(
      "ol",
      { role: "list" },
      breadcrumbs.map((breadcrumb) => {
        const { title, path, language } = breadcrumb;
        const link = element("a", { ...writtenIn(view, language), href: path }, title);
        return sourced(element("li", {}, link), breadcrumb, "title");
      }),
    ),
  );
}
