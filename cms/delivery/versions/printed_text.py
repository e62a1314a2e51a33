"""The entries of pages follow what is printed on them only where something else may be seen.

A caption is printed with its image, a download's title with its document, an invitation with the
page it leads to. When one of those appears or disappears, the pages that refer to it are indexed
anew. Wagtail's reference index knows them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from django_tasks import task
from django_tasks_db import DatabaseBackend
from modelsearch import index

from cms.content.body.block_kinds import KINDS
from cms.content.reading import page_types

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_AT_ONCE = 100
# Blocks with a link are in the reference index under the names of their kinds.
_INVITATIONS = tuple(f".{kind.name}." for kind in KINDS.values() if kind.is_link)


@task()
def index_pages(ids: list[int]) -> None:
    """Write the entries of some pages; nothing for deleted ones.

    Each hundred is read to its end before it is written: SQLite refuses to write while something is
    still read of the state before another process has written.
    """
    for start in range(0, len(ids), _AT_ONCE):
        for page in list(Page.objects.filter(pk__in=ids[start : start + _AT_ONCE]).specific()):
            index.insert_or_update_object(page)


@task()
def index_referring_pages() -> None:
    """Write the entries of all live pages that print something they refer to."""
    page_type = ContentType.objects.get_for_model(Page)
    files = ContentType.objects.get_for_models(get_image_model(), get_document_model())
    references = ReferenceIndex.objects.filter(base_content_type=page_type)
    printed = references.filter(to_content_type__in=files.values())
    printed |= references.filter(to_content_type=page_type).filter(_is_invitation())
    ids = sorted(set(map(int, printed.order_by().values_list("object_id", flat=True))))
    index_pages.func(list(Page.objects.filter(pk__in=ids, live=True).values_list("pk", flat=True)))


def follow_everything() -> None:
    """Anything may have appeared or disappeared."""
    _enqueue_on_commit(index_referring_pages)


def follow_links(references: Iterable[tuple[int, str]]) -> None:
    """Some pages have appeared or disappeared: what refers to them, by id and place."""
    links = _links()
    ids = sorted(
        {pk for pk, model_path in references if model_path in links or _is_in_block(model_path)}
    )
    if ids:
        _enqueue_on_commit(index_pages, ids)


def users_of(file: Any) -> models.QuerySet[Page]:
    """The pages that refer to an image or document."""
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return Page.objects.filter(pk__in=list(map(int, _ids(references))))


def _ids(references: models.QuerySet[Any]) -> Collection[str]:
    return set(references.order_by().values_list("object_id", flat=True))


def _is_in_block(model_path: str) -> bool:
    return any(name in model_path for name in _INVITATIONS)


def _is_invitation() -> models.Q:
    condition = models.Q(model_path__in=_links())
    for name in _INVITATIONS:
        condition |= models.Q(model_path__contains=name)
    return condition


def _links() -> set[str]:
    """The fields of pages that are printed as links, by their names in the reference index."""
    return {name for page_type in page_types.registered() for name in page_type.printed.links}


def _enqueue_on_commit(deferred: Any, *arguments: Any) -> None:
    """Have a task done after the commit."""
    if isinstance(deferred.get_backend(), DatabaseBackend):
        deferred.enqueue(*arguments)
    else:
        transaction.on_commit(partial(deferred.enqueue, *arguments))
