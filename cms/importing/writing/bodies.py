"""Streams made of converted bodies: what the editor would have stored."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.content.body.block_kinds.rich_text import RICH_TEXT_FEATURES
from cms.importing.records import OriginFile
from cms.importing.writing import stored_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.importing.converting.converted import Converted
    from cms.importing.converting.links import Link

_LINK = re.compile(r'<a data-link="([0-9]+)">(.*?)</a>', re.DOTALL)
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def blocks_of(body: Converted, page_id: Callable[[str], int | None]) -> list[dict[str, Any]]:
    """The blocks of a body, without ids; images and documents are stored.

    Args:
        body: the body.
        page_id: the id of the page that was imported under a key; ``None``: not yet.

    Raises:
        ValidationError: a file can't be stored.
    """
    return [
        {"type": piece.kind, "value": _value(piece.value, body, page_id)} for piece in body.pieces
    ]


def _value(value: Any, body: Converted, page_id: Callable[[str], int | None]) -> Any:
    if isinstance(value, str):
        return _rich_text(value, body, page_id)
    if isinstance(value, list):
        return [_value(item, body, page_id) for item in value]
    return {
        name: _rich_text(part, body, page_id) if name == "text" and "number" in value else part
        for name, part in _with_files(value).items()
    }


def _with_files(value: dict[str, Any]) -> dict[str, Any]:
    stored = {
        "image": stored_files.image_id,
        "document": stored_files.document_id,
    }
    return {
        name: stored[name](part) if isinstance(part, OriginFile) else part
        for name, part in value.items()
    }


def _rich_text(source: str, body: Converted, page_id: Callable[[str], int | None]) -> str:
    """Rich text with its links, as the editor's own converter writes it: nothing else is left."""

    def link(match: re.Match[str]) -> str:
        attributes = _attributes(body.links[int(match[1])], page_id)
        return f"<a {attributes}>{match[2]}</a>"

    converter = _converter()
    written = converter.to_database_format(converter.from_database_format(_LINK.sub(link, source)))
    return _BLOCK_KEY.sub("", written)


@cache
def _converter() -> Any:
    return ContentstateConverter(RICH_TEXT_FEATURES)


def _attributes(link: Link, page_id: Callable[[str], int | None]) -> str:
    id_ = page_id(link.key) if link.key else None
    if id_ is not None:
        return f'linktype="page" id="{id_}"'
    if link.file is not None:
        return f'linktype="document" id="{stored_files.document_id(link.file)}"'
    url = link.url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'href="{url}"'
