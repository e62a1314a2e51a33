"""Reading a backup into a migrated database, in one transaction: all of it, or nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.backup import archive, comparing, identity, media, release, rows, sequences, tables
from cms.backup.progress import Dots, Progress
from cms.backup.saving import KIND, rows_of
from cms.content.images.making import make_renditions
from cms.content.media import public_copies, stored_files
from cms.database import driver
from cms.database.indexes import gather_statistics
from cms.delivery.invalidation import tokenizer
from cms.delivery.models import CacheTag, RaisedTags
from cms.delivery.response_cache import memo_store
from cms.delivery.versions import lifetimes

if TYPE_CHECKING:
    from pathlib import Path

    from cms.backup.archive import Manifest, Reader
    from cms.backup.progress import Report

MOST_NAMED = 50
INDEXED_TOGETHER = 500


class NotEmpty(ValueError):
    """There is content in the database, which a restore would remove."""


class Differs(ValueError):
    """The restored database isn't what was saved; the message names what differs."""


def restore(path: Path, *, replace: bool, accept_differences: bool, report: Report) -> Manifest:
    """Put back what a backup holds, and compare it with the answers it holds.

    Args:
        path: the file.
        replace: whether content that is there may be removed.
        accept_differences: whether a restored database that differs is kept.
        report: told how far it is.

    Raises:
        Unusable: the file is no backup, damaged or cut off.
        Incompatible: it was made with other migrations.
        NotEmpty: there is content, and it may not be removed.
        Taken: a file of the storage has the name of another one in the backup.
        Unsuitable: the database can't take a row.
        Differs: rows, files or answers differ from the backup.
    """
    with archive.reading(path, kind=KIND) as file:
        manifest = file.manifest
        release.require(manifest.migrations, product_version=manifest.product_version)
        if not replace and not is_empty():
            raise NotEmpty("There is content in this database.")
        report("checking the file")
        file.check()
        with stored_files.removed_on_failure(), transaction.atomic(), driver.preparing():
            waiting = _put_back(file, replace=replace, report=report)
            _compare(file, waiting, accept_differences=accept_differences, report=report)
        media.overwrite(file, waiting)
    _forget()
    public_copies.put_in_order()
    _have_renditions_made()
    return manifest


def is_empty() -> bool:
    """True if nobody has worked in this database since it was migrated."""
    if Page.objects.count() > tables.PAGES_MADE_BY_MIGRATIONS:
        return False
    own = (model for model in tables.saved() if model is not Page)
    return not any(
        model._base_manager.exists()
        for model in own
        if model._meta.label not in tables.MADE_BY_NOBODY
    )


def differences(path: Path, *, report: Report) -> list[str]:
    """The differences of this database from a backup of it: rows, files and answers.

    Raises:
        Unusable: the file is no backup, damaged or cut off.
        Incompatible: it was made with other migrations.
    """
    with archive.reading(path, kind=KIND) as file:
        release.require(file.manifest.migrations, product_version=file.manifest.product_version)
        file.check()
        return list(comparing.differences(file, report=report))


def _put_back(file: Reader, *, replace: bool, report: Report) -> list[str]:
    """Write rows and files; returns the names of files that are to be overwritten at the end."""
    above = max(file.manifest.content_version, identity.highest_number())
    kept = {RaisedTags, CacheTag}
    rows.empty([model for model in tables.all_models() if model not in kept])
    for model in tables.saved():
        progress = Progress(report, f"rows of {model._meta.label}")
        count = rows.write(model, progress.counted(rows_of(file, model)))
        if count:
            report(f"{model._meta.label}: {count} rows")
    return finish(file, above=above, replace=replace, report=report)


def finish(file: Reader, *, above: int, replace: bool, report: Report) -> list[str]:
    """Make everything that follows from rows which were just written: files, search, history.

    Args:
        file: the backup the rows are from.
        above: the highest number that the history of the database has given.
        replace: whether files may be overwritten.
        report: told how far it is.

    Returns:
        The names of files that are to be overwritten at the end.

    Raises:
        Unsuitable: a row refers to one that isn't there.
        Taken: a file of the storage has the name of another one in the backup.
    """
    # Otherwise PostgreSQL takes the tables for empty until the end, and plans for that.
    gather_statistics()
    _check_references()
    sequences.set_last_ids(tables.saved(), file.manifest.last_ids)
    _forget()
    waiting = media.write(file, replace=replace, report=report)
    report("indexing for search")
    indexed = Progress(report, f"batches of {INDEXED_TOGETHER} rows indexed")
    call_command("update_index", chunk_size=INDEXED_TOGETHER, stdout=Dots(indexed))
    gather_statistics()
    tokenizer.follow(using=connection.alias)
    identity.begin(above=above)
    return waiting


def _check_references() -> None:
    """Accept that all rows refer to rows that are there.

    Raises:
        Unsuitable: one doesn't.
    """
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise rows.Unsuitable(f"A row refers to another one that is missing: {error}") from error


def _compare(file: Reader, waiting: list[str], *, accept_differences: bool, report: Report) -> None:
    found = comparing.differences(file, waiting=frozenset(waiting), report=report)
    named = list(islice(found, MOST_NAMED + 1))
    if len(named) > MOST_NAMED:
        named[MOST_NAMED] = "There are more differences."
    if named and not accept_differences:
        raise Differs("\n".join(named))
    for one in named:
        report(f"Warning: {one}")


def _have_renditions_made() -> None:
    """Have tasks make the renditions that images lack: those that waited aren't in the backup."""
    lacking = get_image_model().objects.filter(renditions__isnull=True).order_by("pk")
    for pk in lacking.values_list("pk", flat=True):
        make_renditions.enqueue(pk)


def _forget() -> None:
    """Forget what this process, or the cache that processes share, knows of other rows."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
    memo_store.forget()
    lifetimes.forget()
