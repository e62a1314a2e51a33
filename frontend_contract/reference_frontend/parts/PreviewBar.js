import { previewToken } from "../contract.js";
import { momentText } from "../dates.js";
import { element } from "../dom.js";
import { inOwnWords, isSameLanguage, languageName } from "../languages.js";
import { bare, showFrames } from "../preview_comparison.js";
import { isEditing, setEditing } from "../preview_editing.js";
import { addressOf, sourceOfPage } from "../source_map.js";

/**
/**
 * Says above a draft that nobody else sees it, or until when the newsroom shares it, and offers what
 * helps to judge it: its editor, its look on other screens, another language, what is published.
 *
 * Nothing is said of a page that is shown as published, beside a draft shared in another language.
 * Receivers of a shared link are offered no tools: their page of the CMS has its own.
 *
 * @param {import("../view.js").View} view
 * @param {import("../screen.js").Screen} screen
 * @param {object | null} page `Page` of the contract; null: there is none
 * @param {{until: string, language: string | null}} [share]
 */
export function PreviewBar(view, screen, page, share) {
  if (share?.language && share.language !== view.language.tag) return null;
  const { previewBar, sharedBar, previewTools } = view.words;
  const text = share ? sharedBar(momentText(view, share.until)) : previewBar;
  if (window.name === bare) return null;
  return element(
    "div",
    { ...inOwnWords(view), class: "preview-bar", role: "region", "aria-label": previewTools },
    element("strong", {}, text),
    page && !share && Tools(view, screen, page),
    element("p", { class: "preview-choice", role: "status" }),
  );
}

function Tools(view, { alternates }, page) {
  const { words } = view;
  const source = sourceOfPage(page);
  const other = alternates.find(
    ({ hreflang }) => hreflang !== "x-default" && !isSameLanguage(hreflang, page.language),
  );
  const here = addressUnder(page.path, previewToken());
  const widths = [["phone", words.onPhone], ["tablet", words.onTablet]];
  return element(
    "div",
    { class: "preview-tools" },
    source && element("a", { href: source.editUrl, target: "_blank", rel: "noopener" }, words.editPage),
    source && EditingSwitch(words),
    widths.map(([width, label]) =>
      Tool(label, () => showFrames(view, label, [{ address: here, label, width: `is-${width}` }])),
    ),
    other &&
      Tool(words.sideBySide, () =>
        showFrames(view, words.sideBySide, [
          { address: here, label: languageName(view, page.language) },
          {
            address: addressUnder(other.path, previewToken()),
            label: languageName(view, other.hreflang),
          },
        ]),
      ),
    Tool(words.besideLive, () => {
      const shown = [
        { address: page.path, label: words.published },
        { address: here, label: words.draft },
      ];
      showFrames(view, words.besideLive, shown, { isCompared: true });
    }),
  );
}

function addressUnder(path, token) {
  return `${path}?preview=${token}`;
}

function Tool(label, onclick) {
  return element("button", { type: "button", onclick }, label);
}

function EditingSwitch({ editHere }) {
  const tool = Tool(editHere, () => setEditing(!isEditing()));
  const show = () => tool.setAttribute("aria-pressed", String(isEditing()));
  document.addEventListener("editing-changed", show);
  show();
  return tool;
}

/** Offers both editors of a text that isn't translated. */
export function offerEditors(view, place) {
  const choice = document.querySelector(".preview-choice");
  if (!choice) return;
  const link = (source, label) =>
    element("a", { href: addressOf(source, place), target: "_blank", rel: "noopener" }, label);
  choice.replaceChildren(
    view.words.notTranslated,
    " ",
    link(place.translation, view.words.translateThis),
    " ",
    link(place.source, view.words.editSource),
  );
  choice.querySelector("a").focus();
}
