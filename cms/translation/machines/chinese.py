"""From one Chinese script into the other with the words of each region, offline.

OpenCC (Apache License 2.0) converts phrases, not characters: 软件 is 軟體 in Taiwan and 軟件 in
Hong Kong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# OpenCC's names of where a language is written; without a region, Taiwan's usage for Traditional.
_TRADITIONAL = {"zh-hant": "twp", "zh-tw": "twp", "zh-hk": "hk", "zh-mo": "hk"}
_SIMPLIFIED = {"zh-hans", "zh-cn", "zh-sg", "zh"}
_TAG = re.compile(r"(<[^>]*>)")


def _region(code: str) -> str | None:
    """The region whose Traditional Chinese a language is; ``None``: it is another."""
    plain = code.lower()
    for known, region in _TRADITIONAL.items():
        if plain == known or plain.startswith(f"{known}-"):
            return "hk" if plain.endswith(("-hk", "-mo")) else region
    return None


def is_traditional(code: str) -> bool:
    """True if a language is Traditional Chinese."""
    return _region(code) is not None


def is_chinese(code: str) -> bool:
    """True if a language is Chinese in a script OpenCC knows."""
    return is_traditional(code) or code.lower() in _SIMPLIFIED


def simplified(text: str) -> str:
    """A text in Simplified characters, its words as they are."""
    converted: str = _converter("t2s").convert(text)
    return converted


class ChineseConverter:
    """Makes Traditional from Simplified Chinese and back."""

    name: ClassVar[str] = "OpenCC"

    def translates(self, source: str, target: str) -> bool:
        """Between two kinds of Chinese."""
        return _configuration(source, target) is not None

    def translated(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        _terms: Mapping[str, str] = MappingProxyType({}),
    ) -> list[str]:
        """The texts, converted between their tags."""
        name = _configuration(source, target)
        if name is None:
            raise ValueError(f"OpenCC converts no “{source}” into “{target}”.")
        converter = _converter(name)
        return [
            "".join(
                part if part.startswith("<") else converter.convert(part)
                for part in _TAG.split(text)
            )
            for text in texts
        ]


def _configuration(source: str, target: str) -> str | None:
    """OpenCC's name of the conversion, ``s2twp`` for one."""
    source_region, target_region = _region(source), _region(target)
    if not (is_chinese(source) and is_chinese(target)) or source_region == target_region:
        return None
    if source_region is None:
        return f"s2{target_region}"
    return (
        f"{source_region.removesuffix('p')}2s{'p' if source_region == 'twp' else ''}"
        if target_region is None
        else None
    )


@lru_cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
