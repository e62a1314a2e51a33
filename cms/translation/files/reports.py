"""The effects of an upload, line by line, as a table for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cms.translation.files.changeset import Effect
from cms.translation.validity.spelling import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.changeset import Change, Changeset

_EFFECTS = {
    Effect.NEW: _lazy("new"),
    Effect.CHANGED: _lazy("changed"),
    Effect.CONFIRMED: _lazy("confirmed"),
}


def effect(change: Change) -> str:
    """The effect of a change, in words."""
    if change.replaces_confirmed:
        return _("replaces what a person has written")
    if not change.unit.is_confirmed:
        return _("{effect}, to be confirmed").format(effect=_EFFECTS[change.effect])
    return str(_EFFECTS[change.effect])


def rows(changeset: Changeset) -> Iterator[tuple[str, ...]]:
    """The table with its header: units that aren't imported first."""
    yield _("File"), _("Line"), _("Unit"), _("Source"), _("Before"), _("After"), _("Effect")
    for problem in changeset.problems:
        reason = _("not imported: {reason}").format(reason=problem.reason)
        yield (
            problem.file,
            str(problem.line or ""),
            problem.unit,
            readable(problem.text),
            "",
            "",
            reason,
        )
    for change in changeset.changes:
        unit = change.unit
        yield (
            change.file, str(unit.line), unit.unit, change.source, change.before, change.after,
            effect(change),
        )  # fmt: skip
