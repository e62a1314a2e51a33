"""The search index that Wagtail keeps in the database, asked by statements that are kept.

What is asked is what Wagtail's own backends ask; they write their SQL anew for each question, which
takes longer than to find the pages of a rare word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, Func, IntegerField, Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from modelsearch.utils import get_descendants_content_types_pks

from cms.content.search.tokens import kept_tokens
from cms.database.statements import Condition, Parameter, in_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


class _MatchesWords(Func):
    """The condition that an entry holds the words given, in its title or its text."""

    def __init__(self) -> None:
        words = Parameter("words", TextField())
        super().__init__("title", "body", words, output_field=BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        """The table is looked through as a whole: the words say in which columns."""
        words, parameters = compiler.compile(self.source_expressions[2])
        return f"wagtailsearch_indexentry_fts MATCH {words}", parameters

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        """Both columns together, as they are indexed in ``cms.database.indexes``."""
        (title, _), (body, _), (words, parameters) = map(compiler.compile, self.source_expressions)
        return f"({title} || {body}) @@ to_tsquery('simple', {words})", parameters


def are_in_database() -> bool:
    """True if the index is in the database, and not on a server."""
    backend: str = settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
    return backend == "wagtail.search.backends.database"


def with_tokens(tokens: list[str], among: Iterable[int] | None = None) -> Condition:
    """The condition for pages that hold all tokens, whoever may see them.

    Args:
        tokens: a question's, as ``cms.content.search.tokens`` makes them.
        among: the ids of few pages, where no others are wanted.
    """
    values: dict[str, Any] = {
        "words": _words(kept_tokens(tokens)),
        "kinds": sorted(get_descendants_content_types_pks(Page)),
    }
    if among is None:
        return Condition("holding", lambda: _pages(among_few=False), values)
    values["entries"] = list(map(str, among))
    return Condition("holding among few", lambda: _pages(among_few=True), values)


def _words(tokens: list[str]) -> str:
    """A question for all tokens, which are letters and digits alone."""
    if connection.vendor == "sqlite":
        return "{title body} : (" + " AND ".join(f'"{token}"' for token in tokens) + ")"
    return " & ".join(f"'{token}'" for token in tokens)


def _pages(*, among_few: bool) -> Q:
    entries: QuerySet[Any] = IndexEntry._default_manager.filter(
        in_list("content_type", "kinds", IntegerField())
    )
    if among_few:
        entries = entries.filter(in_list("object_id", "entries", TextField()))
    if connection.vendor != "sqlite":
        return _with_ids_in(entries.filter(_MatchesWords()), "object_id")
    page_entries = apps.get_model("wagtailsearch.SQLiteFTSIndexEntry")._default_manager.filter(
        _MatchesWords()
    )
    if among_few:
        # Without this it would look at all entries that hold the words.
        page_entries = page_entries.filter(pk__in=entries.order_by().values("pk"))
    else:
        page_entries = page_entries.filter(
            in_list("index_entry__content_type", "kinds", IntegerField())
        )
    return _with_ids_in(page_entries, "index_entry__object_id")


def _with_ids_in(entries: QuerySet[Any], column: str) -> Q:
    return Q(pk__in=entries.order_by().values(page=Cast(column, IntegerField())))
