"""Tables for spreadsheets, sent line by line, with nothing in them that would be run."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Characters that begin a formula in a spreadsheet, their full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A target for the CSV writer that returns each line."""

    def write(self, line: str) -> str:
        return line


def table(rows: Iterable[Iterable[str]], *, name: str) -> StreamingHttpResponse:
    """Rows as a file to download, the titles first."""
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    write = csv.writer(_Echo()).writerow
    # Without it spreadsheets don't read the file as UTF-8.
    yield "\ufeff"
    for row in rows:
        yield str(write(map(harmless, row)))


def harmless(text: str) -> str:
    """A text that no spreadsheet reads as a formula.

    As OWASP advises: https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
