"""Tables.

The rows of a table are Wagtail's lists of lists, whose items all have an id. So wagtail-localize
treats each cell as a text of its own, at a path that stays when rows and columns are added, moved
or removed around it, without any code here. ``TypedTableBlock`` and ``TableBlock`` of
``wagtail.contrib`` keep their cells by number: wagtail-localize passes both over, and a translation
by number would belong to another cell after the next change. Only the editor's grid is our own: a
form of nested lists is unusable for a table, and nothing could be pasted into it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import Adapter, register
from wagtail.blocks.struct_block import StructBlockAdapter

from cms.content.body.block_kind import BlockContext, BlockKind, BlockRecord, Pending, text_of
from cms.content.body.canonical import UnattestedBlock, items, paragraph, parts, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 200, 20, 500
_ALIGNMENTS = {"start": _("Beginning"), "center": _("Centre"), "end": _("End")}
_DEFAULT_ALIGNMENT = "start"


class TableRowsBlock(blocks.ListBlock):
    """The rows of a table, each a list of cells, edited in a grid."""

    def __init__(self, **kwargs: Any) -> None:
        cell = blocks.CharBlock(required=False, max_length=MOST_CHARACTERS, label=_("Cell"))
        row = blocks.ListBlock(cell, max_num=MOST_COLUMNS, label=_("Row"))
        super().__init__(row, min_num=1, max_num=MOST_ROWS, **kwargs)

    def value_from_datadict(self, data: Any, _files: Any, prefix: str) -> Any:
        """The rows as the grid sends them, in JSON; none where that is damaged."""
        try:
            sent = json.loads(data[prefix])
            rows = [_item(row["id"], [_item(it["id"], it["value"]) for it in row["value"]])
                    for row in sent]  # fmt: skip
        except (LookupError, TypeError, ValueError):
            rows = []
        return self.to_python(rows)

    def value_omitted_from_data(self, data: Any, _files: Any, prefix: str) -> bool:
        """True if a form has no grid."""
        return prefix not in data


def _item(id_: Any, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": id_, "value": value if isinstance(value, list) else str(value)}


class TableRowsAdapter(Adapter):
    """The grid of rows in the editor's browser."""

    js_constructor = "cms.content.TableRowsBlock"

    def js_args(self, block: Any) -> list[Any]:
        """The name of the block, its limits, and the words of its buttons."""
        return [
            block.name,
            {
                "label": block.label,
                "required": True,
                "helpText": block.meta.help_text,
                "mostRows": MOST_ROWS,
                "mostColumns": MOST_COLUMNS,
                "mostCharacters": MOST_CHARACTERS,
                "defaultAlignment": _DEFAULT_ALIGNMENT,
                "strings": {
                    "cell": gettext("Row {row}, column {column}"),
                    "addRow": gettext("Insert row below"),
                    "addColumn": gettext("Insert column after"),
                    "removeRow": gettext("Remove row"),
                    "removeColumn": gettext("Remove column"),
                    "cut": gettext(
                        "Not everything was pasted: a table has at most {rows} rows and {columns} "
                        "columns, a cell {characters} characters."
                    ).format(rows=MOST_ROWS, columns=MOST_COLUMNS, characters=MOST_CHARACTERS),
                },
            },
        ]

    @cached_property
    def media(self) -> forms.Media:
        """The script of the grid."""
        return _script_of_the_grid()


def _script_of_the_grid() -> forms.Media:
    return forms.Media(
        js=[
            versioned_static("wagtailadmin/js/telepath/blocks.js"),
            versioned_static("content/table_rows.js"),
        ]
    )


register(TableRowsAdapter(), TableRowsBlock)


class TableBlock(blocks.StructBlock):
    """A table of texts."""

    caption = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Table caption"),
        help_text=_("What the table shows; read out before its cells."),
    )
    has_header_row = blocks.BooleanBlock(
        required=False, default=True, label=_("The first row holds headings")
    )
    has_header_column = blocks.BooleanBlock(
        required=False, default=False, label=_("The first column holds headings")
    )
    alignments = blocks.ListBlock(
        blocks.ChoiceBlock(
            choices=list(_ALIGNMENTS.items()), default=_DEFAULT_ALIGNMENT, label=_("Alignment")
        ),
        default=[],
        max_num=MOST_COLUMNS,
        collapsed=True,
        label=_("Alignment of the columns"),
        help_text=_("From the first column. Further columns are aligned at their beginning."),
    )
    rows = TableRowsBlock(
        default=[["", ""], ["", ""]],
        label=_("Cells"),
        help_text=_("Cells copied from a spreadsheet can be pasted into a cell."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{caption}"


class TableAdapter(StructBlockAdapter):
    """The form of a table, whose alignments follow the columns of the grid."""

    js_constructor = "cms.content.TableBlock"

    @cached_property
    def media(self) -> forms.Media:
        """The script of the grid, which also connects it to the alignments."""
        return _script_of_the_grid()


register(TableAdapter(), TableBlock)


@dataclass(frozen=True, slots=True)
class TableCell(BlockRecord):
    """A cell, whose text may be empty."""

    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, as many as the table has columns."""

    id: str
    cells: list[TableCell]


@dataclass(frozen=True, slots=True)
class TableRecord(BlockRecord):
    """A table; ``alignments`` has ``start``, ``center`` or ``end`` for each column."""

    caption: str
    has_header_row: bool
    has_header_column: bool
    alignments: list[str]
    rows: list[TableRow]


def _read(context: BlockContext, value: Any) -> Pending:
    caption = text_of(value.get("caption") or "")
    rows = [
        (row["id"], [(cell["id"], text_of(cell["value"])) for cell in row["value"]])
        for row in value["rows"]
    ]
    width = max((len(cells) for _id, cells in rows), default=0)
    chosen = [one["value"] for one in value.get("alignments") or ()][:width]
    alignments = [one if one in _ALIGNMENTS else _DEFAULT_ALIGNMENT for one in chosen]
    alignments += [_DEFAULT_ALIGNMENT] * (width - len(alignments))

    table_id = context.id

    def cell(id_: str, text: str) -> TableCell:
        return TableCell(f"{table_id}-{id_}", context.lang(text), text)

    def read() -> TableRecord:
        table_rows = []
        for row_id, cells in rows:
            lacking = [(f"{row_id}-{number}", "") for number in range(len(cells), width)]
            row_cells = [cell(*one) for one in (*cells, *lacking)]
            table_rows.append(TableRow(f"{table_id}-{row_id}", row_cells))
        tags = [one.lang for row in table_rows for one in row.cells if one.text]
        return TableRecord(
            table_id,
            context.lang(caption) if caption else context.shared_lang(tags),
            caption,
            bool(value.get("has_header_row")),
            bool(value.get("has_header_column")),
            alignments,
            table_rows,
        )

    return read


def _canonical(value: Any, _targets: CanonicalNames) -> Iterator[DocumentNode]:
    caption, has_header_row, has_header_column, alignments, rows = parts(
        value, "caption", "has_header_row", "has_header_column", "alignments", "rows"
    )
    aligned = items(alignments or [])
    if any(one not in tuple(_ALIGNMENTS) for one in aligned):
        raise UnattestedBlock(f"A table with columns aligned {aligned}")
    if caption:
        yield paragraph(words("Table: "), words(caption))
    written = [[words(cell) for cell in items(row)] for row in items(rows)]
    if any("\n" in cell["value"] for row in written for cell in row):
        raise UnattestedBlock("A table with a line break in a cell")
    yield {
        "type": "table",
        "align": aligned,
        "hasHeaderRow": bool(has_header_row),
        "hasHeaderColumn": bool(has_header_column),
        "children": written,
    }


def _words(value: Any) -> list[str]:
    cells = [cell["value"] for row in value["rows"] for cell in row["value"]]
    return [value.get("caption") or "", *cells]


TABLE = BlockKind(
    name="table",
    editor=TableBlock,
    record=TableRecord,
    read=_read,
    words=lambda record: [record.caption, *(one.text for row in record.rows for one in row.cells)],
    stored_words=_words,
    canonical=_canonical,
    is_text=True,
)
