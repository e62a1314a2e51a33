"""The origins of values of an answer, as they are known while the answer is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cms.content.tree import Root


class PageOrigin(NamedTuple):
    """A page; ``locale_id`` is the language it was asked for in."""

    pk: int
    locale_id: int


class SnippetOrigin(NamedTuple):
    """A snippet: its model, the language of its texts, and its slug where it has one.

    ``locale_id`` is the language it was asked for in; 0: whichever it is in. ``pk`` is its id
    where that is known.
    """

    label: str
    language: str
    slug: str
    locale_id: int
    pk: int = 0


class RowOrigin(NamedTuple):
    """A row that isn't translated: its model and its key."""

    label: str
    pk: int


Origin = PageOrigin | SnippetOrigin | RowOrigin


def language(root: Root) -> RowOrigin:
    """The origin of what is told of a language."""
    return RowOrigin("wagtailcore.locale", root.locale_id)
