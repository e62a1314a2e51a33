"""Markup inside a text, as the inline codes of XLIFF and back, to the byte.

Translation tools protect a code and let the words around it be changed. The original markup
is stored next to the text, so it comes back as it was, however it was spelled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from cms.translation.files.entries import MARK
from cms.translation.validity.faults import NOT_IN_XML
from cms.translation.validity.spelling import as_stored

# A tag; an entity as wagtail-localize spells it; whatever would be spelled another way.
_TOKEN = re.compile(
    r"(?P<tag><(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>)"
    r"|(?P<entity>&(?:amp|lt|gt);)|(?P<odd>&(?:[a-zA-Z0-9]{1,32}|#[xX]?[0-9a-fA-F]{1,8});|[&<>])"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_VOID = {"br"}
# The deepest nesting of codes; tags further inside become standalone codes.
_DEEPEST = 20
_TYPES = {
    "a": 'type="link"', "b": 'type="fmt" subType="xlf:b"', "i": 'type="fmt" subType="xlf:i"',
    "br": 'type="fmt" subType="xlf:lb"', "em": 'type="fmt"', "strong": 'type="fmt"',
    "sub": 'type="fmt"', "sup": 'type="fmt"',
}  # fmt: skip


@dataclass(slots=True)
class InlineCode:
    """Markup around ``inside``, or standalone where ``end`` is ``None``."""

    name: str
    start: str
    end: str | None = None
    inside: list[InlineCode | str] = field(default_factory=list)


def parsed_codes(html: str) -> list[InlineCode | str]:
    """The words and the inline codes of a text; tags that don't pair are standalone codes."""
    parts: list[InlineCode | str] = []
    open_codes: list[tuple[InlineCode, list[InlineCode | str]]] = []
    end = 0
    for token in _TOKEN.finditer(html):
        parts.append(html[end : token.start()])
        end = token.end()
        raw, name = token.group(), (token["name"] or "").lower()
        if token["entity"]:
            parts.append(_ENTITIES[raw])
        elif not token["tag"] or name in _VOID or raw.endswith("/>"):
            parts.append(InlineCode(name, raw))
        elif not token["slash"] and len(open_codes) < _DEEPEST:
            code = InlineCode(name, raw)
            parts.append(code)
            open_codes.append((code, parts))
            parts = code.inside
        elif token["slash"] and open_codes and open_codes[-1][0].name == name:
            code, parts = open_codes.pop()
            code.end = raw
        else:
            parts.append(InlineCode(name, raw))
    parts.append(html[end:])
    for code, around in reversed(open_codes):
        around.extend(code.inside)
        code.inside = []
        parts = around
    return [part for part in parts if part != ""]


# The number of occurrences of each markup in a text so far.
Used = dict[tuple[str, str | None], int]


class InlineCodes:
    """The inline codes of one unit: their numbers and their original markup.

    The same markup has the same number in the source and in the target, as the specification asks.
    """

    def __init__(self) -> None:
        self._data: dict[str, str] = {}
        self._numbers: dict[tuple[str, str | None], list[int]] = {}
        self._last = 0

    def written(self, html: str) -> str:
        """A text as the content of a source or target."""
        return self._content(parsed_codes(as_stored(html)), {})

    @property
    def raw(self) -> dict[str, str]:
        """The markup of the codes by mark: ``s1`` and ``e1`` for a pair, ``p2`` standalone."""
        codes = {}
        for (start, end), numbers in self._numbers.items():
            for number in numbers:
                codes["p" if end is None else "s", number] = start
                if end is not None:
                    codes["e", number] = end
        return {f"{kind}{number}": raw for (kind, number), raw in codes.items()}

    @property
    def original_data(self) -> str:
        """The element that defines the codes; empty where there are none."""
        if not self._data:
            return ""
        data = "".join(
            f'<data id="{name}" xml:space="preserve">{as_xml(raw)}</data>'
            for raw, name in self._data.items()
        )
        return f"<originalData>{data}</originalData>"

    def _content(self, parts: list[InlineCode | str], used: Used) -> str:
        return "".join(
            self._words(part) if isinstance(part, str) else self._code(part, used) for part in parts
        )

    def _words(self, words: str) -> str:
        return as_xml(words)

    def _number(self, code: InlineCode, used: Used) -> int:
        key = (code.start, code.end)
        numbers, position = self._numbers.setdefault(key, []), used.get(key, 0)
        if position == len(numbers):
            self._last += 1
            numbers.append(self._last)
        used[key] = position + 1
        return numbers[position]

    def _code(self, code: InlineCode, used: Used) -> str:
        type_ = _TYPES.get(code.name, 'type="other"')
        attributes = f'id="{self._number(code, used)}" {type_}'
        if code.end is None:
            shown = quoteattr(NOT_IN_XML.sub("", code.start))
            return f'<ph {attributes} disp={shown} dataRef="{self._reference(code.start)}"/>'
        references = (
            f'dataRefEnd="{self._reference(code.end)}" dataRefStart="{self._reference(code.start)}"'
        )
        return f"<pc {attributes} {references}>{self._content(code.inside, used)}</pc>"

    def _reference(self, raw: str) -> str:
        return self._data.setdefault(raw, f"d{len(self._data) + 1}")


class NumberedInlineCodes(InlineCodes):
    """The inline codes of a file that doesn't define them: by their numbers."""

    def _words(self, words: str) -> str:
        return as_html(words)

    def _code(self, code: InlineCode, used: Used) -> str:
        number = self._number(code, used)
        if code.end is None:
            return mark("p", number)
        return f"{mark('s', number)}{self._content(code.inside, used)}{mark('e', number)}"


def mark(kind: str, number: int | str) -> str:
    """A code by its number: the start or end of a pair, or a standalone one."""
    return f"{MARK}{kind}{number}{MARK}"


def as_xml(text: str) -> str:
    """A text in XML, with the characters XML doesn't allow as ``cp`` elements."""
    spelled = escape(text, {"\r": "&#13;"})
    return NOT_IN_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', spelled)


def as_html(text: str) -> str:
    """Words from a file, escaped for a text with markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
