"""The differences of a database from a backup, in sentences that name them."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.backup import columns, media, rows, tables
from cms.backup.answers import Contract, Question
from cms.backup.progress import Progress
from cms.backup.saving import ANSWERS, DOCUMENTS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from cms.backup.archive import Reader
    from cms.backup.columns import Column
    from cms.backup.progress import Report
    from cms.backup.rows import Row

# Of a history of changes, which begins anew, or only until the next look at what has changed.
NOT_COMPARED = {
    "delivery.PendingChange": None,
    "delivery.PublicSite": frozenset({"token", "looked_at"}),
}
# The columns that people know a row by, the best first.
_NAMES = (
    "language_code", "old_path", "title", "name", "filter_spec", "username", "slug", "codename",
    "file", "path",
)  # fmt: skip
_LONGEST_NAME = 100


def differences(
    file: Reader, *, waiting: frozenset[str] = frozenset(), report: Report
) -> Iterator[str]:
    """A sentence for each row, file and answer that differs from a backup.

    Args:
        file: the backup.
        waiting: names of files that are still to be overwritten.
        report: told how far it is.
    """
    for model in tables.saved():
        yield from of_table(file, model, report)
    report("rows compared")
    yield from media.differences(file, waiting=waiting, report=report)
    report("files compared")
    if file.has(ANSWERS):
        yield from of_answers(file, report)


def of_table(file: Reader, model: type[Model], report: Report) -> Iterator[str]:
    """A sentence for each row that is missing, added, or has other values."""
    label = model._meta.label
    if NOT_COMPARED.get(label, frozenset()) is None:
        return
    found = columns.of_model(model)
    key = columns.primary_key(found)
    wanted, there = rows_of(file, model), rows.read(model)
    ours: Row | None = next(there, None)
    for theirs in Progress(report, f"rows of {label} compared").counted(wanted):
        while ours is not None and ours[key] < theirs[key]:
            yield f"{_named(label, found, ours)} is not in the backup."
            ours = next(there, None)
        if ours is None or ours[key] != theirs[key]:
            yield f"{_named(label, found, theirs)} is missing."
            continue
        differing = _differing(label, found, theirs, ours)
        if differing:
            yield f"{_named(label, found, theirs)} differs in {', '.join(differing)}."
        ours = next(there, None)
    while ours is not None:
        yield f"{_named(label, found, ours)} is not in the backup."
        ours = next(there, None)


def of_answers(file: Reader, report: Report) -> Iterator[str]:
    """A sentence for each answer that differs; those that the clock has changed are left out.

    The questions are asked in the words in which they were asked for the backup.
    """
    contract = Contract(dict(file.lines(DOCUMENTS)))
    over = 0
    progress = Progress(report, "answers compared")
    changes = []
    for line in file.lines(ANSWERS):
        question = Question(line["operation"], line["variables"], line["page"])
        until = parse_datetime(line["until"]) if line["until"] else None
        if question.page:
            changes.append((question, line))
        elif until is not None and until <= timezone.now():
            over += 1
        else:
            answer = contract.ask(question)
            yield from _differing_answer(question, line, answer.outcome, answer.digest)
            progress.step()
    if changes:
        yield from _differing_changes(contract, changes)
    report(f"{progress.count + len(changes)} answers compared, {over} have changed by the clock")


def _differing_changes(contract: Contract, wanted: list[tuple[Question, Any]]) -> Iterator[str]:
    """Answers with cursors are asked for from the first to the last, with the cursors of today."""
    for kept, now in zip_longest(wanted, contract.changes()):
        if kept is None:
            yield f"{now[0]}: there are more changes than in the backup."
        elif now is None:
            yield f"{kept[0]}: there are fewer changes than in the backup."
        else:
            yield from _differing_answer(kept[0], kept[1], now[1].outcome, now[1].digest)


def _differing_answer(question: Question, line: Any, outcome: str, digest: str) -> Iterator[str]:
    if outcome != line["outcome"]:
        yield f"{question} found {line['outcome']}, and now {outcome}."
    elif digest != line["sha256"]:
        yield f"{question} still finds {outcome}, with other content."


def _differing(label: str, found: list[Column], theirs: Row, ours: Row) -> list[str]:
    if theirs == ours:
        return []
    ignored = NOT_COMPARED.get(label) or frozenset()
    return [
        column.name
        for column, one, other in zip(found, theirs, ours, strict=True)
        if one != other and column.name not in ignored and not _is_same(column, one, other)
    ]


def _is_same(column: Column, one: Any, other: Any) -> bool:
    """True if two texts are the same JSON: PostgreSQL sorts the names in an object."""
    if not column.is_json or one is None or other is None:
        return False
    return bool(json.loads(one) == json.loads(other))


def _named(label: str, found: list[Column], row: Row) -> str:
    """A row as people know it: ``wagtailcore.Locale 2 (zh-hans)``."""
    values = {column.name: value for column, value in zip(found, row, strict=True)}
    known = next((str(values[name]) for name in _NAMES if values.get(name)), "")
    key = row[columns.primary_key(found)]
    return f"{label} {key} ({known[:_LONGEST_NAME]})" if known else f"{label} {key}"
