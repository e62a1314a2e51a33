"""English words without their endings, so that “certified” finds “certification”.

The algorithm of M. F. Porter, “An algorithm for suffix stripping”, Program 14 (1980), 130–137, and
one step more, which brings words in -ify and -ification together. Words of other languages lose
what looks like an English ending too; as the text and the question lose the same, they still meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Vowels are v and consonants c, one letter each; a y behind a consonant is a vowel.
_VOWELS = frozenset("aeiou")
_WORD = re.compile(r"[a-z]+")
_DOUBLE_SUFFIXES = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "abli": "able", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous",
    "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_SINGLE_SUFFIXES = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_LAST_SUFFIXES = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic", "ou",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in small letters without its ending; short words and other scripts as they are."""
    if len(word) < 3 or not _WORD.fullmatch(word):
        return word
    for step in (_plural, _past, _final_y, _double, _single, _last, _final_e, _final_i):
        word = step(word)
    return word


def _shape(word: str) -> str:
    shape = ""
    for letter in word:
        is_vowel = letter in _VOWELS or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a consonant follows a vowel: Porter's m."""
    return len(re.findall("v+c+", _shape(word)))


def _ends_short(word: str) -> bool:
    """Whether a word ends as “hop” does: consonant, vowel, consonant, and not w, x or y."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _plural(word: str) -> str:
    for suffix, kept in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(suffix):
            return word.removesuffix(suffix) + kept
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        base = word.removesuffix(suffix)
        if base != word and "v" in _shape(base):
            return _mended(base)
    return word


def _mended(base: str) -> str:
    """What is left of a word without “ed” or “ing”, as the word would be written."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if len(base) > 1 and base[-1] == base[-2] and base[-1] not in _VOWELS | set("lsz"):
        return base[:-1]
    return base + "e" if _measure(base) == 1 and _ends_short(base) else base


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _replaced(word: str, suffixes: dict[str, str]) -> str:
    for suffix in sorted(suffixes, key=len, reverse=True):
        if word.endswith(suffix):
            base = word.removesuffix(suffix)
            return base + suffixes[suffix] if _measure(base) > 0 else word
    return word


def _double(word: str) -> str:
    return _replaced(word, _DOUBLE_SUFFIXES)


def _single(word: str) -> str:
    return _replaced(word, _SINGLE_SUFFIXES)


def _last(word: str) -> str:
    for suffix in _LAST_SUFFIXES:
        if word.endswith(suffix):
            base = word.removesuffix(suffix)
            is_kept = suffix == "ion" and not base.endswith(("s", "t"))
            return word if is_kept or _measure(base) < 2 else base
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        if _measure(base) > 1 or (_measure(base) == 1 and not _ends_short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _final_i(word: str) -> str:
    """The step that isn't Porter's: “certifi” of “certified” is “certif” of “certification”."""
    return word[:-1] if word.endswith("i") and _measure(word[:-1]) > 1 else word
