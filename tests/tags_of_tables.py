"""Which tags an answer carries for having read a table, held against what answers of tests read.

An answer that read a table and carries none of its tags would be served for longer than it is
right. Nothing of this is in the CMS: ``checked`` puts it around the function that the API executes
questions with.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from wagtail.models import Page

import pytest

from cms.delivery.versions import lifetimes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphql import ExecutionResult

    from cms.api.content.context import Context

# What an answer is kept by, and which is the same for ever; not what it shows.
BOOKKEEPING = {
    "delivery_cachetag", "delivery_contentversion", "delivery_raisedtags", "django_content_type",
}  # fmt: skip
PAGES = [one for one in apps.get_models() if issubclass(one, Page) and one is not Page]
LISTS = {"pages", "search", "changes", *(str(one._meta.model_name) for one in PAGES)}
OF_PAGES = {"page", "link", "slug", "addresses", *LISTS}
# Families, which are what stands before the colon of a tag, by table.
TAGS: dict[str, set[str]] = {
    "wagtailcore_page": OF_PAGES,
    **{one._meta.db_table: OF_PAGES for one in PAGES},
    "home_chosennews": {"page"},
    "news_relatednews": {"page", "newspage"},
    "news_newspagetag": {"page", "newspage"},
    "content_reusabletext": {"page"},
    "content_contactperson": {"page"},
    "news_newscategory": {"term", "terms"},
    "news_newstag": {"term", "terms"},
    # Which notices have something to show decides which pages are shown.
    "legal_legalnoticeversion": OF_PAGES,
    "legal_legalnoticewithdrawal": OF_PAGES,
    "sitewide_sitewide": {"sitewide"},
    "sitewide_sitewidesettings": {"sitewide"},
    "translation_pagetextstate": {"page"},
    "wagtailredirects_redirect": {"redirects", "slug"},
    "wagtailimages_image": {"image", "files"},
    "wagtailimages_rendition": {"image", "files"},
    "content_imageplaceholder": {"image", "files"},
    "wagtaildocs_document": {"document", "files"},
    "wagtailcore_collection": {"files"},
    "wagtailcore_collectionviewrestriction": {"files"},
    "wagtailsearch_indexentry": {"search"},
    "wagtailsearch_indexentry_fts": {"search"},
    "delivery_pendingchange": {"changes"},
    "delivery_publicpage": {"changes"},
    "delivery_publicsite": {"changes"},
    "delivery_settledchanges": {"changes"},
    # Every answer carries it.
    "wagtailcore_site": {"tree"},
    "wagtailcore_locale": {"tree"},
    "wagtailcore_pageviewrestriction": {"tree"},
}
_WORD = re.compile(r"\w+")


class MissingTag(AssertionError):
    """An answer read tables and carries none of their tags."""

    def __init__(self, missing: dict[str, set[str]], tags: frozenset[str]) -> None:
        expected = "; ".join(
            f"{table} ({' or '.join(sorted(families)) or 'no tag is declared for it'})"
            for table, families in sorted(missing.items())
        )
        super().__init__(f"Read without a tag: {expected}. Tags: {', '.join(sorted(tags))}")


class Checked:
    """Executes questions as graphql-core does it, and compares what they read with their tags.

    What was found is in ``found`` too, because a view answers whatever happens in it.
    """

    def __init__(self, execute: Callable[..., Any]) -> None:
        self.execute = execute
        self.found: list[MissingTag] = []
        self._is_noted: ContextVar[bool] = ContextVar("is_noted", default=True)

    def __call__(self, *asked: Any, context_value: Context, **named: Any) -> ExecutionResult:
        read: set[str] = set()

        def note(execute: Any, sql: str, *rest: Any) -> Any:
            if self._is_noted.get():
                read.update(_tables_in(sql))
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            result: ExecutionResult = self.execute(*asked, context_value=context_value, **named)
        # Others aren't kept by anybody.
        if context_value.may_be_kept and not result.errors:
            self._compare(read, context_value.dependencies.tags)
        return result

    def _compare(self, read: set[str], tags: frozenset[str]) -> None:
        families = {tag.partition(":")[0] for tag in tags}
        missing = {
            table: TAGS.get(table, set()) for table in read if not TAGS.get(table, set()) & families
        }
        if missing:
            fault = MissingTag(missing, tags)
            self.found.append(fault)
            raise fault

    def unnoted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """A function that reads what isn't shown."""

        def function(*asked: Any, **named: Any) -> Any:
            token = self._is_noted.set(False)
            try:
                return original(*asked, **named)
            finally:
                self._is_noted.reset(token)

        return function

    def taken(self) -> list[MissingTag]:
        """What was found since the last time."""
        found, self.found = self.found, []
        return found


@contextmanager
def checked() -> Iterator[Checked]:
    """Have what answers read compared with their tags until this ends."""
    # Which fields there are is said by applications that are ready.
    view: Any = import_module("cms.api.http.view")
    with pytest.MonkeyPatch.context() as patch:
        one = Checked(view.execute)
        patch.setattr(view, "execute", one)
        # Until when something is right is asked of all pages, whichever are shown.
        patch.setattr(lifetimes, "valid_until", one.unnoted(lifetimes.valid_until))
        yield one


@cache
def _tables_in(sql: str) -> frozenset[str]:
    """The tables of models that a statement reads, but for what is bookkeeping.

    The front pages of sites are found with them, and change with the tree.
    """
    found = set(_WORD.findall(sql)) & _tables() - BOOKKEEPING
    return frozenset(found - {"wagtailcore_page"} if "wagtailcore_site" in found else found)


@cache
def _tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models)
