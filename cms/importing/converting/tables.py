"""Tables of HTML: their cells as a grid, or the reason why they are read as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.content.body.block_kinds.table import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from cms.importing.converting.elements import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4 import Tag

# What a cell of a table of data may hold.
_WITHIN_CELLS = frozenset({"p", "div", "center", "address", "section"})
_CELLS = ["td", "th"]
_ALIGNMENTS = {"right": "end", "center": "center"}


@dataclass(slots=True)
class Grid:
    """The cells of a table, and what of it couldn't be kept."""

    rows: list[list[str]]
    has_header_row: bool
    has_header_column: bool
    merged_count: int = 0
    alignments: tuple[str, ...] = ()

    @property
    def excess(self) -> str:
        """The limit of tables that it exceeds; empty if it exceeds none."""
        if len(self.rows) > MOST_ROWS:
            return _("it has more than {count} rows").format(count=MOST_ROWS)
        if max(map(len, self.rows)) > MOST_COLUMNS:
            return _("it has more than {count} columns").format(count=MOST_COLUMNS)
        if any(len(cell) > MOST_CHARACTERS for row in self.rows for cell in row):
            return _("a cell has more than {count} characters").format(count=MOST_CHARACTERS)
        return ""

    def value(self, caption: str) -> dict[str, Any]:
        """The value of a table block."""
        return {
            "caption": caption,
            "has_header_row": self.has_header_row,
            "has_header_column": self.has_header_column,
            "alignments": list(self.alignments),
            "rows": self.rows,
        }


def rows_of(table: Tag) -> list[Tag]:
    """The rows of a table, none of those of a table within it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def cells_of(row: Tag) -> list[Tag]:
    """The cells of a row."""
    return [cell for cell in row.find_all(_CELLS) if cell.find_parent("tr") is row]


def is_layout(table: Tag) -> bool:
    """True if a table only arranges text and pictures: its cells hold more than words."""
    if table.get("role") == "presentation":
        return True
    rows = rows_of(table)
    if max((len(cells_of(row)) for row in rows), default=0) < 2:
        return True
    blocks = sorted(BLOCKS - _WITHIN_CELLS)
    return any(cell.find(blocks) for row in rows for cell in cells_of(row))


def grid_of(table: Tag, words: Callable[[Tag], str]) -> Grid | None:
    """The cells of a table, ``None`` where all are empty; ``words`` are those of a cell.

    A cell that spans others is written once, and leaves the others empty.
    """
    builder = _Builder(words)
    tags = rows_of(table)
    for row in tags:
        builder.add(row)
    rows = [row for row in builder.finished() if any(row)]
    if not rows:
        return None
    names = [[cell.name for cell in cells_of(row)] for row in tags]
    has_header_row = bool(names and names[0]) and (
        set(names[0]) == {"th"} or tags[0].find_parent("thead") is not None
    )
    below = [row for row in names[1 if has_header_row else 0 :] if row]
    has_header_column = bool(below) and all(
        row[0] == "th" and set(row[1:]) <= {"td"} for row in below
    )
    alignments = builder.alignments(below_row=1 if has_header_row else 0)
    return Grid(rows, has_header_row, has_header_column, builder.merged_count, alignments)


class _Builder:
    def __init__(self, words: Callable[[Tag], str]) -> None:
        self._words = words
        self._rows: list[list[str]] = []
        # The alignments of cells with words, by column and row.
        self._aligned: dict[int, dict[int, str]] = {}
        # How many further rows a column is covered by a cell above.
        self._covered: dict[int, int] = {}
        self.merged_count = 0

    def add(self, row: Tag) -> None:
        cells: list[str] = []
        for cell in cells_of(row):
            cells += self._below_others(len(cells))
            width, height = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", MOST_ROWS)
            if width > 1 or height > 1:
                self.merged_count += 1
            if height > 1:
                columns = range(len(cells), len(cells) + width)
                self._covered |= dict.fromkeys(columns, height)
            words = self._words(cell)
            if words:
                aligned = str(cell.get("align") or "").strip().lower()
                column = self._aligned.setdefault(len(cells), {})
                column[len(self._rows)] = _ALIGNMENTS.get(aligned, "start")
            cells += [words, *[""] * (width - 1)]
        cells += self._below_others(len(cells))
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self._rows.append(cells)

    def _below_others(self, column: int) -> Iterator[str]:
        while self._covered.get(column, 0) > 0:
            yield ""
            column += 1

    def alignments(self, below_row: int) -> tuple[str, ...]:
        """The alignment of each column whose cells agree, up to the last that isn't the default.

        Cells of headings don't count.
        """
        found = []
        for column in range(max(self._aligned, default=-1) + 1):
            rows = self._aligned.get(column, {}).items()
            chosen = {aligned for row, aligned in rows if row >= below_row}
            found.append(chosen.pop() if len(chosen) == 1 else "start")
        while found and found[-1] == "start":
            del found[-1]
        return tuple(found)

    def finished(self) -> list[list[str]]:
        width = max(map(len, self._rows), default=0)
        return [row + [""] * (width - len(row)) for row in self._rows]


def _span(cell: Tag, name: str, most: int) -> int:
    text = str(cell.get(name) or "1").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 9 else 1
