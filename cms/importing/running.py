"""The run of an import: group after group, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.content.media import stored_files
from cms.content.pages.publishing import PublishingRefused
from cms.importing.converting.links import Directory
from cms.importing.report import Fate
from cms.importing.writing import groups
from cms.importing.writing.page_keys import PageKeys
from cms.importing.writing.pages import Lists
from cms.importing.writing.validity import Faulty
from cms.translation.synchronisation.drafts import reasons

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.models import Site

    from cms.importing.records import Origin, Record
    from cms.importing.report import Report


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an import.

    * ``is_dry_run``: everything is tried, and nothing kept,
    * ``may_overwrite``: pages become again what they are at the origin, also where they were
      changed here.
    """

    site: Site
    is_dry_run: bool = False
    may_overwrite: bool = False


def run(
    origin: Origin, options: Options, report: Report, progress: Callable[[int, int], None]
) -> None:
    """Import the pages of an origin; ``progress`` is told how many groups of how many are done.

    A group that fails leaves nothing behind and is named in the report; the others are imported.
    A page that links to one that was imported after it is written a second time at the end.
    """
    directory = Directory(record for group in origin.groups for record in group)
    task = groups.Task(
        origin=origin,
        directory=directory,
        lists=Lists(options.site),
        keys=PageKeys(origin.name, origin.groups),
        report=report,
        may_overwrite=options.may_overwrite,
    )
    waiting: list[tuple[list[Record], frozenset[str]]] = []
    for number, group in enumerate(origin.groups, start=1):
        fates = _written(task, group, is_dry_run=options.is_dry_run)
        report.fates |= fates
        keys = task.keys.taken_waiting()
        if keys and Fate.FAILED not in fates.values():
            waiting.append((group, keys))
        progress(number, len(origin.groups))
    if options.is_dry_run:
        return
    for group, keys in waiting:
        if task.keys.has_any(keys):
            _written(task, group, is_dry_run=False, is_forced=True)


def _written(
    task: groups.Task, group: list[Record], *, is_dry_run: bool, is_forced: bool = False
) -> dict[str, Fate]:
    try:
        with stored_files.removed_on_failure(), stored_files.recorded() as names:
            with transaction.atomic():
                fates = groups.write(task, group, is_forced=is_forced)
                transaction.set_rollback(is_dry_run)
            if is_dry_run:
                stored_files.remove_unnamed(names)
    except (Faulty, PublishingRefused, ValidationError) as error:
        texts = reasons(error) if isinstance(error, ValidationError) else [str(error)]
        for record in group:
            task.report.note(record.name, "page", f"not imported: {'; '.join(texts)}")
        return dict.fromkeys((record.name for record in group), Fate.FAILED)
    return fates
