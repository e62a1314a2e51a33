"""Lists of the admin in the order of an alphabet, Chinese by its pinyin.

PostgreSQL has the order from ICU, as the collation ``zh-x-icu``; where it was built without it,
lists are in the order of the database. SQLite has none: each connection is given one that compares
Chinese characters as GB 18030 arranges them, the 3,755 commonest by pinyin and rarer ones after
them by radical. Traditional characters are where their Simplified forms are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, wraps
from typing import Any

from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db import connections, models
from django.db.backends.signals import connection_created
from django.db.models.functions import Collate
from wagtail.admin.views.generic.base import BaseListingView

from cms.content.search import han_table

SQLITE_COLLATION = "pinyin"
ICU_COLLATION = "zh-x-icu"
_MARKS = re.compile("[\u0300-\u036f]")


def install() -> None:
    """Have all lists of the admin sort texts so. Idempotent."""
    connection_created.connect(_give_collation)
    listing: Any = BaseListingView
    original = listing.order_queryset
    if hasattr(original, "sorts_by_alphabet"):
        return

    @wraps(original)
    def order_queryset(view: Any, queryset: Any) -> Any:
        ordered = original(view, queryset)
        # Indexes of searched texts sort by plain columns alone.
        is_asked = (
            view.ordering
            and isinstance(ordered, models.QuerySet)
            and not getattr(view, "is_searching", False)
        )
        return by_alphabet(ordered, view.ordering) if is_asked else ordered

    order_queryset.sorts_by_alphabet = True  # type: ignore[attr-defined]
    listing.order_queryset = order_queryset


def by_alphabet(queryset: Any, ordering: str | list[str] | tuple[str, ...]) -> Any:
    """The rows by the same columns, ``-name`` the other way round, texts by the alphabet."""
    names = [ordering] if isinstance(ordering, str) else ordering
    has_text = any(_is_text(queryset.model, name.removeprefix("-")) for name in names)
    collation = _collation(queryset.db) if has_text else None
    if collation is None:
        return queryset
    return queryset.order_by(*(_order(queryset.model, name, collation) for name in names))


def _order(model: type[models.Model], name: str, collation: str) -> Any:
    column = name.removeprefix("-")
    if not _is_text(model, column):
        return name
    text = Collate(column, collation)
    return text.desc() if name.startswith("-") else text.asc()


def _is_text(model: type[models.Model], column: str) -> bool:
    try:
        field = get_fields_from_path(model, column)[-1]
    except (FieldDoesNotExist, AttributeError):
        return False
    return isinstance(field, (models.CharField, models.TextField))


def _collation(alias: str) -> str | None:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        return SQLITE_COLLATION
    return ICU_COLLATION if _has_icu(alias) else None


@lru_cache
def _has_icu(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = %s", [ICU_COLLATION])
        return cursor.fetchone() is not None


def _give_collation(connection: Any, **_others: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SQLITE_COLLATION, _compared)


def _compared(text: str, other: str) -> int:
    key, other_key = _key(text), _key(other)
    return (key > other_key) - (key < other_key)


def _key(text: str) -> bytes:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", plain).translate(_simplified()).encode("gb18030", "replace")


@lru_cache
def _simplified() -> dict[int, str]:
    return str.maketrans(han_table.read())
