"""Thai, Lao, Khmer and Burmese, which are written without spaces between words, in folded text.

ICU, which has dictionaries of all four, cuts a question into words. It can't be left to cut the
texts too: what it takes for one word may hold the one that was asked for (ประเทศ in ประเทศไทย),
and names it doesn't know are cut one way alone and another way in a sentence. So a text is kept in
sequences of a few syllables or letters, as Chinese is in pairs, and a word is found wherever it
stands. A question shorter than such a sequence would be found inside words it has nothing to do
with, and is found at their beginnings alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icu4py.breakers import WordBreaker

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters, vowels and tones, without digits and punctuation: Thai; Lao; Burmese, Shan and others;
# Khmer; and Tai scripts, of which ICU knows no words.
LETTERS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0ecf\u0edc-\u0edf"
    "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u1950-\u1974\u1980-\u19c9\u1a20-\u1a7c\u1aa7"
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    "\u108f\u109a-\u109d\ua9e5\uaa7b-\uaa7d\u17b4-\u17d3\u17dd\u19b0-\u19c0\u19c8\u19c9"
    "\u1a55-\u1a7c"
)
# What writes the next consonant below: coeng of Khmer, virama of Burmese, sakot of Tai Tham.
_STACKING = "\u17d2\u1039\u1a60"
_SYLLABLES = re.compile(rf".(?:[{_MARKS}]|(?<=[{_STACKING}]).)*")
# Letters of Thai and Lao are next to each other, those of the others in syllables.
_LETTERS_LONG, _SYLLABLES_LONG = 3, 2
_ALPHABETS_END = "\u0f00"


def indexed(run: str) -> Iterator[str]:
    """The tokens kept for a run of letters: its sequences, and the beginnings of its words."""
    syllables = _SYLLABLES.findall(run)
    length = _length(run)
    yield from _sequences(syllables, length)
    yield from _beginnings(run, length)


def query_words(run: str) -> list[str]:
    """The words of a question, together with neighbours where they are shorter than a sequence."""
    length = _length(run)
    words: list[str] = []
    is_short = False
    for start, end in WordBreaker(run, "en").segments():
        word = run[start:end]
        if is_short:
            words[-1] += word
        else:
            words.append(word)
        is_short = _is_short(words[-1], length)
    if is_short and len(words) > 1:
        words[-2:] = ["".join(words[-2:])]
    return words


def sequences(word: str) -> list[str]:
    """The tokens the index must hold for a text that holds a word of the query."""
    return list(_sequences(_SYLLABLES.findall(word), _length(word))) or [word]


def positions(run: str, word: str) -> Iterator[tuple[int, int]]:
    """The positions of a word of the query in a run."""
    if _is_short(word, _length(word)):
        starts = (start for start, _end in WordBreaker(run, "en").segments())
        starts_in_run = (start for start in starts if run.startswith(word, start))
    else:
        starts_in_run = (match.start() for match in re.finditer(re.escape(word), run))
    for start in starts_in_run:
        end = start + len(word)
        if _is_between_syllables(run, start) and _is_between_syllables(run, end):
            yield start, end


def _length(run: str) -> int:
    return _LETTERS_LONG if run < _ALPHABETS_END else _SYLLABLES_LONG


def _is_short(word: str, length: int) -> bool:
    return len(_SYLLABLES.findall(word)) < length


def _sequences(syllables: list[str], length: int) -> Iterator[str]:
    for index in range(len(syllables) - length + 1):
        yield "".join(syllables[index : index + length])


def _beginnings(run: str, length: int) -> Iterator[str]:
    for start, end in WordBreaker(run, "en").segments():
        syllables = _SYLLABLES.findall(run[start:end])
        for count in range(1, min(length, len(syllables) + 1)):
            yield "".join(syllables[:count])


def _is_between_syllables(run: str, index: int) -> bool:
    if index in {0, len(run)}:
        return True
    return not re.match(f"[{_MARKS}]", run[index]) and run[index - 1] not in _STACKING
