import { element, icon } from "../dom.js";
import { inOwnWords } from "../languages.js";

/**
 * A list that the contract gives a page at a time. The place in it is in the address
 * (`?page=2&after=cursor`), so that reload, back and a link sent to somebody lead to it.
 *
 * @param {URL} address
 * @returns {{after: string | null, number: number}}
 */
export function placeIn({ searchParams }) {
  const after = searchParams.get("after");
  const number = Number.parseInt(searchParams.get("page") ?? "", 10);
  return { after, number: after ? Math.max(2, number || 2) : 1 };
}

/**
 * The part of a list behind a place. A cursor the CMS doesn't know leads to the first page.
 *
 * @template Connection
 * @param {{after: string | null, number: number}} place set to the first page where it must be
 * @param {(after: string | null) => Promise<Connection | null>} askFor
 * @returns {Promise<Connection>}
 */
export async function behind(place, askFor) {
  const found = await askFor(place.after);
  if (found) return found;
  Object.assign(place, { after: null, number: 1 });
  return askFor(null);
}

/**
 * Steps to the pages before and behind the one shown. Nothing for a list of one page.
 *
 * @param {import("../view.js").View} view
 * @param {URL} address
 * @param {{after: string | null, number: number}} place
 * @param {{hasNextPage: boolean, endCursor: string | null}} pageInfo
 * @param {{label: string, first: string, previous: string, next: string}} words
 * @returns {HTMLElement | null}
 */
export function Paging(view, address, { after, number }, { hasNextPage, endCursor }, words) {
  if (hasNextPage) rememberCursor(address, number + 1, endCursor);
  if (!after && !hasNextPage) return null;
  const own = inOwnWords(view);
  const step = (kind, href, ...content) =>
    element("li", {}, element("a", { ...own, class: `step is-${kind}`, href }, ...content));
  const first = addressOf(address, {});
  const before = number > 2 ? cursorOf(address, number - 1) : null;
  const previous =
    number === 2 ? first : before && addressOf(address, { page: number - 1, after: before });
  const next = hasNextPage && addressOf(address, { page: number + 1, after: endCursor });
  return element(
    "nav",
    { ...own, class: "paging", "aria-label": words.label },
    element(
      "ul",
      { role: "list" },
      number > 2 && step("first", first, words.first),
      previous && step("previous", previous, icon("previous"), words.previous),
      next && step("next", next, words.next, icon("next")),
    ),
  );
}

/** The address of the same list at another place. */
function addressOf({ pathname, searchParams }, place) {
  const parameters = new URLSearchParams(searchParams);
  for (const name of ["page", "after"]) {
    if (name in place) parameters.set(name, place[name]);
    else parameters.delete(name);
  }
  return parameters.size ? `${pathname}?${parameters}` : pathname;
}

/** Cursors lead onwards only; the way back is remembered for as long as the tab is open. */
function rememberCursor(address, number, cursor) {
  try {
    sessionStorage.setItem(`${addressOf(address, {})} ${number}`, cursor);
  } catch {
    // Without a storage the way back leads to the first page.
  }
}

function cursorOf(address, number) {
  try {
    return sessionStorage.getItem(`${addressOf(address, {})} ${number}`);
  } catch {
    return null;
  }
}
