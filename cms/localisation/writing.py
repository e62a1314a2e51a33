"""Sentences and lists, put together in the admin language of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterable

_FULL_WIDTH = "。！？；：，、"


def sentences(parts: Iterable[str | None]) -> str:
    """Sentences one after the other, without those that are empty; Chinese has no space there."""
    text = ""
    for sentence in filter(None, parts):
        text += sentence if not text or text[-1] in _FULL_WIDTH else f" {sentence}"
    return text


def listed(names: Iterable[str], *, between: str = ", ") -> str:
    """Names as a list: with commas, or with 、 and ； in Chinese and Japanese."""
    if (get_language() or "").startswith(("zh", "ja")):
        between = {", ": "、", "; ": "；"}[between]
    return between.join(names)
