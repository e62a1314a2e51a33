// Leads from a click in the preview to its field or block, and from a field to its place there.
//
// The frame sends "cms:edit" with the path of what was clicked, and is sent "cms:focus" with the
// path of what is edited: Wagtail's content paths. Only the website's own origin is heard and told.

(() => {
  const { frontend, admin } = document.currentScript.dataset;
  const ORIGIN = new URL(frontend || location.href, location.href).origin;
  const FRAMES = ".w-preview iframe";
  const OUTLINED_MILLISECONDS = 2000;
  let last = null;
  // What was typed, by path: a frame that is loaded meanwhile shows an earlier draft.
  const typed = new Map();

  function frames() {
    return [...document.querySelectorAll(FRAMES)].map((frame) => frame.contentWindow);
  }

  function pathOf(element) {
    const parts = [];
    let at = element.closest("[data-contentpath]");
    for (; at; at = at.parentElement.closest("[data-contentpath]")) parts.unshift(at.dataset.contentpath);
    return parts.filter(Boolean).join(".");
  }

  // The field or block at a path, or what is around it.
  function elementAt(path) {
    const parts = path.split(".");
    for (let length = parts.length; length > 0; length -= 1) {
      const selector = parts
        .slice(0, length)
        .map((part) => `[data-contentpath="${CSS.escape(part)}"]`)
        .join(" ");
      const element = document.querySelector(selector);
      if (element) return element;
    }
    return null;
  }

  function open(element) {
    const tab = element.closest('[role="tabpanel"][hidden]');
    if (tab) document.querySelector(`[role="tab"][aria-controls="${CSS.escape(tab.id)}"]`)?.click();
    for (let at = element; at; at = at.parentElement) {
      if (!at.matches("[data-panel-content][hidden]")) continue;
      at.closest("[data-panel]")?.querySelector("[data-panel-toggle]")?.click();
    }
  }

  function reveal(path, text) {
    const element = elementAt(path);
    if (!element) return;
    open(element);
    const input = element.querySelector(
      "input:not([type=hidden]), textarea, select, [contenteditable=true], button",
    );
    input?.focus({ preventScroll: true });
    const paragraph = Number.isInteger(text) ? element.querySelectorAll("[data-block]")[text] : null;
    (paragraph ?? element).scrollIntoView({ block: "center" });
    element.classList.add("is-led-to");
    setTimeout(() => element.classList.remove("is-led-to"), OUTLINED_MILLISECONDS);
  }

  // An address of this admin, wherever its editors are said to be.
  function addressOf(url) {
    if (typeof url !== "string" || !URL.canParse(url)) return null;
    const { pathname } = new URL(url);
    return pathname.startsWith(admin) ? pathname : null;
  }

  function edit({ editUrl, translateUrl, path, text }) {
    if (typeof path !== "string") return;
    const [own, translation] = [addressOf(editUrl), addressOf(translateUrl)];
    if (own === location.pathname) return reveal(path, text);
    const address = translation ?? own;
    if (!address) return;
    const ordinal = Number.isInteger(text) ? `&text=${text}` : "";
    window.open(`${address}${path ? `#:w:contentpath=${path}${ordinal}` : ""}`, "_blank", "noopener");
  }

  function tell(target, isScrolling) {
    target.postMessage({ type: "cms:focus", editor: location.pathname, path: last, isScrolling }, ORIGIN);
  }

  window.addEventListener("message", ({ source, origin, data }) => {
    if (origin !== ORIGIN || !frames().includes(source)) return;
    if (data?.type === "cms:edit") edit(data);
    if (data?.type !== "cms:ready") return;
    source.postMessage({ type: "cms:listening" }, ORIGIN);
    for (const message of typed.values()) source.postMessage(message, ORIGIN);
    if (last) tell(source, false);
  });

  window.addEventListener("DOMContentLoaded", () => {
    // The translation editor has a preview of its own.
    if (document.querySelector(".js-translation-editor")) return;
    document.addEventListener("focusin", ({ target }) => {
      const path = target.closest("[data-edit-form]") ? pathOf(target) : "";
      if (!path || path === last) return;
      last = path;
      for (const frame of frames()) tell(frame, true);
    });
    // Shown at once; the draft itself comes when the editor has sent it.
    document.addEventListener("input", ({ target }) => {
      if (!target.matches("[data-edit-form] :is(textarea, input[type=text])")) return;
      const path = pathOf(target);
      const message = { type: "cms:typed", editor: location.pathname, path, value: target.value };
      if (!path) return;
      typed.set(path, message);
      for (const frame of frames()) frame.postMessage(message, ORIGIN);
    });
  });
})();
