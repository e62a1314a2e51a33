"""Slugs made from titles; Chinese ones become pinyin, word by word: ``zhiliang-renzheng``.

Every slug that nobody has typed is made here: by the editor while a title is typed, by pages that
are saved without one, and by imports. A slug that exists never changes by itself. With
``CHINESE_SLUGS=characters`` Chinese characters are kept.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.text import slugify

from icu4py.breakers import WordBreaker

# Characters of these languages are read in other ways.
_OTHER_READINGS = ("ja", "ko", "vi")
# Spelled titles are cut to whole words, with room for a number in the shortest column.
_LONGEST_SPELLED = 50
_HAN = re.compile("[〇\u3400-\u4dbf\u4e00-\u9fff]+")


def slug_of(text: str, language: str = "", *, allow_unicode: bool = True) -> str:
    """The slug of a title in a language; empty without letters, and not cut where it isn't spelled.

    Args:
        text: the title.
        language: the code of the language that the title is in.
        allow_unicode: whether letters that aren't Latin may be in it.
    """
    if settings.CHINESE_SLUGS != "pinyin" or language.partition("-")[0] in _OTHER_READINGS:
        return slugify(text, allow_unicode=allow_unicode)
    spelled, count = _HAN.subn(_spelled, text)
    slug: str = slugify(spelled, allow_unicode=allow_unicode)
    return _cut(slug) if count else slug


def _cut(slug: str) -> str:
    if len(slug) <= _LONGEST_SPELLED:
        return slug
    words, hyphen, _rest = slug[: _LONGEST_SPELLED + 1].rpartition("-")
    return words if hyphen else slug[:_LONGEST_SPELLED]


def _spelled(han: re.Match[str]) -> str:
    # The dictionaries take 58 MB, and half a second to load: only of processes that need them.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    # The reading of a character depends on its neighbours, also on those in other words.
    syllables = lazy_pinyin(han[0])
    segments = WordBreaker(han[0], "zh").segments()
    return f" {' '.join(''.join(syllables[start:end]) for start, end in segments)} "
