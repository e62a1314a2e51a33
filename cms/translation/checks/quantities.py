"""The numbers in a text, with what they count where a unit says so.

Each language has its own way to write one: 1,000 and 1 000 and 1.000, 1.2 million and 120万, full
digits of any script. What can be read in several ways is read in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cms.translation.checks import numerals
from cms.translation.checks.units import unit_at

if TYPE_CHECKING:
    from collections.abc import Iterator

# A comma for decimals and a dot for thousands, as far as a page of the CMS may be in it.
DECIMAL_COMMA = {
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "kk",
    "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
    "vi",
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "tn": 10**12, "mn": 10**6, "mio": 10**6, "mrd": 10**9,
    "millionen": 10**6, "millions": 10**6, "milliarden": 10**9, "milliards": 10**9,
    "millones": 10**6,
    "十": 10, "百": 100, "千": 1_000, "万": 10**4, "亿": 10**8, "兆": 10**12,
    "十万": 10**5, "百万": 10**6, "千万": 10**7, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12,
}  # fmt: skip
# Letters that may be a scale, or something else.
_MAYBE = {"k": 1_000, "m": 10**6, "b": 10**9, "兆": 10**6}
_SCALE = re.compile(
    f"[ -]?[多余几来]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])", re.IGNORECASE
)
_NEXT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LETTER = re.compile(" ?(k|m|b)(?![a-z0-9])", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?<![0-9][.,])[0-9]+(?:[.,'’][0-9]+)*(?: [0-9]{3}(?![0-9]))*(?:,[0-9]+)?"
)
_THOUSANDS = "[0-9]{1,3}(?:,[0-9]{3})+"
_GLUED = re.compile(r"(?<=[A-Za-z])[0-9]+(?:\.[0-9]+)?")
_FULL_HOUR = re.compile(r"(?<![0-9:])([0-9]{1,2}):00(?![0-9:])")
_AFTERNOON = re.compile(r" ?(?::[0-9]{2})? ?p\.?m\b", re.IGNORECASE)
_IN_CHINESE_AFTERNOON = re.compile("(?:下午|晚上|傍晚|中午|夜间) ?$")
_CENTURY = re.compile("([0-9]{1,2}|[一二三四五六七八九十]+)世纪([0-9]0|[一二三四五六七八九]十)年代")
_YEARS = re.compile(r"(?<![0-9])([0-9]{2})[0-9]{2} ?[-–—/~至到] ?([0-9]{2})(?![0-9])")
_SHARES = {"百分之": "0.01", "千分之": "0.001", "万分之": "0.0001"}
_SHARE = re.compile("|".join(_SHARES))
_TRADITIONAL = str.maketrans(
    dict(
        zip(
            "時噸攝組茲釐歐頓貝億萬兩點納餘個鐘週電馬碼畝幾來頃開壓",
            "时吨摄组兹厘欧顿贝亿万两点纳余个钟周电马码亩几来顷开压",
            strict=True,
        )
    )
    | {"瓩": "千瓦"}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written in a text.

    ``values`` are its possible values without a unit, ``measures`` those with one. ``parts`` are
    the numbers it consists of, where it may be several.
    """

    written: str
    values: frozenset[Decimal]
    measures: frozenset[tuple[str, Decimal]] = frozenset()
    parts: tuple[Quantity, ...] = ()

    def equals(self, other: Quantity) -> bool:
        """True if both may have the same value; in units, where both share a dimension."""
        mine, theirs = _dimensions(self), _dimensions(other)
        if mine & theirs:
            return bool(self.measures & other.measures)
        return bool(self.values & other.values)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a text: in digits, in words, and in digits glued to letters, as in Q1."""

    in_digits: tuple[Quantity, ...]
    in_words: frozenset[Decimal]
    glued: frozenset[Decimal]

    def contains(self, quantity: Quantity) -> bool:
        """True if a number of another text is among them."""
        if quantity.values & (self.in_words | self.glued):
            return True
        candidates = [*self.in_digits, *(part for own in self.in_digits for part in own.parts)]
        if any(quantity.equals(candidate) for candidate in candidates):
            return True
        return bool(quantity.parts) and all(map(self.contains, quantity.parts))


def numbers(text: str, *, has_decimal_comma: bool | None) -> Numbers:
    """The numbers of a text without tags.

    Args:
        text: the words.
        has_decimal_comma: whether its language may write 1.000,5 for what English writes 1,000.5;
            ``None``: it isn't known.
    """
    text = _plain(text)
    shortened = {match.start(2): match[1] for match in _YEARS.finditer(text)}
    quantities, rest, position = [], [], 0
    while number := _NUMBER.search(text, position):
        rest.append(text[position : number.start()])
        quantity, position = _quantity(
            text, number, has_decimal_comma, shortened.get(number.start(), "")
        )
        quantities.append(quantity)
    rest.append(text[position:])
    in_words = numerals.values(_SHARE.sub(" ", " \n ".join(rest)))
    glued = frozenset(Decimal(number) for number in _GLUED.findall(text))
    return Numbers(tuple(quantities), frozenset(in_words), glued)


def _dimensions(quantity: Quantity) -> set[str]:
    return {dimension for dimension, _value in quantity.measures}


def _plain(text: str) -> str:
    """A text with digits, decades and units as they are looked for."""
    # Between digits this comma lists numbers, unless thousands follow it.
    text = re.sub(r"，(?!\d{3}(?!\d))", "， ", text).replace("、", " 、 ")
    text = "".join(
        str(unicodedata.digit(character)) if character.isdecimal() else character
        for character in unicodedata.normalize("NFKC", text)
    )
    text = text.translate(_TRADITIONAL).replace("٫", ".").replace("٬", ",")
    return _CENTURY.sub(_decade, _FULL_HOUR.sub(r"\1 ", text))


def _decade(match: re.Match[str]) -> str:
    century, decade = (
        int(year) if year.isdecimal() else int(numerals.chinese_value(year))
        for year in match.groups()
    )
    return f"{(century - 1) * 100 + decade}年代"


def _quantity(
    text: str, number: re.Match[str], has_decimal_comma: bool | None, century: str
) -> tuple[Quantity, int]:
    """A number with its scale and its unit, and where they end."""
    end = number.end()
    values, parts = _read(number[0], has_decimal_comma)
    if century and number[0].isdecimal():
        values.add(Decimal(century + number[0]))
    before = text[max(0, number.start() - 4) : number.start()]
    if _AFTERNOON.match(text, end) or _IN_CHINESE_AFTERNOON.search(before):
        values |= {hour + 12 for hour in values if hour < 12}
    letter = _LETTER.match(text, end)
    maybe = {value * _MAYBE[letter[1].lower()] for value in values} if letter else set()
    units, after = unit_at(text, end)
    if not units:
        values, end = _scaled(text, end, values)
        units, after = unit_at(text, end)
    measures = {(unit.dimension, value * unit.factor) for unit in units for value in values}
    share = _SHARES.get(before[-3:])
    if share:
        measures = {("share", value * Decimal(share)) for value in values}
    end = after if units else end
    quantity = Quantity(
        text[number.start() : end].strip(),
        frozenset(values | maybe),
        frozenset(measures),
        tuple(Quantity(number, frozenset({Decimal(number)})) for number in parts),
    )
    return quantity, end


def _scaled(text: str, end: int, values: set[Decimal]) -> tuple[set[Decimal], int]:
    """A number with all scales after it: 1.2 million, 3万, 1亿2000万."""
    total: set[Decimal] = {Decimal(0)}
    least = None
    while scale := _SCALE.match(text, end):
        size = _SCALES[scale[1].lower()]
        if least is not None and size >= least:
            break
        scaled = {value * size for value in values}
        if scale[1] == "兆":
            scaled |= values | {value * _MAYBE["兆"] for value in values}
        total = {value + other for value in total for other in scaled}
        least, end = size, scale.end()
        following = _NEXT.match(text, end)
        if following is None or not _SCALE.match(text, following.end()):
            break
        values, end = {Decimal(following[0])}, following.end()
    return (values, end) if least is None else (total, end)


def _read(raw: str, has_decimal_comma: bool | None) -> tuple[set[Decimal], list[str]]:
    """The possible values of digits with separators, and their parts if they may be several."""
    parts = re.findall("[0-9]+", raw)
    if len(parts) == 1:
        return {Decimal(raw)}, []
    readings = set(_as_one(raw, "[,'’]", r"\."))
    is_sure = bool(readings) and has_decimal_comma is not True
    if has_decimal_comma or (has_decimal_comma is None and not re.fullmatch(_THOUSANDS, raw)):
        readings |= set(_as_one(raw, "[.'’]", ","))
    if " " in raw:
        readings |= set(_as_one(raw, " ", "[.,]"))
    return readings, [] if is_sure else parts


def _as_one(raw: str, thousands: str, point: str) -> Iterator[Decimal]:
    grouped = f"([0-9]{{1,3}}(?:{thousands}[0-9]{{2,3}})*{thousands}[0-9]{{3}})"
    for whole in (grouped, "([0-9]+)"):
        match = re.fullmatch(f"{whole}(?:{point}([0-9]+))?", raw)
        if match:
            yield Decimal(re.sub("[^0-9]", "", match[1]) + f".{match[2] or 0}")
