"""What an upload does, line by line, as a table for spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cms.translation.dashboard.views import harmless
from cms.translation.files.planning import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.planning import Change, Plan

_KINDS = {
    Kind.NEW: _lazy("new"),
    Kind.CHANGED: _lazy("changed"),
    Kind.CONFIRMED: _lazy("confirmed"),
}


class _Echo:
    """What a writer of CSV writes to: each line is handed on."""

    def write(self, line: str) -> str:
        return line


def effect(change: Change) -> str:
    """What happens to a text, in words."""
    if change.replaces_confirmed:
        return _("replaces what a person has written")
    if not change.entry.is_confirmed:
        return _("{effect}, to be confirmed").format(effect=_KINDS[change.kind])
    return str(_KINDS[change.kind])


def lines(plan: Plan) -> Iterator[str]:
    """The table, line by line: first what isn't taken."""
    write = csv.writer(_Echo()).writerow
    # Without it spreadsheets don't take the file for UTF-8.
    yield "\ufeff"
    titles = (_("File"), _("Line"), _("Unit"), _("Source"), _("Before"), _("After"), _("Effect"))
    yield str(write(titles))
    for problem in plan.problems:
        reason = _("not taken: {reason}").format(reason=problem.reason)
        row = (problem.file, str(problem.line or ""), problem.unit, problem.text, "", "", reason)
        yield str(write([harmless(one) for one in row]))
    for change in plan.changes:
        entry = change.entry
        row = (
            change.file, str(entry.line), entry.unit, entry.source, change.old, entry.target,
            effect(change),
        )  # fmt: skip
        yield str(write([harmless(one) for one in row]))
