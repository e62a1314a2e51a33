"""Length, reading time and readability of a text, in words or in Chinese characters."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

# Silent reading. Sources: Brysbaert, How many words do we read per minute?, 2019; Chinese:
# Trauzettel-Klosinski and Dietz, Standardized assessment of reading performance (IReST), 2012.
WORDS_PER_MINUTE, CHARACTERS_PER_MINUTE = 238, 255
_HAN = re.compile("[〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[。！？…]+|\n+")
_LONG_WORD = 7
# Up to which number a text is easy, and up to which it is fair: LIX, and characters of a sentence.
_LIX, _CHARACTERS = (40, 55), (25, 40)
_LEVELS = (_("easy"), _("fair"), _("hard"))
_ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a text.

    Args:
        word_count: its words besides Chinese ones.
        character_count: its Chinese characters.
        minutes: how long reading takes, at least one; 0 for no text.
        readability: LIX, or the Chinese characters of a sentence on average; ``None`` where there
            is too little text to say.
        level: the same in a word.
    """

    word_count: int
    character_count: int
    minutes: int
    readability: int | None
    level: StrOrPromise

    @property
    def is_chinese(self) -> bool:
        """True if most of the text is in Chinese characters."""
        return self.character_count > self.word_count


def measure(texts: Iterable[str]) -> Measures:
    """The measures of some texts, of which each is a sentence at least."""
    text = "\n".join(texts)
    characters = len(_HAN.findall(text))
    words = _WORD.findall(_HAN.sub(" ", text))
    sentences = sum(1 for one in _SENTENCE_END.split(text) if one.strip(" ”’\"'）)"))
    minutes = len(words) / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE
    is_chinese = characters > len(words)
    readability, bounds = None, _CHARACTERS if is_chinese else _LIX
    if sentences and characters + len(words) >= _ENOUGH:
        readability = round(
            (characters + len(words)) / sentences
            if is_chinese
            else len(words) / sentences
            + 100 * sum(len(word) >= _LONG_WORD for word in words) / len(words)
        )
    level = "" if readability is None else _LEVELS[sum(readability > bound for bound in bounds)]
    return Measures(len(words), characters, math.ceil(minutes), readability, level)


def width(text: str) -> int:
    """The width of a text, in Latin letters: a Chinese character takes the place of two."""
    return len(text) + len(_HAN.findall(text))
