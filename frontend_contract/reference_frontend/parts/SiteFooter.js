import { element } from "../dom.js";
import { writtenIn } from "../languages.js";
import { Anchor } from "./Anchor.js";
import { sourced } from "../source_map.js";

/**
 * How to reach the organisation, the links editors placed, and their closing line.
 *
 * @param {import("../view.js").View} view
 * @returns {HTMLElement | null} null: the site is not set up yet
 */
export function SiteFooter(view) {
  if (!view.sitewide) return null;
  const { organisation, footerLinks, footerText, contentLanguage } = view.sitewide;
  const written = writtenIn(view, contentLanguage);
  return element(
    "div",
    { class: "site-footer-row" },
    sourced(
      element(
        "div",
        { ...written, class: "organisation" },
        element("p", { class: "organisation-name" }, organisation.name),
        organisation.description && element("p", {}, organisation.description),
      ),
      organisation,
    ),
    sourced(Contact(organisation, written), organisation),
    footerLinks.length > 0 &&
      element(
        "nav",
        { class: "footer-navigation", "aria-label": view.words.footerNavigation },
        element(
          "ul",
          { role: "list" },
          footerLinks.map((link) =>
            element("li", {}, Anchor(view, link, { textLanguage: contentLanguage })),
          ),
        ),
      ),
    footerText &&
      sourced(
        element("p", { ...written, class: "footer-text" }, footerText),
        view.sitewide,
        "footerText",
      ),
  );
}

function Contact({ address, email, telephone }, written) {
  if (!address && !email && !telephone) return null;
  return element(
    "address",
    { ...written, class: "contact" },
    address && element("span", { class: "contact-address" }, address),
    email && element("a", { href: `mailto:${email}` }, email),
    telephone && element("a", { href: `tel:${telephone.replace(/[^\d+]/g, "")}` }, telephone),
  );
}
