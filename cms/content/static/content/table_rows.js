/**
 * The grid of a table in the page editor: one text field for each cell, buttons for the row and
 * column of the cell that was used last, and cells from a spreadsheet where they are pasted.
 * The alignments of columns are a list of their own, which follows the columns of the grid.
 */
(() => {
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
  // Cells keep their ids from the first save on: translations belong to them.
  const item = (value = "", id = null) => ({ id: id ?? uuid(), value });

  class TableRows {
    constructor(definition, placeholder, prefix, state, error) {
      Object.assign(this, { blockDef: definition, type: definition.name, prefix });
      const { strings, helpText } = definition.meta;
      this.input = element("input", { type: "hidden", name: prefix });
      this.table = element("table", { className: "listing" });
      this.errors = element("p", { className: "error-message", hidden: true });
      const buttons = ["addRow", "addColumn", "removeRow", "removeColumn"].map((action) =>
        element("button", {
          type: "button",
          className: "button button-small button-secondary",
          textContent: strings[action],
          onclick: () => this[action](),
        }),
      );
      this.element = element("div", {}, this.errors, this.input, this.table, ...buttons);
      if (helpText) {
        this.element.prepend(element("p", { className: "help", textContent: helpText }));
      }
      placeholder.replaceWith(this.element);
      this.at = { row: 0, column: 0 };
      this.setState(state);
      this.setError(error);
    }

    setState(state) {
      this.rows = state.map((row) =>
        item(row.value.map((cell) => item(cell.value, cell.id)), row.id),
      );
      this.draw();
    }

    getState() {
      return this.rows;
    }

    getValue() {
      return this.rows.map((row) => row.value.map((cell) => cell.value));
    }

    getDuplicatedState() {
      return this.getValue().map((cells) => item(cells.map((text) => item(text))));
    }

    getTextLabel() {
      return this.getValue().flat().find(Boolean) ?? null;
    }

    focus() {
      this.table.querySelector("input")?.focus();
    }

    setError(error) {
      const found = messagesOf(error);
      this.errors.textContent = found.join(" ");
      this.errors.hidden = !found.length;
    }

    get width() {
      return Math.max(0, ...this.rows.map((row) => row.value.length));
    }

    /** Every row gets as many cells as the longest; what there is no room for is left out. */
    draw() {
      const { mostRows, mostColumns } = this.blockDef.meta;
      this.rows.splice(mostRows);
      const width = Math.min(Math.max(this.width, 1), mostColumns);
      for (const row of this.rows) {
        row.value.splice(mostColumns);
        while (row.value.length < width) row.value.push(item());
      }
      const drawn = this.rows.map((row, at) =>
        element(
          "tr",
          {},
          ...row.value.map((cell, column) => element("td", {}, this.field(cell, at, column))),
        ),
      );
      this.table.replaceChildren(element("tbody", {}, ...drawn));
      this.store();
    }

    field(cell, row, column) {
      const { strings, mostCharacters } = this.blockDef.meta;
      const field = element("input", {
        type: "text",
        value: cell.value,
        maxLength: mostCharacters,
        onfocus: () => Object.assign(this.at, { row, column }),
        oninput: () => {
          cell.value = field.value;
          this.store();
        },
        onpaste: (event) => this.paste(event, row, column),
      });
      const name = strings.cell.replace("{row}", row + 1).replace("{column}", column + 1);
      field.setAttribute("aria-label", name);
      return field;
    }

    store() {
      this.input.value = JSON.stringify(this.rows);
    }

    /** Cells of a spreadsheet come as lines with tabs; anything else is pasted as text. */
    paste(event, atRow, atColumn) {
      const pasted = event.clipboardData.getData("text/plain");
      const text = pasted.replace(/\r\n?/g, "\n").replace(/\n$/, "");
      if (!/[\t\n]/.test(text)) return;
      event.preventDefault();
      const { mostRows, mostColumns, mostCharacters, strings } = this.blockDef.meta;
      const pastedRows = cellsIn(text);
      for (const [down, cells] of pastedRows.entries()) {
        const row = (this.rows[atRow + down] ??= item([]));
        for (const [across, value] of cells.entries()) {
          while (row.value.length <= atColumn + across) row.value.push(item());
          row.value[atColumn + across].value = value.slice(0, mostCharacters);
        }
      }
      const isCut =
        this.rows.length > mostRows ||
        this.width > mostColumns ||
        pastedRows.flat().some((value) => value.length > mostCharacters);
      this.setError(isCut ? { messages: [strings.cut] } : null);
      this.draw();
      this.return(atRow, atColumn);
    }

    return(row, column) {
      const rows = this.table.querySelectorAll("tr");
      const fields = rows[Math.min(row, rows.length - 1)]?.querySelectorAll("input") ?? [];
      fields[Math.min(column, fields.length - 1)]?.focus();
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    changed(row, column) {
      this.draw();
      this.return(row, column);
    }

    addRow() {
      if (this.rows.length >= this.blockDef.meta.mostRows) return;
      this.rows.splice(this.at.row + 1, 0, item([]));
      this.changed(this.at.row + 1, this.at.column);
    }

    addColumn() {
      if (this.width >= this.blockDef.meta.mostColumns) return;
      for (const row of this.rows) row.value.splice(this.at.column + 1, 0, item());
      this.insertAlignment(this.at.column + 1);
      this.changed(this.at.row, this.at.column + 1);
    }

    removeRow() {
      if (this.rows.length > 1) this.rows.splice(this.at.row, 1);
      this.changed(this.at.row, this.at.column);
    }

    removeColumn() {
      if (this.width > 1) {
        for (const row of this.rows) row.value.splice(this.at.column, 1);
        this.removeAlignment(this.at.column);
      }
      this.changed(this.at.row, this.at.column);
    }

    /** Columns after the last alignment have the default one, and need none. */
    insertAlignment(column) {
      if (column >= this.alignments.children.length) return;
      this.alignments.insert(this.blockDef.meta.defaultAlignment, column);
    }

    removeAlignment(column) {
      if (column < this.alignments.children.length) this.alignments.deleteBlock(column);
    }
  }

  /** The cells of tab-separated lines; one in quotation marks may hold line breaks and tabs. */
  function cellsIn(text) {
    const rows = [[]];
    const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;
    for (const [, quoted, plain, end] of text.matchAll(pattern)) {
      const value = quoted === undefined ? plain : quoted.replace(/""/g, '"');
      rows.at(-1).push(value.replace(/\s+/g, " ").trim());
      if (end === "\n") rows.push([]);
      if (!end) break;
    }
    return rows;
  }

  function messagesOf(error) {
    if (!error) return [];
    const inside = Object.values(error.blockErrors ?? {}).flatMap(messagesOf);
    return [...new Set([...(error.messages ?? []), ...inside])];
  }

  class TableRowsDefinition {
    constructor(name, meta) {
      Object.assign(this, { name, meta });
    }

    render(placeholder, prefix, state, error) {
      return new TableRows(this, placeholder, prefix, state ?? [], error);
    }
  }

  class TableDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(...args) {
      const block = super.render(...args);
      block.childBlocks.rows.alignments = block.childBlocks.alignments;
      return block;
    }
  }

  window.telepath.register("cms.content.TableRowsBlock", TableRowsDefinition);
  window.telepath.register("cms.content.TableBlock", TableDefinition);
})();
