/**
 * Builds elements. Text is always set as text; only `safeHtml` takes markup, and only the CMS's.
 * @module
 */

/**
 * An element with attributes, listeners and children.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] false, null and undefined are left out, true is
 *   set empty, functions are listeners (`onclick`)
 * @param {...(Node | string | null | undefined | false | Array)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...present(children));
  return node;
}

/** @param {Array} children @returns {Array<Node | string>} */
export function present(children) {
  return children.flat(Infinity).filter((child) => child || child === 0).map((child) =>
    child instanceof Node ? child : String(child),
  );
}

/**
 * Markup that the contract promises to be safe (`RichText.html`). Never give it anything else.
 *
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function safeHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** @param {string} text for screen readers alone @param {object} [attributes] */
export function hiddenText(text, attributes = {}) {
  return element("span", { ...attributes, class: "visually-hidden" }, text);
}

const shapes = {
  star: ["M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1L12 17.1 6.6 20l1.1-6.1-4.5-4.3 6.1-.8z"],
  external: ["M9 5H5v14h14v-4", "M13 4h7v7", "M20 4l-9 9"],
  download: ["M12 4v11", "M7 11l5 5 5-5", "M5 20h14"],
  play: ["M8 5.5v13l11-6.5z"],
  search: ["M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13z", "M15.3 15.3L20 20"],
  globe: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M3 12h18", "M12 3c5 5 5 13 0 18c-5-5-5-13 0-18z"],
  chevron: ["M6 9.5l6 6 6-6"],
  previous: ["M19 12H5", "M11 6l-6 6 6 6"],
  next: ["M5 12h14", "M13 6l6 6-6 6"],
};

/**
 * A line drawing that says nothing to screen readers.
 *
 * @param {keyof typeof shapes} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(namespace, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  for (const line of shapes[name]) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}
