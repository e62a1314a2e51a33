// A preview next to the translation editor, unsaved texts included. A click
// on a sentence there leads to its text here.

const MILLISECONDS = 700;
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
    });
    this.next = frame;
    frame.src = url;
    this.panel.append(frame);
  }

  heard({ source, origin, data }) {
    if (source !== this.frame?.contentWindow || origin !== this.origin) return;
    if (data?.type === "cms:ready") source.postMessage({ type: "cms:listening" }, origin);
    if (data?.type === "cms:text" && typeof data.text === "string") this.lead(data.text);
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
