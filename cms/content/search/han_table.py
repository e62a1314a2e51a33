"""The Simplified form of each Han character that has another one, as OpenCC converts it.

Kept as a file: OpenCC takes 33 MB of each process and 0.3 s of its start to convert them, and
doesn't give the memory back. ``python -m cms.content.search.han_table`` writes the file anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FILE = Path(__file__).with_name("han_table.txt")
_HAN = range(0x3400, 0xA000)
# Differences that matter in phrases alone: 答覆 is 答复, and 藉口 is 借口.
_SAME_HAN = {"覆": "复", "藉": "借"}


def is_han(character: str) -> bool:
    """True if the table may hold the character."""
    return ord(character) in _HAN


def read() -> dict[str, str]:
    """The Simplified form by the other one. Source: OpenCC (Apache License 2.0)."""
    return {pair[0]: pair[1] for pair in FILE.read_text(encoding="utf-8").split()}


def digest() -> str:
    """The beginning of the hash of the table, in hexadecimal digits."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]


def converted() -> dict[str, str]:
    """The same, as the installed OpenCC says.

    Characters of Hong Kong and Taiwan become Traditional, and Traditional ones Simplified.
    """
    from opencc import OpenCC  # noqa: PLC0415 - only here, because of what it takes

    characters = list(map(chr, _HAN))
    text = "\n".join(characters)
    for conversion in ("hk2s", "s2t", "tw2s"):
        text = OpenCC(conversion).convert(text)
    pairs = zip(characters, text.split("\n"), strict=True)
    simplified = {
        traditional: other for traditional, other in pairs if traditional != other
    } | _SAME_HAN
    return {traditional: simplified.get(other, other) for traditional, other in simplified.items()}


def write() -> None:
    """Write the file, forty pairs a line."""
    pairs = [traditional + other for traditional, other in sorted(converted().items())]
    lines = [" ".join(pairs[start : start + 40]) for start in range(0, len(pairs), 40)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
