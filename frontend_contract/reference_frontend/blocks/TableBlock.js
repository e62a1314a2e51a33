import { element } from "../dom.js";
import { isSameLanguage } from "../languages.js";

/** A table; where it is wider than the screen it scrolls, with the keyboard as well. */
export function TableBlock(view, table) {
  const { id, caption, hasHeaderRow, rows } = table;
  const [head, ...others] = hasHeaderRow ? rows : [null, ...rows];
  const name = caption ? `caption-${id}` : null;
  return element(
    "div",
    {
      class: "table-block",
      role: name && "region",
      "aria-labelledby": name,
      tabindex: "0",
    },
    element(
      "table",
      {},
      caption && element("caption", { id: name }, caption),
      head && element("thead", {}, Row(table, head, () => "col")),
      element("tbody", {}, others.map((row) => Row(table, row, (column) => scopeOf(table, column)))),
    ),
  );
}

function scopeOf({ hasHeaderColumn }, column) {
  return hasHeaderColumn && column === 0 ? "row" : null;
}

function Row({ lang, alignments }, { cells }, scope) {
  return element(
    "tr",
    {},
    cells.map((cell, column) => {
      const isForeign = cell.text !== "" && !isSameLanguage(cell.lang, lang);
      return element(
        scope(column) ? "th" : "td",
        {
          scope: scope(column),
          class: `align-${alignments[column].toLowerCase()}`,
          lang: isForeign && cell.lang,
          dir: isForeign && cell.dir.toLowerCase(),
        },
        cell.text,
      );
    }),
  );
}
