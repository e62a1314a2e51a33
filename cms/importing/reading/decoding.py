"""The text of a file, whichever encoding it is in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Encodings by their names in HTML and XML, as browsers read them (WHATWG Encoding, 4.2).
_NAMES = {
    "ascii": "cp1252", "big5": "big5hkscs", "cp1252": "cp1252", "euc-jp": "euc_jp",
    "euc-kr": "cp949", "gb18030": "gb18030", "gb2312": "gb18030", "gbk": "gb18030",
    "iso-8859-1": "cp1252", "iso-8859-2": "iso8859_2", "iso-8859-15": "iso8859_15",
    "koi8-r": "koi8_r", "latin1": "cp1252", "shift_jis": "cp932", "us-ascii": "cp1252",
    "utf-8": "utf-8", "utf8": "utf-8", "windows-1250": "cp1250",
    "windows-1251": "cp1251", "windows-1252": "cp1252",
}  # fmt: skip
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_-]+)", re.IGNORECASE)
_HEAD_BYTES = 2048


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what was wrong with its bytes; empty for nothing."""

    text: str
    fault: str = ""


def decoded(content: bytes) -> Decoded:
    """The text of an HTML or XML file: by its mark, by what it declares, or as it can be read."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], name)
    match = _DECLARED.search(content[:_HEAD_BYTES])
    declared = match[1].decode().lower() if match else ""
    if declared in _NAMES:
        return _read(content, _NAMES[declared])
    # A declaration in UTF-16 couldn't have been read like this.
    is_unknown = declared and not declared.startswith("utf-16")
    fault = f"the encoding {declared} isn't known" if is_unknown else ""
    for guess in ("utf-8", "gb18030"):
        try:
            return Decoded(content.decode(guess), fault)
        except UnicodeDecodeError:
            continue
    return Decoded(content.decode("cp1252", errors="replace"), fault)


def _read(content: bytes, name: str) -> Decoded:
    try:
        return Decoded(content.decode(name))
    except UnicodeDecodeError:
        text = content.decode(name, errors="replace")
        count = text.count("\ufffd")
        return Decoded(text, f"{count} characters aren't {name}")
