"""Blank texts, and texts without words to translate."""

from __future__ import annotations

import html
import re

# White space, control characters, what Unicode calls Default_Ignorable_Code_Point
# (DerivedCoreProperties.txt), and the three other characters that are drawn as nothing.
_INVISIBLE = (
    r"\s\u0001-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    r"\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(rf"[\x00{_INVISIBLE}]+")
_MARKUP = re.compile(r"<!--.*?-->|<[/!?a-zA-Z][^<>]*>", re.DOTALL)


# The same two questions as expressions for a database, as far as one can say them: SQLite has
# Python's syntax, PostgreSQL that of Tcl, and these mean the same in both.
_NOTHING = (
    rf"<[/!?a-zA-Z][^<>]*>|[{_INVISIBLE}]|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|#160|#xa0|#8203);"
)
BLANK = f"^(?:{_NOTHING})*$"
_LETTER = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufdff\uff21-\uffdc"
)
WORDLESS = f"^(?:<[/!?a-zA-Z][^<>]*>|&[#a-zA-Z0-9]+;|[^<&{_LETTER}])*$"


def visible_text(text: str) -> str:
    """The visible part of a text with inline tags: no markup, no invisible characters."""
    plain = _MARKUP.sub("", text) if "<" in text else text
    return _HIDDEN.sub("", html.unescape(plain) if "&" in plain else plain)


def is_blank(text: str) -> bool:
    """True if a text is empty, or has only white space, invisible characters and tags."""
    return not visible_text(text)


def needs_translation(source: str) -> bool:
    """True if a source text has words; a number or a dash is the same in every language."""
    return any(character.isalpha() for character in visible_text(source))
