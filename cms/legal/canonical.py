"""The canonical text of a legal notice: all that its hash attests, in CommonMark.

The first line is the title; the second names the language, the number, the day it is in force from
and the language that prevails. After an empty line comes the body. Links lead to lasting names:
``page:`` with a translation key, ``sha256:`` with the hash of a file, or the URL of another
site; to nothing where what they led to is gone. A body with anything that can't be said is refused.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from cms.content.body.block_kind import leaves
from cms.content.body.block_kinds import KINDS
from cms.content.body.canonical import StoredCanonicalNames, UnattestedBlock, UnreadCanonicalNames
from cms.content.body.rich_text import plain_text
from cms.content.body.rich_text.markdown import markdown
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cms.content.body.canonical import CanonicalNames
    from cms.content.body.rich_text.document import DocumentNode


# Wagtail's rich-text editor gives every paragraph a key whenever it is opened.
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_WITH_HTML = frozenset(
    kind.name
    for kind in KINDS.values()
    if any(isinstance(block, blocks.RichTextBlock) for block in leaves(kind.editor()))
)


def stored_body(raw: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A body as versions hold it: without the marks an editor's browser leaves in rich text."""
    return [
        block | {"value": _without_keys(block["value"])} if block["type"] in _WITH_HTML else block
        for block in raw
    ]


def _without_keys(value: Any) -> Any:
    if isinstance(value, str):
        return _BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [_without_keys(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_keys(part) for name, part in value.items()}
    return value


def canonical_text(
    *,
    title: str,
    body: list[dict[str, Any]],
    number: int,
    effective_on: date,
    language: str,
    prevailing: str,
    targets: CanonicalNames | None = None,
) -> str:
    """The notice as CommonMark, ending with a line break: what its hash is made of.

    A query for each page or file that is referred to, and the file is read to its end; none for
    what ``targets`` has found before.

    Raises:
        UnattestedBlock: the body holds something that the text can't say.
        OSError: a file can't be read.
    """
    languages = tags.canonical(language), tags.canonical(prevailing)
    facts = f"{languages[0]} {number} {effective_on.isoformat()} {languages[1]}"
    return f"{title}\n{facts}\n\n{_written(body, targets or StoredCanonicalNames())}\n"


def check(body: list[dict[str, Any]]) -> None:
    """Check that a body can be said, without reading its files.

    Raises:
        UnattestedBlock: it holds something that the text can't say.
        OSError: a file can't be opened.
    """
    _written(body, UnreadCanonicalNames())


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _written(body: list[dict[str, Any]], targets: CanonicalNames) -> str:
    return markdown({"type": "root", "children": list(_nodes(body, targets))})


def _nodes(body: list[dict[str, Any]], targets: CanonicalNames) -> Iterator[DocumentNode]:
    for block in body:
        kind = KINDS.get(block["type"])
        if kind is None:
            raise UnattestedBlock(f"A block of an unknown kind: {block['type']}")
        yield from kind.canonical(block["value"], targets)


def words(body: Iterable[dict[str, Any]]) -> list[str]:
    """The words of a body of any kinds, whatever they look like and lead to."""
    return [line for block in body for line in _words(block["value"])]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from plain_text(value).splitlines()
    elif isinstance(value, list):
        for item in value:
            yield from _words(item["value"])
    elif isinstance(value, dict):
        for member in value.values():
            yield from _words(member)
