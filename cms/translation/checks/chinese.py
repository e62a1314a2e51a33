"""Faults of Chinese: half-width punctuation, characters of the other script.

A character counts as Traditional where it is none of GB 2312, the standard of Simplified Chinese,
and OpenCC knows a simplified form of it; as Simplified where Big5, the standard of Traditional
Chinese, doesn't have it and GB 2312 does. What both have, such as 后 and 里, belongs to both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.checks.findings import Finding, listed, words_of
from cms.translation.machines import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HALF_WIDTH = re.compile(
    rf"[{_HAN}][,;:?!]|[,;:?!][{_HAN}]|[{_HAN}]\.(?=\s|$)|\([^()]*[{_HAN}][^()]*\)"
)
_SPACE = re.compile(rf"[{_HAN}] +[{_HAN}]")
_CHARACTER = re.compile(f"[{_HAN}]")


def punctuation(_source: str, translation: str, code: str, _most: int | None) -> Iterator[Finding]:
    """Half-width punctuation next to Han characters, and spaces between them."""
    if not code.startswith("zh"):
        return
    words = words_of(translation)
    marks = [match[0] for match in _HALF_WIDTH.finditer(words)]
    if marks:
        text = _("Half-width punctuation: {texts}")
        yield Finding("punctuation", text.format(texts=listed(marks)))
    if _SPACE.search(words):
        yield Finding("punctuation", _("There is a space between Chinese characters."))


def mixed_scripts(
    _source: str, translation: str, code: str, _most: int | None
) -> Iterator[Finding]:
    """Characters of the script that this Chinese isn't written in."""
    if not code.startswith("zh"):
        return
    is_traditional = chinese.is_traditional(code)
    is_foreign = _is_simplified if is_traditional else _is_traditional
    foreign = sorted(set(filter(is_foreign, _CHARACTER.findall(words_of(translation)))))
    if foreign:
        text = _("Simplified: {texts}") if is_traditional else _("Traditional: {texts}")
        yield Finding("mixed_scripts", text.format(texts=listed(foreign)))


def _is_in(character: str, standard: str) -> bool:
    try:
        character.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=10_000)
def _is_simplified(character: str) -> bool:
    return _is_in(character, "gb2312") and not _is_in(character, "big5")


@lru_cache(maxsize=10_000)
def _is_traditional(character: str) -> bool:
    return not _is_in(character, "gb2312") and chinese.simplified(character) != character
