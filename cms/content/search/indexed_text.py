"""The search index entry of a page: the tokens of all its text, and of its categories and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.content.body.block_kinds import KINDS
from cms.content.reading import page_types
from cms.content.search.admin_search import TokenText
from cms.content.search.tokens import index_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_referring: list[Callable[[Any], list[str]]] = []


def register(texts: Callable[[Any], list[str]]) -> None:
    """Have the texts of a page found too that depend on what it refers to."""
    _referring.append(texts)


# What PostgreSQL keeps of one text is less than a megabyte: each word once, and its positions.
MOST_BYTES = 900_000
BYTES_PER_WORD, BYTES_PER_PLACE = 8, 2


def searched_tokens(page: Any) -> TokenText:
    """The tokens of a page's title, texts, body and terms.

    Those of a page as long as a book end where the index has no more room.
    """
    return TokenText.of(_fitting(token for text in _texts(page) for token in index_tokens(text)))


def _fitting(tokens: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    size = 0
    for token in tokens:
        size += BYTES_PER_PLACE
        if token not in seen:
            seen.add(token)
            size += BYTES_PER_WORD + len(token.encode())
        if size > MOST_BYTES:
            return
        yield token


def _texts(page: Any) -> Iterator[str]:
    yield page.title
    yield from page.search_terms()
    printed = page_types.printed_by(page._meta.label_lower)
    for name in printed.texts:
        yield getattr(page, name)
    for block in (block for name in printed.streams for block in getattr(page, name).raw_data):
        kind = KINDS.get(block["type"])
        # Readers don't get a block of an unknown kind either, which is logged there.
        if kind is not None and kind.stored_words is not None:
            yield from kind.stored_words(block["value"])
    for texts in _referring:
        yield from texts(page)
