"""Units of measurement as English and Chinese write them, each as a multiple of one.

A unit is read as written, so ``mW`` is none of ``MW``; where nothing is written that way, upper and
lower case don't matter: ``KM``. A symbol that may be several units is all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """A dimension, and the factor from this unit to its basic unit."""

    dimension: str
    factor: Decimal


_PREFIXES = {
    "": ("", "", 0), "k": ("kilo", "千", 3), "M": ("mega", "兆", 6), "G": ("giga", "吉", 9),
    "T": ("tera", "太", 12), "h": ("hecto", "百", 2), "d": ("deci", "分", -1),
    "c": ("centi", "厘", -2), "m": ("milli", "毫", -3), "µ": ("micro", "微", -6),
    "n": ("nano", "纳", -9), "p": ("pico", "皮", -12),
}  # fmt: skip
_SPELLED_OTHERWISE = {"μ": "µ", "u": "µ", "K": "k"}
# Symbols, English and Chinese names of units that accept a prefix; dimension and factor.
_WITH_PREFIX = (
    ("m", "metre|meter", "米|公尺", "length", 1),
    ("g", "gram|gramme", "克", "mass", 1),
    ("t", "tonne|ton|metric ton", "吨|公吨", "mass", 1_000_000),
    ("L|l", "litre|liter", "升|公升", "volume", 1),
    ("W", "watt", "瓦|瓦特", "power", 1),
    ("Wp", "watt-peak|watt peak", "瓦峰|峰瓦", "power", 1),
    ("Wh|W·h", "watt-hour|watt hour|watthour", "瓦时|瓦·时|瓦小时|瓦特小时", "energy", 1),
    ("V", "volt", "伏|伏特", "voltage", 1),
    ("VA", "volt-ampere|volt ampere", "伏安", "apparent power", 1),
    ("var|Var", "var", "乏", "reactive power", 1),
    ("A", "ampere|amp", "安|安培", "current", 1),
    ("Ah|A·h", "ampere-hour|ampere hour|amp-hour|amp hour", "安时|安·时|安培小时", "charge", 1),
    ("Ω", "ohm", "欧|欧姆", "resistance", 1),
    ("F", "farad", "法拉", "capacitance", 1),
    ("Hz", "hertz", "赫|赫兹", "frequency", 1),
    ("Pa", "pascal", "帕|帕斯卡", "pressure", 1),
    ("bar", "bar", "巴", "pressure in bars", 1),
    ("N", "newton", "牛|牛顿", "force", 1),
    ("Nm|N·m", "newton-metre|newton metre|newton-meter", "牛米|牛·米", "torque", 1),
    ("J", "joule", "焦|焦耳", "heat", 1),
    ("cal", "calorie", "卡|卡路里", "calories", 1),
    ("eV", "electronvolt", "电子伏|电子伏特", "electronvolts", 1),
    ("B|byte", "byte", "字节|位组", "bytes", 1),
    ("bit|b|bps", "bit", "比特", "bits", 1),
    ("s|sec", "second", "秒|秒钟", "time", 1),
    ("T", "tesla", "特斯拉", "flux density", 1),
    ("Sv", "sievert", "希沃特", "dose", 1),
    ("Bq", "becquerel", "贝可", "decays", 1),
    ("mol", "mole", "摩尔", "moles", 1),
    ("lm", "lumen", "流明", "light", 1),
    ("dB", "decibel", "分贝", "sound", 1),
)
_WITHOUT_PREFIX = (
    ("%", "percent|per cent|percentage point|pct", "个百分点", "share", "0.01"),
    ("‰", "per mille|per mil|permille", "", "share", "0.001"),
    ("bp|bps", "basis point", "个基点", "share", "0.0001"),
    ("", "", "成", "share", "0.1"),
    ("", "", "公里", "length", 1_000),
    ("", "", "公分", "length", "0.01"),
    ("", "", "公厘", "length", "0.001"),
    ("mi", "mile", "英里", "miles", 1),
    ("nmi", "nautical mile", "海里", "nautical miles", 1),
    ("ft", "foot|feet", "英尺", "feet", 1),
    ("", "inch|inche", "英寸", "inches", 1),
    ("yd", "yard", "码", "yards", 1),
    ("", "kilo", "公斤", "mass", 1_000),
    ("", "", "斤", "mass", 500),
    ("lb|lbs", "pound", "磅", "pounds", 1),
    ("oz", "ounce", "盎司", "ounces", 1),
    ("ha", "hectare", "公顷", "area", 10_000),
    ("", "mu", "亩", "mu", 1),
    ("cc", "", "", "space", "0.000001"),
    ("hp", "horsepower", "马力|匹", "horsepower", 1),
    ("", "", "度电|度", "energy", 1_000),
    ("°C|°c", "degree celsius|degrees celsius|degree centigrade|degrees centigrade",
     "摄氏度|度", "celsius", 1),
    ("°F", "degree fahrenheit|degrees fahrenheit", "华氏度|度", "fahrenheit", 1),
    ("K", "kelvin", "开尔文|开", "kelvin", 1),
    ("°", "degree", "度", "angle", 1),
    ("min|mins", "minute", "分钟", "time", 60),
    ("h|hr|hrs", "hour", "小时|个小时|钟头|个钟头", "time", 3_600),
    ("d", "day", "天|日", "time", 86_400),
    ("", "week", "周|星期|个星期", "time", 604_800),
    ("", "fortnight", "", "time", 1_209_600),
    ("", "month", "个月", "months", 1),
    ("", "quarter", "个季度", "months", 3),
    ("yr|yrs", "year", "年", "months", 12),
    ("", "decade", "", "months", 120),
    ("rpm|r/min", "revolutions per minute", "转/分|转每分|转", "turns", 1),
    ("ppm", "", "", "ppm", 1),
)  # fmt: skip


class _Table:
    """Units by how they are written."""

    def __init__(self) -> None:
        self.symbols: dict[str, set[Unit]] = defaultdict(set)
        self.names: dict[str, set[Unit]] = defaultdict(set)
        self.chinese: dict[str, set[Unit]] = defaultdict(set)
        for symbols, names, chinese, dimension, factor in _WITH_PREFIX:
            for prefix, (in_english, in_chinese, power) in _PREFIXES.items():
                unit = Unit(dimension, Decimal(factor).scaleb(power))
                self._add(self.symbols, symbols, prefix, unit)
                self._add(self.names, names, in_english, unit)
                self._add(self.chinese, chinese, in_chinese, unit)
                if dimension == "length":
                    self._add_powers(symbols, names, prefix, unit)
        for symbols, names, chinese, dimension, size in _WITHOUT_PREFIX:
            unit = Unit(dimension, Decimal(size))
            self._add(self.symbols, symbols, "", unit)
            self._add(self.names, names, "", unit)
            self._add(self.chinese, chinese, "", unit)
        # As it is said on Taiwan.
        self.chinese["奈米"] = self.chinese["纳米"]
        for name, units in list(self.chinese.items()):
            lengths = [unit for unit in units if unit.dimension == "length"]
            for unit in lengths:
                self.chinese[f"平方{name}"].add(Unit("area", unit.factor**2))
                self.chinese[f"立方{name}"].add(Unit("space", unit.factor**3))
        self.in_any_case: dict[str, set[Unit]] = defaultdict(set)
        for symbol, units in self.symbols.items():
            self.in_any_case[symbol.lower()] |= units

    @staticmethod
    def _add(table: dict[str, set[Unit]], names: str, prefix: str, unit: Unit) -> None:
        for name in filter(None, names.split("|")):
            table[prefix + name].add(unit)

    def _add_powers(self, symbols: str, names: str, prefix: str, unit: Unit) -> None:
        """Areas and volumes, which English writes as powers of a length."""
        in_english = _PREFIXES[prefix][0]
        for power, dimension, words in (
            (2, "area", "square |sq |sq. "),
            (3, "space", "cubic |cu "),
        ):
            measured = Unit(dimension, unit.factor**power)
            for symbol in symbols.split("|"):
                self.symbols[f"{prefix}{symbol}{power}"].add(measured)
                self.symbols[f"{prefix}{symbol}^{power}"].add(measured)
                for word in words.split("|"):
                    self.names[f"{word}{prefix.lower()}{symbol.lower()}"].add(measured)
            for name in names.split("|"):
                for word in words.split("|"):
                    self.names[f"{word}{in_english}{name}"].add(measured)


_TABLE = _Table()


def _either(names: dict[str, set[Unit]]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# Not a unit where such a word continues: 成员, 日本, 欧元, 克朗, 米其林.
_CHINESE = re.compile(
    rf"(?:{_either(_TABLE.chinese)})(?<!成(?=[员立为功本果品绩都套分]))(?<!日(?=本))"
    r"(?<!欧(?=[元洲盟]))(?<!克(?=[朗罗拉服]))(?<!米(?=[其兰勒]))(?<!升(?=级))(?<!安(?=[全排]))"
)
_NAME = re.compile(rf"({_either(_TABLE.names)})s?(?![a-z])", re.IGNORECASE)
_SYMBOL = re.compile(r"[%‰°]|[A-Za-zµΩ°](?:[A-Za-z·/]*[A-Za-z])?(?:\^?[23])?(?![A-Za-z0-9])")


def unit_at(text: str, position: int) -> tuple[frozenset[Unit], int]:
    """The unit named at a position of a text, perhaps one of several, and the end of its name."""
    start = position
    while start < len(text) and text[start] in " -\u00a0":
        start += 1
    name = _NAME.match(text, start)
    if name:
        return frozenset(_TABLE.names[name[1].lower()]), name.end()
    chinese = _CHINESE.match(text, start)
    if chinese:
        return frozenset(_TABLE.chinese[chinese[0]]), chinese.end()
    return _symbol_at(text, start) or (frozenset(), position)


def _symbol_at(text: str, start: int) -> tuple[frozenset[Unit], int] | None:
    match = _SYMBOL.match(text, start)
    if match is None:
        return None
    # Of km/h the length is compared, which the other language has next to its number.
    for symbol in (match[0], match[0].split("/")[0]):
        spelled = _SPELLED_OTHERWISE.get(symbol[0], symbol[0]) + symbol[1:]
        units = (
            _TABLE.symbols.get(symbol)
            or _TABLE.symbols.get(spelled)
            or _TABLE.in_any_case.get(symbol.lower())
        )
        if units:
            return frozenset(units), start + len(symbol)
    return None
