"""Numbers that a text says in words, in English and Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_VALUES = (
    {name: value for names in (_SMALL, _ORDINALS) for value, name in enumerate(names)}
    | {name: value for value, name in zip(range(20, 100, 10), _TENS, strict=True)}
    | {f"{name[:-1]}ieth": value for value, name in zip(range(20, 100, 10), _TENS, strict=True)}
)
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
# Words with a value that are not numerals.
_MEANINGS: dict[str, list[str | int]] = {
    "once": [1], "single": [1], "twice": [2], "double": [2], "both": [2], "pair": [2],
    "couple": [2], "triple": [3], "dozen": [12], "noon": [12], "half": ["0.5", 50, 30, 6],
    "quarter": ["0.25", 25, 15, 3], "quarters": ["0.75", 75],
}  # fmt: skip
_CHINESE_MEANINGS: dict[str, list[str | int]] = {
    "半": ["0.5"], "一半": [50], "半数": [50], "半年": [6], "点半": [30], "时半": [30],
    "一刻": [15], "三刻": [45], "半小时": [30], "双": [2], "翻一番": [2, 100], "翻番": [2, 100],
    "四分之一": [25, "0.25"], "四分之三": [75, "0.75"], "正午": [12], "元旦": [1], "月底": [30, 31],
}  # fmt: skip
_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟", "零零二一二三四五六七八九十百千")
_SMALL_SCALES = {"十": 10, "百": 100, "千": 1_000}
_LARGE_SCALES = {"万", "亿"}
_CHINESE = re.compile("[零一二三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?")
_TENTHS = re.compile("([一二三四五六七八九])成(?![员立为功本果品绩都套])")


def values(text: str) -> set[Decimal]:
    """The values a text has in words, which another text may write in digits."""
    return _in_english(text.lower()) | _in_chinese(text.translate(_FORMAL))


def _in_english(text: str) -> set[Decimal]:
    words = re.findall("[a-z]+", text)
    numbers = {Decimal(value) for word in words for value in _MEANINGS.get(word, ())}
    for number, name in enumerate(_MONTHS, start=1):
        if name in words or name[:3] in words or (number == 9 and "sept" in words):
            numbers.add(Decimal(number))
    total = current = 0
    is_number = False
    for word in [*words, ""]:
        if word in _VALUES:
            numbers.add(Decimal(_VALUES[word]))
            current, is_number = current + _VALUES[word], True
        elif word == "hundred":
            current, is_number = (current or 1) * 100, True
        elif word.removesuffix("s") in _SCALES:
            scale = _SCALES[word.removesuffix("s")]
            total, current, is_number = total + (current or 1) * scale, 0, True
        elif is_number and word != "and":
            numbers.add(Decimal(total + current))
            total, current, is_number = 0, 0, False
    return numbers


def _in_chinese(text: str) -> set[Decimal]:
    numbers = {
        Decimal(value)
        for word, meanings in _CHINESE_MEANINGS.items()
        if word in text
        for value in meanings
    }
    for digit in _TENTHS.findall(text):
        numbers.add(Decimal(_DIGITS.index(digit) * 10))
    for numeral in _CHINESE.findall(text):
        numbers.add(chinese_value(numeral))
        if len(numeral) > 1 and numeral[-1] in _SMALL_SCALES:
            # The last one may belong to a unit: 一千克 is one kilogram.
            numbers.add(chinese_value(numeral[:-1]))
    return numbers


def chinese_value(numeral: str) -> Decimal:
    """A Chinese numeral, or digits that are read one by one."""
    whole, _point, decimals = numeral.partition("点")
    value = _whole(whole)
    if decimals:
        value += Decimal("0." + _read(decimals))
    return value


def _read(digits: str) -> str:
    return "".join(str(_DIGITS.index(digit)) for digit in digits)


def _whole(numeral: str) -> Decimal:
    if not any(character in _SMALL_SCALES or character in _LARGE_SCALES for character in numeral):
        return Decimal(_read(numeral) or 0)
    total, section, digit = 0, 0, 0
    for character in numeral:
        if character in _SMALL_SCALES:
            section, digit = section + (digit or 1) * _SMALL_SCALES[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit or 1) * 10**4, 0, 0
        elif character == "亿":
            total, section, digit = (total + section + digit or 1) * 10**8, 0, 0
        else:
            digit = _DIGITS.index(character)
    return Decimal(total + section + digit)
