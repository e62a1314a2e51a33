/**
 * What is pasted into a text of a body is sent to the CMS as HTML, and comes back as blocks: a short
 * piece of text goes where the cursor is, headings and tables become blocks after it. Images are
 * kept here until an editor wants them uploaded.
 */
(() => {
  const words = document.currentScript.dataset;
  const element = (tag, attributes = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };
  const headers = () => ({
    [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN,
  });

  document.addEventListener("paste", onPaste, true);

  async function onPaste(event) {
    const place = placeOf(event.target);
    const clipboard = event.clipboardData;
    if (!place || !clipboard) return;
    const html = clipboard.getData("text/html");
    const files = [...clipboard.files].filter((file) => file.type.startsWith("image/"));
    // What was copied in a field like this one is pasted by the field itself, formatting included.
    const isOurs = html.includes("data-draftjs-conductor-fragment");
    if (isOurs || (!html && (!files.length || clipboard.getData("text/plain")))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!html) {
      const images = files.map((_file, at) => ({ before: 0, url: `pasted:${at}`, alt: "", caption: "" }));
      offer(place, images, files, place.child?.id);
      return;
    }
    const kept = [];
    const sent = withoutFiles(html, clipboard.getData("text/rtf"), kept);
    let answer;
    try {
      const response = await fetch(words.url, {
        method: "POST",
        headers: { ...headers(), "Content-Type": "application/json" },
        body: JSON.stringify({ html: sent, kinds: place.kinds }),
      });
      answer = await response.json();
      if (!response.ok) throw new Error(answer.notes?.join(" "));
    } catch (error) {
      report(place, [error instanceof SyntaxError || !error.message ? words.failed : error.message]);
      return;
    }
    const last = insert(place, answer);
    report(place, answer.notes ?? []);
    offer(place, answer.images, kept, last);
  }

  /** The text that something is pasted into, and its stream. */
  function placeOf(target) {
    const wrapper = target.closest?.("[data-draftail-editor-wrapper]");
    const field = wrapper?.parentNode.querySelector(":scope > input[type=hidden]");
    const body = [...(window.cmsBodies ?? [])].find((one) => one.container[0].contains(wrapper));
    if (!field?.draftailEditor || !body) return null;
    const child = body.children.find((one) => one.element.contains(wrapper));
    const isOwn = child?.type === "rich_text";
    const kinds = isOwn ? Object.keys(body.blockDef.childBlockDefsByName) : ["rich_text"];
    return { editor: field.draftailEditor, body, child, isOwn, kinds };
  }

  /** HTML whose pictures are named by their number among the kept ones. */
  function withoutFiles(html, rtf, kept) {
    const fromRtf = rtf ? picturesOf(rtf) : [];
    return html.replace(/(<img\b[^>]*?\bsrc\s*=\s*)(["'])(data:image\/[^"']*|file:[^"']*)\2/gi,
      (whole, before, quote, source) => {
        const file = source.startsWith("data:") ? fileOf(source) : fromRtf.shift();
        if (!file) return whole.replace(source, "file:");
        kept.push(file);
        return `${before}${quote}pasted:${kept.length - 1}${quote}`;
      });
  }

  function fileOf(source) {
    try {
      const [head, content] = source.split(/,(.*)/s);
      const isEncoded = /;base64$/i.test(head);
      const text = isEncoded ? atob(decodeURIComponent(content)) : decodeURIComponent(content);
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      const type = head.slice(5).split(";")[0];
      return new File([bytes], `pasted.${type.split("/")[1]}`, { type });
    } catch {
      return null;
    }
  }

  /** Pictures of Word, which keeps them in the clipboard's other format, as hexadecimal digits. */
  function picturesOf(rtf) {
    const pattern = /\{\\pict[^{}]*(?:\{[^{}]*\}[^{}]*)*?\\(png|jpeg)blip[^{}]*(?:\{[^{}]*\})*\s*([0-9a-fA-F\s]{100,})\}/g;
    return [...rtf.matchAll(pattern)].map(([, type, digits]) => {
      const pairs = digits.replace(/\s/g, "").match(/../g);
      const bytes = Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
      return new File([bytes], `pasted.${type}`, { type: `image/${type}` });
    });
  }

  /** Put blocks where something was pasted; the ids of blocks, from the one that was pasted into. */
  function insert({ editor, body, child, isOwn }, { blocks }) {
    const put = (state) => {
      const holder = element("div");
      holder.setAttribute("data-draftjs-conductor-fragment", state);
      editor.handlePastedText("", holder.outerHTML, editor.getEditorState());
    };
    if (!isOwn || (blocks.length === 1 && blocks[0].type === "rich_text")) {
      for (const block of blocks) put(block.value);
      return [child?.id];
    }
    const hasText = (state) => state.getCurrentContent().hasText();
    const wasEmpty = !hasText(editor.getEditorState());
    const ids = [child.id];
    const [first, ...others] = blocks;
    const rest = first?.type === "rich_text" ? others : blocks;
    if (first?.type === "rich_text") put(first.value);
    if (!wasEmpty && rest.length) {
      const split = window.draftail.splitState(editor.getEditorState());
      if (split.stateAfter.getCurrentContent().getPlainText().trim()) {
        child.split(split.stateBefore, split.stateAfter, split.shouldMoveCommentFn, {});
      }
    }
    if (first && rest.length === blocks.length) ids.shift();
    rest.forEach((block, at) => {
      const made = body.insert({ ...block, id: crypto.randomUUID?.() ?? uuid() }, child.index + 1 + at);
      ids.push(made.id);
    });
    if (wasEmpty && rest.length === blocks.length && rest.length) body.deleteBlock(child.index);
    changed(body);
    return ids;
  }

  function changed(body) {
    body.countInput[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  // `crypto.randomUUID` is there on pages with TLS alone.
  function uuid() {
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
    );
  }

  /** A message before the body, until it is closed. */
  function message(body, title, ...content) {
    const box = element("div", { className: "help-block help-info" });
    box.setAttribute("role", "status");
    const close = element("button", {
      type: "button",
      className: "button button-small button-secondary",
      textContent: words.close,
      onclick: () => box.remove(),
    });
    body.container[0].before(box);
    // What is put in once the box is there is read out.
    box.append(element("p", { textContent: title }), ...content, close);
    return box;
  }

  function report({ body }, notes) {
    if (!notes.length) return;
    const lines = notes.map((note) => element("li", { textContent: note }));
    message(body, words.pasted, element("ul", {}, ...lines));
  }

  /** Offer to upload images; each goes after the block it came after. */
  function offer({ body }, images, kept, ids) {
    if (!images?.length) return;
    const after = [ids ?? []].flat();
    const entries = images.map((image) => entryOf(body, image, kept, after[image.before - 1] ?? after[0]));
    const list = element("ul", {}, ...entries);
    const box = message(body, words.images, list);
    new MutationObserver(() => list.children.length || box.remove()).observe(list, { childList: true });
  }

  function entryOf(body, image, kept, after) {
    const file = image.url.startsWith("pasted:") ? kept[Number(image.url.slice(7))] : null;
    const entry = element("li");
    const name = image.alt || file?.name || image.url.split(/[?#]/)[0].split("/").at(-1) || words.image;
    const said = element("span");
    const button = (text, onclick) => {
      const made = element("button", {
        type: "button", className: "button button-small button-secondary", textContent: text, onclick,
      });
      made.setAttribute("aria-label", `${text}: ${name}`);
      return made;
    };
    const upload = button(words.upload, async () => {
      upload.disabled = true;
      try {
        const made = await uploaded(image, file);
        const at = body.children.findIndex((child) => child.id === after);
        body.insert({ ...made, id: crypto.randomUUID?.() ?? uuid() }, at < 0 ? body.children.length : at + 1);
        changed(body);
        entry.remove();
      } catch (error) {
        said.textContent = ` ${error.message}`;
        upload.disabled = false;
      }
    });
    entry.append(`${name} `, upload, " ", button(words.skip, () => entry.remove()), said);
    return entry;
  }

  async function uploaded(image, file) {
    const form = new FormData();
    if (file) form.append("file", file, file.name);
    else form.append("url", image.url);
    form.append("alt", image.alt);
    form.append("caption", image.caption);
    const response = await fetch(words.imageUrl, { method: "POST", headers: headers(), body: form });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.notes?.join(" ") || words.failed);
    return answer;
  }
})();
