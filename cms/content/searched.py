"""What a page gives to the search index: the tokens of all its text, and of what sorts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.content.rich_text import plain_text
from cms.content.words import index_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

# The texts that may stand beside the title, by the names of models and records, in order.
TEXTS = ("hero_title", "hero_text", "summary", "introduction")


def searched_tokens(page: Any) -> str:
    """The tokens of a page's title, texts, body and terms, separated by spaces."""
    return " ".join(token for text in _texts(page) for token in index_tokens(text))


def _texts(page: Any) -> Iterator[str]:
    yield page.title
    for name in TEXTS:
        yield getattr(page, name, "")
    body = getattr(page, "body", None)
    for block in body.raw_data if body else ():
        yield from _block_texts(block["type"], block["value"])
    yield from page.search_terms()


def _block_texts(kind: str, value: Any) -> Iterator[str]:
    if kind == "heading":
        yield value["text"]
    elif kind == "rich_text":
        yield plain_text(value)
    elif kind == "quote":
        yield value["quote"]
        yield value.get("attribution") or ""
