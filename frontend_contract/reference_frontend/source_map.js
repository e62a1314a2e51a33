/**
 * Where what is shown is edited: the source map of answers under a preview token, and the elements
 * made of them. Outside previews there is no map, and nothing here does anything.
 * @module
 */

/**
 * @typedef {object} Source `extensions.sourceMap.sources` of an answer
 * @property {string} type
 * @property {string | null} language
 * @property {string | null} editUrl null: whoever looks may not edit it
 * @property {boolean} isTranslation translators work there
 */

/**
 * @typedef {object} Place where something on the page is edited
 * @property {HTMLElement} node the element that shows it
 * @property {string} path Wagtail's content path
 * @property {number | null} text which paragraph of a rich text, from 0
 * @property {Source} source
 * @property {Source | null} translation of a text that isn't translated: where that is done
 */

const textElements = "p, li, h2, h3, h4, blockquote, td, th, caption, figcaption, summary, dt, dd";
const blockElements = "p, li, h2, h3, h4, blockquote, ul, ol";

/** @type {WeakMap<object, {map: object, pointer: string}>} objects of answers */
const known = new WeakMap();
/** @type {WeakMap<Element, {object: object, field: string}>} elements made of them */
const marked = new WeakMap();
/** @type {Set<string>} where the editors are */
export const editorOrigins = new Set();

/** Notes where the objects of an answer come from. @param {object} data @param {object} [map] */
export function noteSources(data, map) {
  if (!map) return;
  for (const { editUrl } of map.sources) if (editUrl) editorOrigins.add(new URL(editUrl).origin);
  note(data, map, "");
}

function note(value, map, pointer) {
  if (typeof value !== "object" || value === null) return;
  known.set(value, { map, pointer });
  for (const [key, below] of Object.entries(value)) note(below, map, `${pointer}/${key}`);
}

/**
 * The element, marked as made of an object of an answer, or of one of its fields.
 *
 * @template {Element | null | false | undefined} Node
 * @param {Node} node
 * @param {object} object
 * @param {string} [field]
 * @returns {Node}
 */
export function sourced(node, object, field = "") {
  if (!node || !known.has(object)) return node;
  marked.set(node, { object, field });
  node.classList.add("has-source");
  return node;
}

/** The place of an element or of what is around it. @param {Element} target @returns {Place | null} */
export function placeOf(target) {
  let node = target.closest(".has-source");
  for (; node; node = node.parentElement?.closest(".has-source")) {
    const place = placeIn(node, target);
    if (place) return place;
  }
  return null;
}

/** @returns {Place | null} */
function placeIn(node, target) {
  const { object, field } = marked.get(node);
  const { map, pointer } = known.get(object);
  const rich = target.closest(".rich-text");
  const isRich = !field && rich && node.contains(rich);
  const below = field || (isRich ? richTextOf(object) : fieldShowing(object, target, node));
  const [mapping, own] = mappingAt(map, below ? `${pointer}/${below}` : pointer);
  if (!mapping) return null;
  const [number, path, fallback] = mapping;
  const source = map.sources[number];
  const translation = fallback === undefined ? null : map.sources[fallback];
  if (!source.editUrl && !translation?.editUrl) return null;
  const text = isRich && own ? ordinal(rich, target) : null;
  return { node, path, text, source, translation };
}

/** The mapping of a value, and whether it is its own or that of an object below the page. */
function mappingAt({ mappings }, pointer) {
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf("/"))) {
    if (mappings[at]) return [mappings[at], mappings[at][1] !== ""];
  }
  return [null, false];
}

function richTextOf(object) {
  return "richText" in object ? "richText/html" : "";
}

/** The field of an object whose words an element inside `node` shows, by the words themselves. */
function fieldShowing(object, target, node) {
  const shown = target.closest(`${textElements}, span, strong, a`);
  if (!shown || !node.contains(shown)) return "";
  const words = shown.textContent.trim();
  for (const [path, value] of texts(object)) if (value.trim() === words) return path;
  return "";
}

function* texts(object, path = "") {
  for (const [key, value] of Object.entries(object)) {
    const at = path ? `${path}/${key}` : key;
    if (typeof value === "string") {
      if (value && key !== "id" && key !== "__typename") yield [at, value];
    } else if (value && typeof value === "object") yield* texts(value, at);
  }
}

/** The elements of a rich text that have words of their own: what translators get one by one. */
function paragraphsOf(rich) {
  return [...rich.querySelectorAll(blockElements)].filter((element) =>
    [...element.childNodes].some(
      (child) =>
        !(child instanceof Element && child.matches(blockElements)) && child.textContent.trim(),
    ),
  );
}

function ordinal(rich, target) {
  const number = paragraphsOf(rich).findLastIndex((element) => element.contains(target));
  return number < 0 ? null : number;
}

/** The address of an editor, at a place. */
export function addressOf({ editUrl }, { path, text }) {
  if (!path) return editUrl;
  return `${editUrl}#:w:contentpath=${path}${text === null ? "" : `&text=${text}`}`;
}

/**
 * The element that shows what is edited at a path of an editor, or what is around that.
 *
 * @param {string} editorPath path of the address of the editor
 * @param {string} path
 * @param {number | null} text
 * @returns {HTMLElement | null}
 */
export function elementAt(editorPath, path, text) {
  for (let at = path; at; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const node = elementExactlyAt(editorPath, at);
    if (node) return (at === path && paragraphIn(node, text)) || node;
  }
  return null;
}

function elementExactlyAt(editorPath, path) {
  const nodes = [...document.querySelectorAll(".has-source")];
  // The innermost one: a picture rather than the article it is in.
  return nodes.findLast((node) => {
    const { object, field } = marked.get(node);
    const { map, pointer } = known.get(object);
    const [mapping] = mappingAt(map, field ? `${pointer}/${field}` : pointer);
    return mapping?.[1] === path && isOf(map, mapping, editorPath);
  }) ?? null;
}

function isOf(map, [number, , fallback], editorPath) {
  return [number, fallback].some((one) => {
    const url = map.sources[one]?.editUrl;
    return url && new URL(url).pathname === editorPath;
  });
}

function paragraphIn(node, text) {
  const rich = node.matches(".rich-text") ? node : node.querySelector(".rich-text");
  return rich && text !== null ? paragraphsOf(rich)[text] : null;
}

/**
 * Shows a text as it is being typed, wherever the one before it is shown as it is. The page itself
 * follows as soon as the CMS has the draft.
 *
 * @param {string} editorPath path of the address of the editor
 * @param {string} path
 * @param {string} value
 */
export function showTyped(editorPath, path, value) {
  if (!value.trim()) return;
  for (const node of document.querySelectorAll(".has-source")) {
    const { object, field } = marked.get(node);
    const { map, pointer } = known.get(object);
    const name = fieldAt(object, map, pointer, (mapping) => mapping[1] === path && isOf(map, mapping, editorPath));
    if (!name || (field && field !== name)) continue;
    const isShown = (element) => element.textContent.trim() === object[name].trim();
    const shown = [node, ...node.querySelectorAll("*")].findLast(isShown);
    if (!shown) continue;
    shown.textContent = value;
    object[name] = value;
  }
}

/** The field of an object, holding a text, whose mapping is the one wanted. */
function fieldAt(object, { mappings }, pointer, isWanted) {
  return Object.keys(object).find((name) => {
    const mapping = mappings[`${pointer}/${name}`];
    return typeof object[name] === "string" && mapping && isWanted(mapping);
  });
}

/** Where the page that is shown is edited. @param {object} page @returns {Source | null} */
export function sourceOfPage(page) {
  const { map, pointer } = known.get(page) ?? {};
  const [mapping] = map ? mappingAt(map, pointer) : [];
  if (!mapping) return null;
  const sources = [map.sources[mapping[2]], map.sources[mapping[0]]];
  return sources.find((source) => source?.editUrl) ?? null;
}
