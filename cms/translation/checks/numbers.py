"""Numbers and dates that differ, however each language writes them.

A number is compared by its value: 1,000 and 1000, full-width digits, 1.2 million and 120万. What
one language says in words and the other in digits is no difference: months, numbers up to twelve,
and Chinese numerals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.checks.findings import Finding, listed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "百": 100, "千": 1_000, "万": 10**4, "萬": 10**4, "百万": 10**6, "百萬": 10**6,
    "千万": 10**7, "千萬": 10**7, "亿": 10**8, "億": 10**8, "万亿": 10**12, "兆": 10**12,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.])([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?:[ -]?({_SCALE})(?![a-z]))?"
)
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
)
_HAN = "零一二三四五六七八九十"
_HAN_NUMERAL = re.compile("[零〇一二两兩三四五六七八九十百千]+")
_TAIL = re.compile(r"\.0+$")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", words_of(text)).lower()


def _digits(text: str) -> Counter[Decimal]:
    found: Counter[Decimal] = Counter()
    for number, scale in _NUMBER.findall(text):
        found[Decimal(number.replace(",", "")) * _SCALES.get(scale, 1)] += 1
    return found


def _in_words(text: str) -> set[Decimal]:
    """What a text says in words and another may write in digits."""
    words = set(re.findall("[a-z]+", text))
    found = {
        Decimal(number)
        for names in (_WORDS, _ORDINALS)
        for number, name in enumerate(names)
        if name in words
    }
    found |= {
        Decimal(number)
        for number, name in enumerate(_MONTHS, start=1)
        if name in words or name[:3] in words
    }
    return found | set(map(_han_value, _HAN_NUMERAL.findall(text)))


def _han_value(numeral: str) -> Decimal:
    """A Chinese numeral below ten thousand, or digits that are read one by one."""
    plain = numeral.replace("〇", "零").replace("两", "二").replace("兩", "二")
    if not re.search("[十百千]", plain):
        return Decimal("".join(str(_HAN.index(one)) for one in plain))
    total, digit = 0, 0
    for one in plain:
        scale = {"十": 10, "百": 100, "千": 1_000}.get(one)
        if scale is None:
            digit = _HAN.index(one)
        else:
            total, digit = total + (digit or 1) * scale, 0
    return Decimal(total + digit)


def differing(source: str, translation: str, _code: str, _most: int | None) -> Iterator[Finding]:
    """Numbers that only one of the two has."""
    of_source, of_translation = _plain(source), _plain(translation)
    wanted, there = set(_digits(of_source)), set(_digits(of_translation))
    missing = wanted - there - _in_words(of_translation)
    more = there - wanted - _in_words(of_source)
    if missing:
        text = _("Number that is missing: {texts}")
        yield Finding("numbers", text.format(texts=listed(_written(missing))))
    if more:
        text = _("Number the source doesn't have: {texts}")
        yield Finding("numbers", text.format(texts=listed(_written(more))))


def _written(values: set[Decimal]) -> list[str]:
    return [_TAIL.sub("", f"{value:f}") for value in sorted(values)]
