import { ServerUnreachable } from "../contract.js";
import { element } from "../dom.js";
import { inOwnWords } from "../languages.js";
import { plainScreen } from "../screen.js";

/**
 * The CMS could not be asked, or its answer could not be used.
 *
 * @param {import("../view.js").View} view
 * @param {Error} error
 * @param {() => void} retry
 * @returns {import("../screen.js").Screen}
 */
export function Failure(view, error, retry) {
  const { words } = view;
  return plainScreen(
    view,
    words.failureTitle,
    element(
      "section",
      { ...inOwnWords(view), class: "message" },
      element("h1", {}, words.failureTitle),
      element("p", {}, error instanceof ServerUnreachable ? words.unreachable : words.refused),
      element(
        "p",
        {},
        element("button", { type: "button", class: "button", onclick: retry }, words.tryAgain),
      ),
    ),
  );
}
