"""Invalidation of searches when a page's entry in the search index is written.

That happens in a task, some time after the page was published, and in a transaction of its own.
The names of terms are part of the entries of the pages they sort; a page type declares the entries
that contain text of a changed row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from django_tasks_db import DatabaseBackend
from modelsearch import index, signal_handlers, tasks
from modelsearch.backends import get_search_backends_with_name

from cms.content.body.reusable import pages_with
from cms.content.caching import cache_tags
from cms.content.models import ContactPerson, ReusableText
from cms.content.reading import page_types
from cms.content.search import batches
from cms.delivery.invalidation.tracking import BOOKKEEPING
from cms.delivery.versions.content_version import invalidate_tags
from cms.delivery.versions.printed_text import index_pages, users_of

Pages = Callable[[Any], models.QuerySet[Any]]
_original = index.insert_or_update_object
# How far back it is looked for whether an object has a task already: what is saved several times is
# saved so at once, and a transaction may save thousands.
LATEST_COUNT = 100
_DATABASE_BACKENDS = "modelsearch.backends.database"


_is_paused = ContextVar("index is paused", default=False)
# Where a list is set, what is to be indexed is noted there, and nothing is enqueued.
_record: ContextVar[list[tuple[str, ...]] | None] = ContextVar("index is recorded", default=None)


@contextmanager
def paused() -> Iterator[None]:
    """Inside, no entry is written when something is saved: ``update_index`` follows."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


@contextmanager
def recorded(objects: list[tuple[str, ...]]) -> Iterator[None]:
    """Inside, what is to be indexed is added to a list, for ``write_recorded``."""
    token = _record.set(objects)
    try:
        yield
    finally:
        _record.reset(token)


def write_recorded(objects: Iterable[tuple[str, ...]]) -> None:
    """Write the entries of objects, each by its application, model and primary key.

    In the database's index alone: what a search server is given can't be rolled back.
    """
    if not all(backend.__module__.startswith(_DATABASE_BACKENDS) for backend in _backends()):
        return
    for app_label, model_name, pk in dict.fromkeys(objects):
        model = apps.get_model(app_label, model_name)
        instance = model._default_manager.filter(pk=pk).first()
        if instance is not None:
            _original(instance)


def _backends() -> Iterator[Any]:
    for _name, backend in get_search_backends_with_name():
        yield type(backend)


def install() -> None:
    """Have what writes an entry invalidate the tag of its language's searches. Idempotent.

    And have it written once for a transaction, however often an object is saved in it: to submit a
    page for translation saves the translation four times.
    """
    index.insert_or_update_object = insert_or_update_object
    handlers: Any = signal_handlers
    handlers.insert_or_update_object_task = IndexEntryTasks()


@dataclass(frozen=True, slots=True)
class _EnqueuedMark:
    """A mark among the callbacks of a commit, removed by a rollback: does nothing."""

    arguments: tuple[str, ...]

    def __call__(self) -> None:
        pass


class IndexEntryTasks:
    """The tasks that write entries, one for an object and a transaction.

    Only where tasks are rows, which workers see after the commit.
    """

    def enqueue(self, *arguments: str) -> None:
        """Have the entry of an object written: its application, model and primary key."""
        if _is_paused.get():
            return
        objects = _record.get()
        if objects is not None:
            objects.append(arguments)
            return
        task = tasks.insert_or_update_object_task
        if connection.in_atomic_block and isinstance(task.get_backend(), DatabaseBackend):
            mark = _EnqueuedMark(arguments)
            if any(hook[1] == mark for hook in connection.run_on_commit[-LATEST_COUNT:]):
                return
            transaction.on_commit(mark)
        task.enqueue(*arguments)


@cache
def _entries_by_model() -> dict[type[models.Model], Pages]:
    of_types = {
        rows.model: rows.found_by for rows in page_types.shown_rows() if rows.found_by is not None
    }
    files = dict.fromkeys((get_image_model(), get_document_model()), users_of)
    entries = dict.fromkeys((ReusableText, ContactPerson), pages_with)
    return files | entries | of_types


def searched_models() -> list[type[models.Model]]:
    """The models whose rows are part of the entries of pages."""
    return list(_entries_by_model())


def follow(
    sender: type[models.Model],
    instance: Any,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """After a row is saved or deleted: have the pages it belongs to indexed anew. One query."""
    if (
        raw
        or _is_paused.get()
        or (update_fields is not None and BOOKKEEPING.issuperset(update_fields))
    ):
        return
    pages = _entries_by_model()[sender](instance).filter(live=True).order_by()
    ids = list(pages.values_list("pk", flat=True))
    objects = _record.get()
    if objects is not None:
        objects += [("wagtailcore", "page", str(pk)) for pk in ids]
    elif ids:
        index_pages.enqueue(ids)


@wraps(_original)
def insert_or_update_object(instance: Any) -> None:
    """Write the entry of an object, and say so if it is a live page's and differs from before.

    The search index is written at every save of a draft, too, with the words that are live.
    """
    with batches.batch():
        _write_entry(instance)


def _write_entry(instance: Any) -> None:
    if not isinstance(instance, Page) or not instance.live:
        _original(instance)
        return
    with transaction.atomic(savepoint=False):
        before = _entry(instance)
        _original(instance)
        if before is None or _entry(instance) != before:
            _refresh(instance)
            tags = [
                cache_tags.search(instance.locale.language_code),
                cache_tags.entry(instance.translation_key),
            ]
            invalidate_tags(
                tags, cause=f"search index of {instance._meta.label_lower} {instance.pk}"
            )


def _entry(page: Page) -> Any:
    """The words of a page in the database's index, ``None`` where they are kept elsewhere."""
    entries = IndexEntry._default_manager.filter(
        content_type=page.cached_content_type, object_id=str(page.pk)
    )
    return entries.values_list("title", "body").first()


def _refresh(page: Page) -> None:
    """Have a search server find what it was given, before caches are purged."""
    for _name, backend in get_search_backends_with_name():
        backend.get_index_for_model(type(page)).refresh()
