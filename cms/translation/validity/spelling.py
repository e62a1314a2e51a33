"""The spelling of a text with inline tags: as stored, and as translators read and write it.

Stored are only ``&amp;``, ``&lt;`` and ``&gt;``. Translators see characters: ``AT&T``, ``Don't``,
``1 < 2``. An entity is left only where without it the text would be markup: ``&lt;b>``.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

_TOKEN = re.compile(
    r"(?P<tag></?[a-zA-Z][^<>]*>|<!--.*?-->)"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{0,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)|[&<>]",
    re.DOTALL,
)
_TAG = re.compile("</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BEGINS_TAG = re.compile(r"[a-zA-Z/!?]")
_AMPERSAND = re.compile(r"&amp;(#?[a-zA-Z0-9]+;)?")
_LESS = re.compile(r"&lt;(?![a-zA-Z/!?])")


def as_stored(text: str) -> str:
    """A text as it is stored, however somebody has spelled it; its markup stays as it is."""
    if not ("&" in text or "<" in text or ">" in text):
        return text
    return _TOKEN.sub(lambda token: _spelled(token, text), text)


def _spelled(token: re.Match[str], text: str) -> str:
    raw = token[0]
    if token["tag"] or (raw == "<" and _BEGINS_TAG.match(text, token.end())):
        return raw
    if not token["entity"]:
        return _ENTITIES[raw]
    if not _is_entity(raw):
        return f"&amp;{raw[1:]}"
    character = html.unescape(raw)
    if character in _ENTITIES:
        return _ENTITIES[character]
    # One of a control character is named as a fault.
    return character if all(part.isprintable() or part.isspace() for part in character) else raw


def _is_entity(raw: str) -> bool:
    return raw[1] == "#" or raw[1:] in html5


def readable(text: str) -> str:
    """A text as translators see it; ``as_stored`` is the way back."""
    text = as_stored(text)
    if "&" not in text:
        return text
    tags = _TAG.findall(text)
    words = _TAG.split(text)
    # After a sign that may begin a tag, this one would end it.
    is_open = any("<" in part or "&lt;" in _LESS.sub("", part) for part in words)
    shown = [_shown(part, keeps_greater=is_open) for part in words]
    return "".join(map("".join, zip(shown, [*tags, ""], strict=True)))


def _shown(words: str, *, keeps_greater: bool) -> str:
    words = _LESS.sub("<", words)
    return _AMPERSAND.sub(_ampersand, words if keeps_greater else words.replace("&gt;", ">"))


def _ampersand(match: re.Match[str]) -> str:
    """The character, unless what follows would make an entity of it."""
    shown = f"&{match[1] or ''}"
    return match[0] if match[1] and _is_entity(shown) else shown
