"""Indexing everything again when the rules for cutting text into words have changed.

Texts and questions are cut into the same words, so entries that were written before hold others
than what is asked for. Which words they hold is written down among the cache tags, under a name no
answer depends on, and compared after each ``migrate``.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from django_tasks import task
from modelsearch import index

from cms.content.search import index_entries, tokens
from cms.delivery.models import CacheTag

NAME = "words:"
# How many entries one task writes.
MOST_OBJECTS = 200


def follow(*, using: str, **_signal: Any) -> None:
    """After ``migrate``: have entries of other words written anew, by tasks. Idempotent."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if not {CacheTag._meta.db_table, IndexEntry._meta.db_table}.issubset(tables):
        return
    name = NAME + sha256(tokens.version().encode()).hexdigest()[:16]
    rows = CacheTag._default_manager.using(using).filter(name__startswith=NAME)
    if list(rows.values_list("name", flat=True)) == [name]:
        return
    with transaction.atomic(using=using):
        rows.delete()
        rows.create(name=name, version=0)
        if _are_entries(using):
            index_all.enqueue()


def _are_entries(using: str) -> bool:
    """True if anything was indexed before; for a search server, if there are pages."""
    if index_entries.are_in_database():
        return IndexEntry._default_manager.using(using).exists()
    return Page._default_manager.using(using).filter(depth__gt=1).exists()


@task()
def index_all() -> None:
    """Have the entries of all objects written anew, the pages' first."""
    for model in sorted(_models(), key=lambda model: model._meta.label != "wagtailcore.Page"):
        ids = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), MOST_OBJECTS):
            index_some.enqueue(model._meta.label, [*map(str, ids[start : start + MOST_OBJECTS])])


@task()
def index_some(label: str, ids: list[str]) -> None:
    """Write the entries of some objects of a model; nothing for deleted ones."""
    objects: Any = apps.get_model(label)._base_manager.filter(pk__in=ids)
    for instance in objects.iterator(chunk_size=MOST_OBJECTS):
        index.insert_or_update_object(getattr(instance, "specific", instance))


def _models() -> list[Any]:
    """Those whose objects have entries, without those that are kinds of another."""
    return [model for model in index.get_indexed_models() if not model._meta.parents]
