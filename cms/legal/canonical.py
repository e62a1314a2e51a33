"""The canonical text of a legal notice: plain lines that anybody can hash."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cms.content.body.rich_text import plain_text
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


# Wagtail's rich-text editor gives every paragraph a key whenever it is opened.
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def stored_body(raw: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A body as versions hold it: without the marks an editor's browser leaves in rich text."""
    return [
        block | {"value": _BLOCK_KEY.sub("", block["value"])}
        if block["type"] == "rich_text"
        else block
        for block in raw
    ]


def canonical_text(
    *, title: str, body: list[dict[str, Any]], number: int, effective_on: date, language: str
) -> str:
    """The notice as lines of plain text, ending with a line break: what its hash is made of."""
    all_lines = [title, f"{tags.canonical(language)} {number} {effective_on.isoformat()}"]
    all_lines.extend(lines(body))
    return "\n".join(all_lines) + "\n"


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def lines(body: list[dict[str, Any]]) -> Iterator[str]:
    """The texts of a body, line by line."""
    for block in body:
        if block["type"] == "heading":
            yield block["value"]["text"]
        elif block["type"] == "rich_text":
            yield from plain_text(block["value"]).splitlines()
        elif block["type"] == "download":
            yield block["value"]["title"] or ""
