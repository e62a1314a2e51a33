// A preview next to the translation editor, unsaved texts included. A click on a sentence there
// leads to its text here, and a text that is written here is outlined there.

const MILLISECONDS = 700;
// The editor draws its texts some time after the page is there.
const ATTEMPTS = 40;
const ATTEMPT_MILLISECONDS = 100;
const KEPT = "translation-preview-beside";
const words = document.currentScript.dataset;

function strippedOf(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim();
}

class PreviewBeside {
  constructor(editor, props, ways) {
    this.editor = editor;
    this.ways = ways;
    this.segments = props.segments.filter((segment) => segment.type === "string");
    this.address = props.links.downloadPofile.replace(/pofile\/download\/$/, "preview/beside/");
    this.token = JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
    this.build();
    window.addEventListener("message", (event) => this.heard(event));
    editor.addEventListener("input", () => this.soon());
    editor.addEventListener("focusin", ({ target }) => this.tell(target));
    this.leadToHash();
    new MutationObserver(() => this.soon()).observe(editor, { childList: true, subtree: true });
    this.open(localStorage.getItem(KEPT) === "yes");
  }

  build() {
    this.panel = document.createElement("aside");
    this.panel.className = "preview-beside";
    this.panel.setAttribute("aria-label", words.label);
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button-small button-secondary preview-beside-toggle";
    this.button.addEventListener("click", () => this.open(this.panel.hidden));
    this.panel.append(this.status);
    this.ways.append(this.button);
    document.body.append(this.panel);
  }

  open(isOpen) {
    this.panel.hidden = !isOpen;
    this.button.textContent = isOpen ? words.hide : words.show;
    this.button.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("has-preview-beside", isOpen);
    localStorage.setItem(KEPT, isOpen ? "yes" : "no");
    this.shown = null;
    if (isOpen) this.show();
  }

  // The texts in the editor by segment id, each with its list item ``item``.
  places() {
    const found = new Map();
    const left = new Map();
    for (const segment of this.segments) {
      left.set(segment.source, [...(left.get(segment.source) ?? []), segment]);
    }
    for (const item of this.editor.querySelectorAll("li.complete, li.incomplete, li.errored")) {
      const source = item.querySelector("p")?.textContent;
      const segment = left.get(source)?.shift();
      if (!segment) continue;
      const area = item.querySelector("textarea");
      const said = area ? area.value : item.querySelector(":scope > div p")?.textContent;
      found.set(segment.id, { item, source, said: said ?? "", isUnsaved: Boolean(area) });
    }
    return found;
  }

  soon() {
    clearTimeout(this.timer);
    if (!this.panel.hidden) this.timer = setTimeout(() => this.show(), MILLISECONDS);
  }

  async show() {
    const places = [...this.places()];
    const state = JSON.stringify(places.map(([id, { said }]) => [id, said]));
    if (state === this.shown) return;
    this.shown = state;
    const unsaved = places.filter(([, { isUnsaved }]) => isUnsaved).map(([id, { said }]) => [id, said]);
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "X-CSRFToken": this.token, "X-Requested-With": "XMLHttpRequest" },
        body: JSON.stringify(Object.fromEntries(unsaved)),
      });
      if (!response.ok) throw new Error(String(response.status));
      const { url } = await response.json();
      if (state === this.shown) this.load(url);
    } catch {
      this.shown = null;
      this.status.textContent = words.failed;
    }
  }

  // The new frame replaces the old one when it has loaded, so that nothing flickers.
  load(url) {
    this.status.textContent = "";
    this.next?.remove();
    const frame = document.createElement("iframe");
    frame.title = words.label;
    frame.className = "is-loading";
    frame.addEventListener("load", () => {
      this.frame?.remove();
      frame.className = "";
      [this.frame, this.next] = [frame, null];
      this.origin = new URL(url, location.href).origin;
      frame.contentWindow.postMessage({ type: "cms:listening" }, this.origin);
      this.tellLast(false);
    });
    this.next = frame;
    frame.src = url;
    this.panel.append(frame);
  }

  heard({ source, origin, data }) {
    if (source !== this.frame?.contentWindow || origin !== this.origin) return;
    if (data?.type === "cms:ready") source.postMessage({ type: "cms:listening" }, origin);
    if (data?.type === "cms:text" && typeof data.text === "string") this.lead(data.text);
    if (data?.type === "cms:edit" && typeof data.path === "string") this.edit(data);
  }

  // Leads to the text at a path of this translation, and to another editor for all else.
  edit({ editUrl, translateUrl, path, text, words: shown }) {
    const [own, translation] = [editUrl, translateUrl].map((url) =>
      typeof url === "string" && URL.canParse(url) ? new URL(url).pathname : null,
    );
    const isHere = [own, translation].includes(location.pathname);
    const place = isHere ? this.placeAt(path, text) : null;
    if (place) this.go(place);
    else if (isHere) this.lead(String(shown));
    else if (own?.startsWith(words.admin)) {
      window.open(`${own}${path ? `#:w:contentpath=${path}` : ""}`, "_blank", "noopener");
    }
  }

  // The segments at a path, one for each paragraph of a rich text.
  segmentsAt(path) {
    const at = this.segments.filter(({ contentPath }) => contentPath === path);
    return at.sort((one, other) => one.order - other.order);
  }

  placeAt(path, text) {
    const segments = this.segmentsAt(path);
    const segment = segments[Number.isInteger(text) ? text : 0] ?? segments[0];
    return segment && this.places().get(segment.id);
  }

  // Outlines in the frame what is written here.
  tell(target) {
    const item = target.closest("li");
    const found = [...this.places()].find(([, place]) => place.item === item);
    const segment = found && this.segments.find(({ id }) => id === found[0]);
    if (!segment) return;
    const text = this.segmentsAt(segment.contentPath).indexOf(segment);
    this.last = { path: segment.contentPath, text };
    this.tellLast(true);
  }

  tellLast(isScrolling) {
    if (!this.last || !this.frame?.contentWindow) return;
    const message = { type: "cms:focus", editor: location.pathname, isScrolling, ...this.last };
    this.frame.contentWindow.postMessage(message, this.origin);
  }

  // An address may name a text, as those of the editor of pages do.
  async leadToHash() {
    const [, named] = location.hash.split(":w:");
    const asked = new URLSearchParams(named ?? "");
    const path = asked.get("contentpath");
    if (!path) return;
    const text = asked.has("text") ? Number(asked.get("text")) : 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const place = this.placeAt(path, text);
      if (place) return this.go(place);
      await new Promise((wait) => setTimeout(wait, ATTEMPT_MILLISECONDS));
    }
  }

  lead(text) {
    const wanted = text.replace(/\s+/g, " ").trim();
    const places = [...this.places().values()];
    const is = (test) => places.find(({ said, source }) => test(strippedOf(said || source)));
    const place = is((one) => one === wanted) ?? is((one) => one && wanted.includes(one));
    if (!place) {
      this.status.textContent = words.unknown;
      return;
    }
    this.go(place);
  }

  go(place) {
    this.status.textContent = "";
    this.reveal(place.item);
    place.item.scrollIntoView({ block: "center", behavior: "smooth" });
    place.item.classList.add("is-led-to");
    setTimeout(() => place.item.classList.remove("is-led-to"), 2000);
    const area = place.item.querySelector("textarea");
    if (area) area.focus({ preventScroll: true });
    else place.item.querySelector("button")?.click();
  }

  // A text of another tab.
  reveal(item) {
    const panel = item.closest("[role=tabpanel], .tab-content > section");
    if (panel?.id && panel.offsetParent === null) {
      document.querySelector(`[href="#${CSS.escape(panel.id)}"]`)?.click();
    }
  }
}

// The links from the editor to other views of the same texts.
function waysFrom(editor, props) {
  const ways = document.createElement("div");
  ways.className = "translation-ways";
  const texts = document.createElement("a");
  texts.className = "button button-small button-secondary";
  texts.href = props.links.downloadPofile.replace(/pofile\/download\/$/, "texts/");
  texts.textContent = words.texts;
  ways.append(texts);
  editor.before(ways);
  return ways;
}

window.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  if (!editor) return;
  const props = JSON.parse(editor.dataset.props);
  const ways = waysFrom(editor, props);
  // A snippet has no page to be shown on.
  if (props.previewModes.length) new PreviewBeside(editor, props, ways);
});
