/**
 * Bodies in the page editor: what was deleted, moved or changed can be undone, and blocks are copied
 * from one page to another. Other scripts find bodies in `window.cmsBodies`.
 */
(() => {
  // Where copied blocks are kept, for all pages of this browser.
  const PLACE = "cms.blocks";
  const MOST_STEPS = 100;
  const MOST_HOURS = 24;
  window.cmsBodies = new Set();

  const element = (tag, attributes = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };
  // `crypto.randomUUID` is there on pages with TLS alone.
  const uuid = () =>
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
    );
  const iconOf = (name) => {
    const template = element("template");
    template.innerHTML = `<svg class="icon icon-${name}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;
    return template.content;
  };
  const isText = (value) => Boolean(value?.getCurrentContent);

  /** The state of a form as it is now. That of a text is never changed, others may be. */
  function frozen(value) {
    if (Array.isArray(value)) return value.map(frozen);
    if (!value || typeof value !== "object" || isText(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, frozen(part)]));
  }

  /** The same as JSON can hold it: a text as the editor's form takes it. */
  function written(value) {
    if (isText(value)) {
      const raw = window.Draftail.serialiseEditorStateToRaw(value);
      return JSON.stringify(raw ?? { blocks: [], entityMap: {} });
    }
    if (Array.isArray(value)) return value.map(written);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, written(part)]));
  }

  const wordsOf = (state) => JSON.stringify(written(state));

  class BodyDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...args) {
      const body = super.render(...args);
      window.cmsBodies.add(body);
      new Editing(body, this.meta.cmsWords);
      return body;
    }
  }

  /** The steps that were taken in a body, and its buttons. */
  class Editing {
    constructor(body, words) {
      Object.assign(this, { body, words, steps: [], isUndoing: false, before: null });
      this.follow();
      this.undoButton = this.button("", () => this.undo());
      this.pasteButton = this.button("", () => this.paste());
      this.copyAllButton = this.button(words.copyAll, () => this.copy(body.children));
      this.said = element("span", { className: "w-sr-only" });
      this.said.setAttribute("role", "status");
      this.bar = element("div", { className: "w-mb-4" });
      this.bar.append(this.undoButton, " ", this.copyAllButton, " ", this.pasteButton, this.said);
      body.container[0].before(this.bar);
      const node = body.container[0];
      node.addEventListener("focusin", (event) => this.entered(event.target));
      node.addEventListener("focusout", (event) => this.left(event));
      node.addEventListener("click", (event) => this.clicked(event));
      document.addEventListener("keydown", (event) => this.pressed(event));
      window.addEventListener("storage", () => this.show());
      document.addEventListener("visibilitychange", () => this.show());
      for (const child of body.children) this.equip(child);
      this.show();
    }

    button(textContent, onclick) {
      const className = "button button-small button-secondary";
      return element("button", { type: "button", className, textContent, onclick });
    }

    /** Write down what is done with blocks, by whatever button or key. */
    follow() {
      const { body } = this;
      const original = {
        deleteBlock: body.deleteBlock.bind(body),
        moveBlock: body.moveBlock.bind(body),
        _insert: body._insert.bind(body),
        setState: body.setState.bind(body),
      };
      body.deleteBlock = (index, options) => {
        const child = body.children[index];
        const { type, id, element: node } = child;
        const step = { index, type, id, node, value: frozen(child.block.getState()) };
        original.deleteBlock(index, options);
        this.before = null;
        this.done({ ...step, name: "deleted", label: this.labelOf(child) });
      };
      body.moveBlock = (from, to) => {
        if (from === to) return;
        original.moveBlock(from, to);
        const child = body.children[to];
        this.done({ name: "moved", from, to, id: child.id, label: this.labelOf(child) });
      };
      body._insert = (...args) => {
        const child = original._insert(...args);
        this.equip(child);
        return child;
      };
      body.setState = (state) => {
        this.steps = [];
        original.setState(state);
        this.show();
      };
    }

    labelOf(child) {
      const text = child.getTextLabel?.({ maxLength: 30 });
      return text ? `${child.blockDef.meta.label} “${text}”` : child.blockDef.meta.label;
    }

    /** Give a block its button for copying. */
    equip(child) {
      const button = this.button(this.words.copy, () => this.copy([child]));
      button.className = "button button--icon text-replace white";
      button.title = this.words.copy;
      button.dataset.streamfieldAction = "COPY";
      button.prepend(iconOf("clipboard-list"));
      child.actionsContainerElement.append(button);
    }

    done(step) {
      if (this.isUndoing) return;
      this.steps.push(step);
      this.steps.splice(0, this.steps.length - MOST_STEPS);
      this.show();
    }

    childOf(target) {
      return this.body.children.find((child) => child.element.contains(target));
    }

    entered(target) {
      const child = this.childOf(target);
      if (!child || this.before?.child === child) return;
      this.lastUsed = child;
      this.before = { child, value: frozen(child.block.getState()) };
    }

    left({ relatedTarget }) {
      if (this.before && !this.before.child.element.contains(relatedTarget)) this.compare();
    }

    /** A button in a block changes it, such as one that adds a row, without being left. */
    clicked({ target }) {
      const child = this.childOf(target);
      if (child && this.before?.child === child) this.compare();
    }

    /** Write down how a block was before somebody wrote in it, if it is another now. */
    compare() {
      const { child, value } = this.before;
      this.before = null;
      if (!this.body.children.includes(child)) return;
      const now = frozen(child.block.getState());
      if (wordsOf(now) === wordsOf(value)) return;
      this.done({ name: "changed", child, id: child.id, value, label: this.labelOf(child) });
      if (child.element.contains(document.activeElement)) this.before = { child, value: now };
    }

    undo() {
      if (this.before) this.compare();
      const step = this.steps.pop();
      if (!step) return;
      this.isUndoing = true;
      try {
        const child = this[step.name](step);
        child?.element.scrollIntoView({ block: "nearest" });
      } finally {
        this.isUndoing = false;
      }
      this.before = null;
      this.said.textContent = this.words.undone.replace("{step}", this.nameOf(step));
      this.changedForm();
      this.show();
    }

    deleted({ index, type, id, node, value }) {
      emptied(node);
      return this.body.insert({ type, id, value }, Math.min(index, this.body.children.length));
    }

    moved({ from, id }) {
      const index = this.body.children.findIndex((child) => child.id === id);
      if (index < 0) return null;
      this.body.moveBlock(index, Math.min(from, this.body.children.length - 1));
      return this.body.children.find((child) => child.id === id);
    }

    /** The block is made anew as it was: not all forms can be given another state. */
    changed({ child: known, id, value }) {
      const { children } = this.body;
      const child = children.includes(known) ? known : children.find((one) => one.id === id);
      if (!child) return null;
      const { index, type } = child;
      this.body.deleteBlock(index);
      emptied(child.element);
      return this.body.insert({ type, id, value }, index);
    }

    nameOf({ name, label }) {
      return this.words[name].replace("{block}", label);
    }

    pressed(event) {
      const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const { target } = event;
      // A text has an undo of its own as long as somebody is in it.
      const isWriting = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      if (!isUndo || isWriting || event.altKey || !this.steps.length) return;
      event.preventDefault();
      this.undo();
    }

    copy(children) {
      const blocks = children.map((child) => {
        const { type, value } = child.getDuplicatedState();
        return { type, value: written(value) };
      });
      try {
        localStorage.setItem(PLACE, JSON.stringify({ at: Date.now(), blocks }));
        this.said.textContent = this.words.copied.replace("{count}", blocks.length);
      } catch {
        this.said.textContent = this.words.notCopied;
      }
      this.show();
    }

    /** The blocks that were copied lately, those that may be in this body. */
    get copied() {
      try {
        const { at, blocks } = JSON.parse(localStorage.getItem(PLACE));
        if (Date.now() - at > MOST_HOURS * 3_600_000) localStorage.removeItem(PLACE);
        return blocks.filter(({ type }) => this.body.blockDef.childBlockDefsByName[type]);
      } catch {
        return [];
      }
    }

    /** Put copied blocks after the one that was used last, else at the end, with ids of their own. */
    paste() {
      const after = this.lastUsed ? this.body.children.indexOf(this.lastUsed) : -1;
      const index = after < 0 ? this.body.children.length : after + 1;
      this.copied.forEach(({ type, value }, at) => {
        const made = this.body.insert({ type, value: withNewIds(value), id: uuid() }, index + at);
        this.lastUsed = made;
      });
      this.changedForm();
    }

    changedForm() {
      this.body.countInput[0].dispatchEvent(new Event("change", { bubbles: true }));
    }

    show() {
      const last = this.steps.at(-1);
      const { undo, nothing, paste } = this.words;
      this.undoButton.textContent = last ? undo.replace("{step}", this.nameOf(last)) : nothing;
      this.undoButton.disabled = !last;
      const count = this.copied.length;
      this.pasteButton.textContent = paste.replace("{count}", count);
      this.pasteButton.hidden = !count;
      this.copyAllButton.hidden = !this.body.children.length;
    }
  }

  /** What is left of a deleted block says so in the form; its parts would be found by their ids. */
  function emptied(node) {
    node.querySelector("[data-panel]")?.remove();
    node.removeAttribute("data-contentpath");
  }

  /** Items of lists get ids of their own each time they are pasted: translations belong to ids. */
  function withNewIds(value) {
    if (Array.isArray(value)) return value.map(withNewIds);
    if (!value || typeof value !== "object") return value;
    const parts = Object.entries(value).map(([name, part]) => [name, withNewIds(part)]);
    const isItem = "id" in value && "value" in value;
    return { ...Object.fromEntries(parts), ...(isItem ? { id: uuid() } : {}) };
  }

  // A title is one line, however many it takes on the screen.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("textarea[data-one-line]")) {
      event.preventDefault();
    }
  });

  window.telepath.register("cms.content.BodyBlock", BodyDefinition);
})();
