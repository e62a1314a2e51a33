import { element } from "../dom.js";

/**
 * A `details` that behaves as a menu: Escape, a click elsewhere or leaving it closes it.
 *
 * @param {Record<string, unknown>} attributes
 * @param {Array<Node>} summary
 * @param {Node} content
 * @returns {HTMLElement}
 */
export function Disclosure(attributes, summary, content) {
  const details = element(
    "details",
    {
      ...attributes,
      onkeydown: (event) => {
        if (event.key !== "Escape" || !details.open) return;
        details.open = false;
        details.querySelector("summary").focus();
      },
      onfocusout: ({ relatedTarget }) => {
        if (relatedTarget && !details.contains(relatedTarget)) details.open = false;
      },
      ontoggle: () => {
        const listen = details.open ? "addEventListener" : "removeEventListener";
        document[listen]("pointerdown", closeFromOutside);
      },
    },
    element("summary", {}, summary),
    element("div", { class: "disclosure-panel" }, content),
  );
  const closeFromOutside = ({ target }) => {
    if (!details.contains(target)) details.open = false;
  };
  return details;
}
