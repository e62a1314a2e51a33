"""An answer as JSON, whatever is in it."""

from __future__ import annotations

import re
from typing import Any

import orjson

# What clients read as a number without losing digits: RFC 8259, section 6.
GREATEST_NUMBER = 2**53 - 1
_HALF = re.compile("[\ud800-\udfff]")


def as_json(body: Any) -> bytes:
    """The bytes of an answer. What JSON can't say is made something that it can.

    Half a character becomes U+FFFD, and a number that is too great for clients nothing.
    """
    try:
        return orjson.dumps(body)
    except TypeError:
        return orjson.dumps(_sayable(body), option=orjson.OPT_NON_STR_KEYS)


def _sayable(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_sayable(name): _sayable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_sayable(item) for item in value]
    if isinstance(value, int) and abs(value) > GREATEST_NUMBER:
        return None
    return value
