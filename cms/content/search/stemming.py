"""English words without their endings, so that “certified” finds “certification”.

The algorithm of M. F. Porter, “An algorithm for suffix stripping”, Program 14 (1980), 130–137, and
one step more, which brings words in -ify and -ification together. Words of other languages lose
what looks like an English ending too; as the text and the question lose the same, they still meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in small letters without its ending; short words and other scripts as they are."""
    if len(word) < 3 or not _WORD.fullmatch(word):
        return word
    # Only where there is a word: the package loads the stemmers of all its languages.
    from snowballstemmer.porter_stemmer import PorterStemmer  # noqa: PLC0415

    # A stemmer holds the word it works on, so threads can't share one.
    return _final_i(PorterStemmer().stemWord(word))


def _final_i(word: str) -> str:
    """The step that isn't Porter's: “certifi” of “certified” is “certif” of “certification”."""
    return word[:-1] if word.endswith("i") and _measure(word[:-1]) > 1 else word


def _measure(word: str) -> int:
    """Porter's m: the number of vowels before a consonant. A y after a consonant is a vowel."""
    shape = ""
    for letter in word:
        is_vowel = letter in _VOWELS or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return len(re.findall("v+c+", shape))
