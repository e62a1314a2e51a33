"""A text as it is compared, before it is cut into words, and where its letters were written.

Compatible forms become one, letters small, digits those of ASCII. What isn't seen goes: soft
hyphens and all other characters without width, accents, and the vowel signs of Arabic and Hebrew.
Letters with a stroke or a hook lose it as others lose an accent; variants of Arabic letters, final
Hebrew ones, and the two Chinese scripts become one. Vowel signs and tones of Indic and South-East
Asian scripts stay: words differ by them alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from contextlib import suppress
from functools import cache

from cms.content.search import han_table

# Invisible by Unicode's property Default_Ignorable_Code_Point, besides the category Cf.
_IGNORABLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_FORMATS = (
    "\u00ad\u0600-\u0605\u061c\u0640\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_UNSEEN = re.compile(f"[{_IGNORABLE}{_CONTROLS}{_FORMATS}]")
_UNSEEN_AT_END = re.compile(f"[{_CONTROLS}{_FORMATS}]+$")

_MARKS = frozenset({"Mn", "Mc", "Me"})
_VOICED = (0x3099, 0x309A)  # of kana: が isn't か
# Written or not in Hebrew, Arabic and Syriac; always in Thaana, which lies between them.
_OPTIONAL_MARKS_END, _THAANA = 0x0900, range(0x07A6, 0x07B1)
_TONES_OF_HAN = range(0x302A, 0x3030)
_BASIC_PLANE_END = 0x10000
# Where that plane has marks.
_MARKED_RANGES = ((0x0300, 0x2E00), (0x302A, 0x309B), (0xA66F, 0xAC00), (0xFB1E, 0xFE30))

_LETTERS = {
    # Latin.
    "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ȷ": "j", "ŋ": "n", "ĸ": "k", "ə": "e",
    # Arabic, as it is typed in Arabic, Persian and Urdu.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه",
    "ھ": "ه", "ە": "ه", "ۃ": "ه",
    # Hebrew: final letters, and pairs that are one character.
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "װ": "וו", "ױ": "וי", "ײ": "יי",
    # Nasal vowels of Devanagari, which are written either way.
    "\u0901": "\u0902",
    # Letters used as an apostrophe.
    "ʹ": "'", "ʺ": "'", "ʻ": "'", "ʼ": "'", "ʽ": "'",
}  # fmt: skip
# Letters whose name says of which they were made: LATIN SMALL LETTER D WITH STROKE.
_MADE_OF = re.compile(r"((?:LATIN|CYRILLIC) SMALL LETTER .+?) WITH ")


class _FoldTable(dict[int, str]):
    """The folded form of each character, computed when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def prepare() -> None:
    """Make the tables now, which takes some hundredths of a second, and not for the first text."""
    _as_they_are()


def fold(text: str) -> str:
    """A text as it is compared. Pieces of it may be longer or shorter than they were written."""
    small = text.lower()
    if (text.isascii() and text.isprintable()) or _as_they_are().fullmatch(small):
        return small
    return unicodedata.normalize("NFC", text.translate(_FOLDS))


def kept_marks() -> str:
    """The signs above, below and next to letters that stay, for a character class."""
    return "".join(map(chr, filter(_is_kept_mark, _codes_of_marks())))


def boundary(text: str, index: int) -> int:
    """The next place of a text, from one on, that parts no letter from its signs."""
    signs = _SIGNS.match(text, index)
    return signs.end() if signs else index


class FoldedText:
    """A folded text whose places can be found in the text as it was written."""

    __slots__ = ("_folded_at", "_same", "_written", "_written_at", "text")

    def __init__(self, written: str) -> None:
        self._written = written
        self._same: list[bool] = []
        self._folded_at: list[int] = []
        self._written_at: list[int] = []
        pieces, length = [], 0
        for piece in _PIECES.finditer(written):
            self._same.append(piece.lastgroup == "same")
            self._folded_at.append(length)
            self._written_at.append(piece.start())
            pieces.append(fold(piece[0]))
            length += len(pieces[-1])
        self._written_at.append(len(written))
        self.text = "".join(pieces)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text for a range of the folded one, without invisible marks."""
        first, last = self._piece(start), self._piece(end - 1)
        written_start, written_end = self._written_at[first], self._written_at[last + 1]
        if self._same[first]:
            written_start += start - self._folded_at[first]
        if self._same[last]:
            written_end = self._written_at[last] + end - self._folded_at[last]
        else:
            unseen = _UNSEEN_AT_END.search(self._written, written_start, written_end)
            written_end = unseen.start() if unseen else written_end
        return written_start, written_end

    def _piece(self, index: int) -> int:
        return bisect_right(self._folded_at, index) - 1


def _folded(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    if not any(letter.isalnum() or unicodedata.category(letter) in _MARKS for letter in decomposed):
        # Nothing of a word: punctuation stays as it is, whatever it is compatible with.
        return "" if _goes(character) else character.lower()
    seen = "".join(letter for letter in decomposed if not _goes(letter))
    return unicodedata.normalize("NFC", "".join(map(_letter, seen.casefold())))


def _goes(character: str) -> bool:
    if unicodedata.category(character) in _MARKS:
        return not _is_kept_mark(ord(character))
    return _UNSEEN.match(character) is not None


def _is_kept_mark(code: int) -> bool:
    """True if a letter with this mark is another letter, so that words without it differ."""
    if code in _VOICED or code in _THAANA:
        return True
    if code < _OPTIONAL_MARKS_END or code in _TONES_OF_HAN or code >= _BASIC_PLANE_END:
        return False
    character = chr(code)
    name = unicodedata.name(character)
    is_optional = name.startswith("COMBINING ") or name.endswith(" SIGN NUKTA")
    return not is_optional and not _UNSEEN.match(character)


def _letter(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if han_table.is_han(character):
        return _simplified().get(character, character)
    return _LETTERS.get(character) or _made_of(character)


def _made_of(character: str) -> str:
    """The letter a letter was made of; itself where it wasn't."""
    made_of = _MADE_OF.match(unicodedata.name(character, ""))
    with suppress(KeyError):
        return _folded(unicodedata.lookup(made_of[1])) if made_of else character
    return character


@cache
def _as_they_are() -> re.Pattern[str]:
    """Characters nothing is done to; most Chinese, Japanese and Korean texts are of these alone."""
    han = "".join(
        character for character in map(chr, range(0x4E00, 0xA000)) if character not in _simplified()
    )
    return re.compile(
        f"[ -~\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3“”‘’、。《》（），：；！？{han}]*"
    )


@cache
def _simplified() -> dict[str, str]:
    return han_table.read()


def _codes_of_marks() -> list[int]:
    return [
        code
        for start, end in _MARKED_RANGES
        for code in range(start, end)
        if unicodedata.category(chr(code)) in _MARKS
    ]


_FOLDS = _FoldTable()
# A character with what is composed with it or isn't seen; in between, those that become one each.
_ATTACHED = (
    "".join(map(chr, _codes_of_marks()))
    + f"{_IGNORABLE}{_CONTROLS}{_FORMATS}"
    + "\u1160-\u11ff\u314f-\u318e\uff9e\uff9f\uffa0-\uffdc"
)
_SIGNS = re.compile(f"[{_ATTACHED}]*")
_PIECES = re.compile(
    rf"(?P<same>(?:[\t-\r\x1c-~]+|[\u4e00-\u9fff]+)(?![{_ATTACHED}]))|.[{_ATTACHED}]*", re.DOTALL
)
