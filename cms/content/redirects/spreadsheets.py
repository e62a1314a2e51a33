"""Files with redirects, as spreadsheets write them: rows of texts, whatever they were written in.

Excel writes CSV in the code page of its country, with the separator of that country, with or
without a mark at the beginning, and “Unicode text” in UTF-16 with tabs.
"""

from __future__ import annotations

import codecs
import csv
import zipfile
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.base_formats import XLSX

if TYPE_CHECKING:
    from collections.abc import Iterable

EXTENSIONS = ("csv", "tsv", "txt", "xlsx")
# What one may say a file is written in, by Python's name.
ENCODINGS = {
    "utf-8": "UTF-8", "gb18030": "GBK", "big5hkscs": "Big5", "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
}  # fmt: skip
MOST_ROWS = 50_000
LARGEST_FILE = 20 * 1024 * 1024
SEPARATORS = ",;\t|"
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_SAMPLE_ROWS = 20


class UnusableSpreadsheet(Exception):
    """A file can't be read; the text says why, to whoever chose it."""


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """Rows of texts, at least one for each heading, with their numbers in the file; none is empty.

    ``written_in`` says how the file was read.
    """

    headers: list[str]
    rows: list[tuple[int, list[str]]]
    written_in: str


def read(content: bytes, *, encoding: str = "") -> Spreadsheet:
    """The table in a file; ``encoding`` is one of ``ENCODINGS``, or found out.

    Raises:
        UnusableTable: there is none.
    """
    if len(content) > LARGEST_FILE:
        text = _("The file is larger than {count} MB.")
        raise UnusableSpreadsheet(text.format(count=LARGEST_FILE // 1024**2))
    if content.startswith(_OLD_EXCEL):
        raise UnusableSpreadsheet(
            _("This file is from an old version of Excel. Save it as .xlsx or as CSV.")
        )
    if content.startswith(_ZIP):
        return _table(_rows_of_workbook(content), "XLSX")
    text, name = _decoded(content, encoding)
    separator, text = _separator(text)
    label = _("tabs") if separator == "\t" else f"“{separator}”"
    how = _("{encoding}, separated by {separator}").format(encoding=name, separator=label)
    return _table(_rows_of_text(text, separator), how)


def _table(numbered: Iterable[tuple[int, list[str]]], written_in: str) -> Spreadsheet:
    rows = []
    for number, cells in numbered:
        if any(cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS + 1:
            raise UnusableSpreadsheet(
                _("The file has more than {count} rows.").format(count=MOST_ROWS)
            )
    if not rows:
        raise UnusableSpreadsheet(_("The file is empty."))
    width = max(len(cells) for _number, cells in rows)
    rows = [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
    if any(cell.startswith(("/", "http:", "https:")) for cell in rows[0][1]):
        headers = [_("Column {number}").format(number=index + 1) for index in range(width)]
        return Spreadsheet(headers, rows, written_in)
    headers = rows[0][1]
    while headers and not headers[-1]:
        headers = headers[:-1]
    return Spreadsheet(headers, rows[1:], written_in)


def _rows_of_text(text: str, separator: str) -> Iterable[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        text = _("Row {number} can't be read: {error}.")
        raise UnusableSpreadsheet(text.format(number=reader.line_num, error=error)) from None


def _rows_of_workbook(content: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        sheet: Any = XLSX().create_dataset(content)
    except (zipfile.BadZipFile, ParseError, LookupError, ValueError, OSError, TypeError):
        raise UnusableSpreadsheet(_("The workbook is damaged and can't be read.")) from None
    for number, cells in enumerate([sheet.headers, *sheet], start=1):
        yield number, ["" if cell is None else str(cell).strip() for cell in cells]


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """The text of a file, and the name of what it is written in."""
    name = encoding if encoding in ENCODINGS else ""
    marked = next(
        (encoding_of_mark for mark, encoding_of_mark in _MARKS.items() if content.startswith(mark)),
        None,
    )
    python_name = marked or name or _guessed(content)
    label = ENCODINGS.get(python_name.removesuffix("-sig").removesuffix("-le"), python_name)
    label = "UTF-16" if python_name.startswith("utf-16") else label
    try:
        text = content.decode(python_name)
    except UnicodeDecodeError:
        text = _("The file isn't written in {encoding}.").format(encoding=label)
        raise UnusableSpreadsheet(text) from None
    if "\0" in text:
        raise UnusableSpreadsheet(_("This is not a table: it contains data other than text."))
    return text, label


def _guessed(content: bytes) -> str:
    zeros = content[:2000].count(0)
    if zeros * 3 > len(content[:2000]):
        return "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        content.decode()
    except UnicodeDecodeError:
        return "gb18030" if _is_simplified_chinese(content) else "cp1252"
    return "utf-8"


def _is_simplified_chinese(content: bytes) -> bool:
    """True if the non-ASCII characters are common ones, as accented letters would rarely be."""
    try:
        others = [character for character in content.decode("gb18030") if not character.isascii()]
    except UnicodeDecodeError:
        return False
    common = sum(bool(character.encode("gb2312", "ignore")) for character in others)
    return common * 2 > len(others)


def _separator(text: str) -> tuple[str, str]:
    """The separator of the cells in a text, and the text without the line that declares it."""
    first, _break, rest = text.partition("\n")
    declared = first.strip().strip('"').lower()
    if declared.startswith("sep=") and len(declared) == len("sep=") + 1:
        return declared[-1], rest
    if first.rstrip("\r") == "sep=\t":
        return "\t", rest
    lines = [line for line in text.splitlines()[:_SAMPLE_ROWS] if line.strip()]
    # The separator is in every line; a comma may be in a URL, too.
    return max(
        SEPARATORS,
        key=lambda separator: (
            sum(separator in line for line in lines),
            separator in "\t;",
            -SEPARATORS.index(separator),
        ),
    ), text
