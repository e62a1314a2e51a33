import { dateElement } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName, writtenIn } from "../languages.js";

/**
 * Every version of a notice, and the fingerprint of the one shown.
 *
 * @param {import("../view.js").View} view
 * @param {{path: string, version: object, versions: object[]}} page the notice as it is today
 * @param {object | null} shown the version shown
 * @returns {HTMLElement}
 */
export function LegalVersions(view, page, shown) {
  const { words } = view;
  return element(
    "section",
    { ...inOwnWords(view), class: "legal-versions", "aria-labelledby": "versions" },
    element("h2", { id: "versions" }, words.versions),
    element(
      "ol",
      { role: "list" },
      page.versions.map((version) => element("li", {}, Version(view, page, version, shown))),
    ),
    shown && Fingerprint(view, shown),
  );
}

function Version(view, page, version, shown) {
  const { words } = view;
  const isCurrent = isSame(version, page.version);
  const isShown = shown && isSame(version, shown);
  const name = words.version(version.number);
  const href = isCurrent ? page.path : `${page.path}?asOf=${version.effectiveOn}`;
  const isElsewhere = !isSameLanguage(version.language, page.version.language);
  return [
    version.isDraft
      ? element("strong", {}, name)
      : element("a", { href, "aria-current": isShown ? "true" : null }, name),
    dateElement(view, version.effectiveOn),
    isElsewhere && element("span", {}, languageName(view, version.language)),
    version.isDraft && element("span", { class: "badge" }, words.draftVersion),
    isCurrent && !version.isDraft && element("span", { class: "badge" }, words.inForceToday),
    isShown && !isCurrent && element("span", { class: "badge" }, words.shownHere),
    ...Change(view, version),
  ];
}

/** What changed with a version, as far as its editor said so. */
function Change(view, { changeKind, changeNote, language }) {
  return [
    changeKind && element("span", { class: "badge" }, view.words.changeKinds[changeKind]),
    changeNote && element("p", { ...writtenIn(view, language), class: "change-note" }, changeNote),
  ];
}

function isSame(one, other) {
  return one.number === other.number && isSameLanguage(one.language, other.language);
}

function Fingerprint(view, { hash }) {
  return element(
    "details",
    { class: "fingerprint" },
    element("summary", {}, view.words.checkText),
    element("p", {}, view.words.hashExplained),
    element("code", { translate: "no" }, hash),
  );
}
