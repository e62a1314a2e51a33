// Says above a preview why it stays dark, and what to tell the frontend's team.
//
// The frontend in the frame sends messages to this window: "cms:preview" with what it shows, or
// at least "cms:ready". If none comes in time, or one of something wrong, the CMS is asked.

(() => {
  const { url, heading, tell, frontend } = document.currentScript.dataset;
  const FRAMES = ".w-preview iframe, .preview-beside iframe";
  const PATIENCE_MILLISECONDS = 5000;
  const LOADING_MILLISECONDS = 15000;
  // How often a preview that is well is compared with what the CMS has sent.
  const COMPARED_EVERY_MILLISECONDS = 10000;
  let comparedAt = 0;

  // What the frames have said, from their first message on.
  const heard = new WeakMap();

  function placeOf() {
    const edited = /\/pages\/(\d+)\/edit\//.exec(location.pathname);
    const added = /\/pages\/add\/[^/]+\/[^/]+\/(\d+)\//.exec(location.pathname);
    if (edited) return { page: edited[1] };
    return added ? { parent: added[1] } : {};
  }

  async function faultOf({ state, origin, shownAt }) {
    const config = JSON.parse(document.getElementById("wagtail-config").textContent);
    const body = new URLSearchParams({ state, origin, shownAt: shownAt ?? "", ...placeOf() });
    const response = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": config.CSRF_TOKEN, "X-Requested-With": "XMLHttpRequest" },
      body,
    });
    return response.ok ? response.json() : {};
  }

  function noticeOf(frame) {
    const area = frame.closest(".w-preview, .preview-beside");
    let notice = area?.querySelector(".preview-fault");
    if (area && !notice) {
      notice = document.createElement("div");
      notice.className = "preview-fault";
      notice.setAttribute("role", "status");
      const sizes = area.querySelector(".w-preview__sizes");
      if (sizes) sizes.after(notice);
      else area.prepend(notice);
    }
    return notice;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function show(frame, fault) {
    const notice = noticeOf(frame);
    if (!notice) return;
    notice.dataset.fault = fault.name ?? "";
    notice.replaceChildren();
    if (!fault.name) return;
    notice.append(element("strong", heading), element("p", fault.text));
    const details = document.createElement("details");
    details.append(element("summary", tell), element("p", fault.tell));
    notice.append(details);
  }

  async function diagnose(frame, said) {
    if (!frame.isConnected || !frame.getAttribute("src")) return;
    const fault = await faultOf(said).catch(() => ({}));
    // It may have spoken, or been replaced, while the CMS was looking.
    if (!frame.isConnected || heard.get(frame.contentWindow) !== (said.window ? said : undefined)) return;
    show(frame, fault);
  }

  // An empty frame, or a message of the admin itself where the frontend has another origin.
  function isOfAdmin(frame) {
    const inside = frame.contentDocument;
    return Boolean(inside) && (inside.URL === "about:blank" || Boolean(frontend));
  }

  function wait(frame, milliseconds) {
    clearTimeout(frame.waiting);
    frame.waiting = setTimeout(() => {
      if (!heard.has(frame.contentWindow) && !isOfAdmin(frame)) diagnose(frame, { state: "nothing", origin: "" });
    }, milliseconds);
  }

  function follow(frame) {
    if (frame.isFollowed) return;
    frame.isFollowed = true;
    if (frame.getAttribute("src")) wait(frame, LOADING_MILLISECONDS);
    frame.addEventListener("load", () => wait(frame, PATIENCE_MILLISECONDS));
  }

  window.addEventListener("message", ({ source, origin, data }) => {
    const frame = [...document.querySelectorAll(FRAMES)].find((one) => one.contentWindow === source);
    if (!frame || (data?.type !== "cms:ready" && data?.type !== "cms:preview")) return;
    const before = heard.get(source);
    if (data.type === "cms:ready" && before) return;
    const state = data.type === "cms:ready" ? "ready" : data.isShown ? "shown" : "refused";
    const shownAt = typeof data.lastPublishedAt === "string" ? data.lastPublishedAt : "";
    const said = { state, origin, shownAt, window: source };
    heard.set(source, said);
    clearTimeout(frame.waiting);
    const isDue = Date.now() - comparedAt > COMPARED_EVERY_MILLISECONDS;
    if (state === "ready" || (state === "shown" && !isDue)) {
      if (noticeOf(frame).dataset.fault !== "cache") show(frame, {});
      return;
    }
    comparedAt = Date.now();
    diagnose(frame, said);
  });

  window.addEventListener("DOMContentLoaded", () => {
    const followAll = () => document.querySelectorAll(FRAMES).forEach(follow);
    new MutationObserver(followAll).observe(document.body, { childList: true, subtree: true });
    followAll();
  });
})();
