import { Blocks } from "../blocks/Blocks.js";
import { ask } from "../contract.js";
import { dateElement, dateText, dayOrNull } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName, writtenIn } from "../languages.js";
import { Breadcrumbs } from "../parts/Breadcrumbs.js";
import { LegalVersions } from "../parts/LegalVersions.js";
import { TranslationNotice } from "../parts/TranslationNotice.js";
import { phrased } from "../phrases.js";
import { pageScreen, unlisted } from "../screen.js";
import { sourced } from "../source_map.js";

/** A legal notice: the text in force today or, with `?asOf=2021-06-30`, on another day. */
export async function LegalNoticePage(view, page, address, signal) {
  const asOf = dayOrNull(address.searchParams.get("asOf"));
  if (!asOf) return noticeScreen(view, page, page);
  const variables = { slug: page.slug, language: page.language, asOf };
  const { legalNotice } = await ask("LegalNotice", variables, signal);
  const screen = noticeScreen(view, page, legalNotice, asOf);
  const alternates = screen.alternates.map(({ hreflang, path }) => ({
    hreflang,
    path: onDay(path, asOf),
  }));
  return { ...unlisted(screen), alternates };
}

/** Address of a notice as it was on a day; without a day, as it is today. */
function onDay(path, asOf) {
  return asOf ? `${path}?asOf=${asOf}` : path;
}

/**
 * @param {import("../view.js").View} view
 * @param {object} page the notice today
 * @param {object | null} shown the notice on the day asked for; null: there was none
 * @param {string} [asOf] that day
 */
function noticeScreen(view, page, shown, asOf) {
  const { title, contentLanguage } = shown ?? page;
  return pageScreen(
    page,
    Breadcrumbs(view, page),
    TranslationNotice(view, asOf && shown ? { ...shown, translation: null } : page),
    element(
      "article",
      { class: "legal-notice-page" },
      element(
        "header",
        { class: "page-head" },
        sourced(
          element("h1", writtenIn(view, contentLanguage), phrased(title, contentLanguage)),
          shown ?? page,
          "title",
        ),
        shown && Facts(view, page, shown.version, asOf),
      ),
      WithdrawalNotice(view, page),
      BehindNotice(view, page),
      shown ? OtherVersionNotice(view, page, shown) : NoVersionNotice(view, page, asOf),
      shown && Blocks(view, shown.body, shown.version.language),
      LegalVersions(view, page, shown?.version ?? null),
    ),
  );
}

function Facts(view, page, version, asOf) {
  const { number, effectiveOn, language, isDraft } = version;
  const { words } = view;
  const own = inOwnWords(view);
  const { prevailingLanguage: prevailing, alternates } = page;
  const isPrevailing = isSameLanguage(prevailing, language);
  const name = languageName(view, prevailing);
  const text = alternates.find(({ hreflang }) => isSameLanguage(hreflang, prevailing));
  return element(
    "dl",
    { class: "legal-facts" },
    Fact(own, words.versionName, String(number)),
    Fact(
      own,
      isDraft || effectiveOn > page.version.effectiveOn ? words.inForceFrom : words.inForceSince,
      sourced(dateElement(view, effectiveOn), version, "effectiveOn"),
    ),
    Fact(
      own,
      words.prevailing,
      isPrevailing ? words.thisTextPrevails(name) : words.otherTextPrevails(name),
      !isPrevailing && text && [
        " ",
        element(
          "a",
          { href: onDay(text.path, asOf), hreflang: prevailing },
          words.readPrevailing,
        ),
      ],
    ),
  );
}

function Fact(own, name, ...value) {
  return element("div", own, element("dt", {}, name), element("dd", {}, ...value));
}

/** Said where the notice ends: from which day, why, and what to read instead. */
function WithdrawalNotice(view, { withdrawal }) {
  if (!withdrawal) return null;
  const { withdrawnOn, hasEnded, reason, language, replacedBy } = withdrawal;
  const { words } = view;
  const date = dateText(view, withdrawnOn);
  return element(
    "div",
    { ...inOwnWords(view), class: "notice" },
    element("p", {}, hasEnded ? words.withdrawnOn(date) : words.endsOn(date)),
    reason && sourced(element("p", writtenIn(view, language), reason), withdrawal, "reason"),
    replacedBy &&
      element(
        "p",
        {},
        words.replacedBy,
        " ",
        element(
          "a",
          { ...writtenIn(view, replacedBy.language), hreflang: replacedBy.language, href: replacedBy.href },
          replacedBy.text,
        ),
      ),
  );
}

/** Said where the translation lacks versions of the text that prevails. */
function BehindNotice(view, { behind, alternates }) {
  if (!behind) return null;
  const { words } = view;
  const [{ number, effectiveOn, language }] = behind.missing;
  const text = alternates.find(({ hreflang }) => isSameLanguage(hreflang, language));
  const name = languageName(view, language);
  return element(
    "p",
    { ...inOwnWords(view), class: "notice" },
    words.behind(behind.renderedNumber, number, dateText(view, effectiveOn), name),
    text && [
      " ",
      element("a", { href: onDay(text.path, effectiveOn), hreflang: language }, words.readPrevailing),
    ],
  );
}

/** Said where the text shown is not the one in force today. */
function OtherVersionNotice(view, page, { version }) {
  if (version.number === page.version.number) return null;
  const { words } = view;
  const isEarlier = version.number < page.version.number;
  return element(
    "p",
    { ...inOwnWords(view), class: "notice" },
    isEarlier ? words.earlierVersion(version.number) : words.comingVersion(version.number),
    " ",
    element("a", { href: page.path }, words.readCurrent),
  );
}

function NoVersionNotice(view, page, asOf) {
  return element(
    "p",
    { ...inOwnWords(view), class: "notice" },
    view.words.noVersionOn(dateText(view, asOf)),
    " ",
    element("a", { href: page.path }, view.words.readCurrent),
  );
}
