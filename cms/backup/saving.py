"""Writing a backup: one moment of the database, and every file that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

import orjson

from cms.backup import archive, columns, release, rows, sequences, tables
from cms.backup.answers import NORMALISED, Contract
from cms.backup.media import Copies, named_by_rows
from cms.backup.progress import Progress
from cms.backup.snapshot import snapshot
from cms.database import driver
from cms.delivery.change_feed import feed
from cms.delivery.versions import content_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db.models import Model

    from cms.backup.archive import Manifest, Reader, Writer
    from cms.backup.progress import Report
    from cms.backup.rows import Row

KIND = "installation"
ANSWERS, DOCUMENTS = "answers.jsonl", "documents.jsonl"
MOST_NAMED = 20


def table_member(label: str) -> str:
    """The place of a model's rows in the file."""
    return f"tables/{label}.jsonl"


def rows_of(file: Reader, model: type[Model]) -> Iterator[Row]:
    """The rows of a model in a backup, with their values in the order of the model's columns.

    Raises:
        Unsuitable: the backup has other columns.
    """
    label = model._meta.label
    kept = file.manifest.columns.get(label, [])
    wanted = [column.name for column in columns.of_model(model)]
    if sorted(kept) != sorted(wanted):
        raise rows.Unsuitable(f"{label} has the columns {wanted}, and in the backup {kept}.")
    lines = file.lines(table_member(label))
    if kept == wanted:
        return lines
    places = [kept.index(name) for name in wanted]
    return ([row[place] for place in places] for row in lines)


def save(path: Path, *, with_answers: bool, report: Report) -> Manifest:
    """Write a backup to a file, which has its name only once it is whole.

    Files are copied before the snapshot is taken and again, what is new of them, inside: whatever
    a row of the snapshot names was there at one of the two times.
    """
    feed.settle()
    with archive.writing(path) as file:
        copies = Copies(file, report)
        copies.take_new()
        with snapshot():
            manifest = archive.Manifest(
                kind=KIND,
                product_version=settings.VERSION,
                made_at=timezone.now().isoformat(),
                database=connection.vendor,
                content_version=content_version.current(),
                migrations=release.migrations(),
                last_ids=sequences.last_ids(tables.saved()),
            )
            copies.take_new()
            copies.finish()
            manifest.media = len(copies.digests)
            report(f"{manifest.media} files")
            _report_missing(copies, report)
            for model in tables.saved():
                _add_table(file, model, manifest, report)
            if with_answers:
                with driver.preparing():
                    _add_answers(file, manifest, report)
        file.finish(manifest)
    return manifest


def _report_missing(copies: Copies, report: Report) -> None:
    """Name the files that were missing before, and are in no backup therefore."""
    missing = [(name, row) for name, row in named_by_rows() if name not in copies.digests]
    for name, row in missing[:MOST_NAMED]:
        report(f"Warning: the file “{name}” of {row} is missing")
    if len(missing) > MOST_NAMED:
        report(f"Warning: {len(missing) - MOST_NAMED} more files are missing")


def _add_table(file: Writer, model: type[Model], manifest: Manifest, report: Report) -> None:
    label = model._meta.label
    manifest.columns[label] = [column.name for column in columns.of_model(model)]
    progress = Progress(report, f"rows of {label}")
    file.add(table_member(label), rows.lines(progress.counted(rows.read(model))))
    manifest.rows[label] = progress.count


def _add_answers(file: Writer, manifest: Manifest, report: Report) -> None:
    contract, progress = Contract(), Progress(report, "answers")

    def lines() -> Iterator[bytes]:
        for question, answer in progress.counted(contract.all()):
            line = {
                "operation": question.operation,
                "variables": question.variables,
                "page": question.page,
                "outcome": answer.outcome,
                "sha256": answer.digest,
                "until": answer.until,
            }
            yield orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)

    file.add(ANSWERS, lines())
    # A later release asks in the words of this one, whatever its own have become.
    documents = (
        orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in contract.texts.items()
    )
    file.add(DOCUMENTS, documents)
    report(f"{progress.count} answers")
    manifest.normalised = NORMALISED
    manifest.not_asked = contract.not_asked
