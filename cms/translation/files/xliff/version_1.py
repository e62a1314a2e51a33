"""XLIFF 1.2 files as specified by OASIS, which most translation tools still prefer.

Markup inside a text is in the file itself, as the content of paired codes. Tools that keep only
the numbers of codes are supported. Unconfirmed targets have a state that asks for review.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from cms.translation.files.entries import MOST_UNITS, Part, UnusableFile, too_many
from cms.translation.files.xliff.inline_codes import InlineCodes, as_html, mark
from cms.translation.files.xliff.units import Unreadable, unknown_code
from cms.translation.files.xliff.version_2 import (
    IDENTIFIER,
    TOOL,
    languages_of,
    no_languages,
    read_unit,
    units,
)
from cms.translation.validity.faults import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.translation.files.entries import Export, ExportUnit
    from cms.translation.files.xliff.inline_codes import InlineCode, Used
    from cms.translation.files.xliff.safe_xml import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# Some tools write none.
_ROOT = re.compile(r"(urn:oasis:names:tc:xliff:document:1\.\d+ )?xliff")
_CONFIRMED = {"translated", "final", "signed-off"}
_TYPES = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "br": "lb"}
# A character that XML doesn't allow is in such a code by its number.
_CHARACTER = "x-character"
_PAIRED = {"bpt": "s", "ept": "e", "bx": "s", "ex": "e", "ph": "p", "it": "p", "x": "p"}


class _InlineCodes(InlineCodes):
    """Markup as the content of codes."""

    def _words(self, words: str) -> str:
        return _as_xml(words)

    def _code(self, code: InlineCode, used: Used) -> str:
        attributes = f'id="{self._number(code, used)}" ctype="{_TYPES.get(code.name, "x-html")}"'
        if code.end is None:
            return f"<ph {attributes}>{_as_xml(code.start)}</ph>"
        number = attributes.partition(" ctype")[0]
        return (
            f"<bpt {attributes}>{_as_xml(code.start)}</bpt>{self._content(code.inside, used)}"
            f"<ept {number}>{_as_xml(code.end)}</ept>"
        )


def _as_xml(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        return f'<ph id="c{ord(match[0])}" ctype="{_CHARACTER}">{ord(match[0]):04X}</ph>'

    return NOT_IN_XML.sub(character, escape(text, {"\r": "&#13;"}))


def serialised(export: Export) -> str:
    """The XLIFF 1.2 file of a translation.

    Raises:
        UnusableFile: the page has no texts.
    """
    source, target = languages_of(export)
    title = escape(NOT_IN_XML.sub("", export.title))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="1.2">',
        f'<file original="{IDENTIFIER}{export.identifier}" datatype="html"',
        f' source-language="{source}" target-language="{target}">',
        f"<header><note>{title}</note></header>",
        "<body>",
    ]
    lines += [_unit(number, row) for number, row in enumerate(export.rows, 1)]
    return "\n".join([*lines, "</body>", "</file>", "</xliff>"]) + "\n"


def _unit(number: int, row: ExportUnit) -> str:
    codes = _InlineCodes()
    source = f"<source>{codes.written(row.source)}</source>"
    target = ""
    if row.target:
        machine = 'state="needs-review-translation" state-qualifier="leveraged-mt"'
        state = 'state="final"' if row.is_confirmed else machine
        target = f"<target {state}>{codes.written(row.target)}</target>"
    note = f"<note>{escape(row.note)}</note>" if row.note else ""
    approved = "yes" if row.target and row.is_confirmed else "no"
    return (
        f'<trans-unit id="t{number}" resname={quoteattr(row.path)} approved="{approved}"'
        f' xml:space="preserve">{source}{target}{note}</trans-unit>'
    )


def is_root(root: Element) -> bool:
    """True if a document is XLIFF 1."""
    return bool(_ROOT.fullmatch(root.name)) and root.attributes.get("version", "")[:2] == "1."


def parsed(root: Element, file: str) -> list[Part]:
    """Parse an XLIFF 1.2 file: one part for each of its translations.

    Raises:
        UnusableFile: it doesn't name its languages, or has too many texts.
    """
    space, count = root.name.removesuffix("xliff"), 0
    parts = []
    for element in root.elements(f"{space}file"):
        attributes = element.attributes
        languages = attributes.get("source-language", ""), attributes.get("target-language", "")
        if "" in languages:
            raise UnusableFile(no_languages())
        identifier = attributes.get("original", "").removeprefix(IDENTIFIER)
        part = Part(file, element.line, identifier, *languages, TOOL)
        for body in element.elements(f"{space}body"):
            for unit in units(body, f"{space}trans-unit", f"{space}group"):
                count += 1
                if count > MOST_UNITS:
                    raise UnusableFile(too_many())
                _read_unit(unit, space, part)
        parts.append(part)
    return parts


def _read_unit(unit: Element, space: str, part: Part) -> None:
    words = _UnitReader(unit, space)
    is_confirmed = unit.attributes.get("approved") == "yes" or words.state in _CONFIRMED
    read_unit(unit, words, part, path=unit.attributes.get("resname", ""), is_confirmed=is_confirmed)


class _UnitReader:
    """A unit's source and target as texts with markup."""

    def __init__(self, unit: Element, space: str) -> None:
        self._unit, self._space = unit, space
        self._source = next(unit.elements(f"{space}source"), None)
        self._target = next(unit.elements(f"{space}target"), None)
        self._known: dict[str, str] = {}
        if self._source is not None:
            self._learn(self._source)
        self.has_numbers = False

    @property
    def state(self) -> str:
        return self._target.attributes.get("state", "") if self._target is not None else ""

    def source(self) -> str:
        return self._html(self._source.children) if self._source is not None else ""

    def target(self) -> str:
        """The target; empty where nothing is translated.

        Raises:
            Unreadable: a code isn't known, or only some segments are translated.
        """
        if self._target is None:
            return ""
        html = self._html(self._target.children)
        for cut in self._unit.elements(f"{self._space}seg-source"):
            wanted, present = self._segments(cut), self._segments(self._target)
            if present and html.strip() and not wanted <= present:
                raise Unreadable(self._unit.line, _("Only a part of this text is translated."))
        return html

    def plain(self) -> str:
        """The words of the source alone."""
        return "".join(_characters([self._source] if self._source is not None else []))

    def _segments(self, element: Element) -> set[str]:
        """The numbers of the segments a tool has cut a text into that say something."""
        return {
            marker.attributes.get("mid", "")
            for marker in element.elements(f"{self._space}mrk")
            if marker.attributes.get("mtype") == "seg" and "".join(_characters([marker])).strip()
        }

    def _learn(self, element: Element) -> None:
        for code in element.elements():
            kind = _PAIRED.get(code.name.removeprefix(self._space))
            if kind and code.children:
                self._known[f"{kind}{code.attributes.get('id', '')}"] = self._raw(code)
            self._learn(code)

    def _html(self, children: Iterable[Element | str]) -> str:
        return "".join(
            as_html(child) if isinstance(child, str) else self._code(child) for child in children
        )

    def _code(self, code: Element) -> str:
        name = code.name.removeprefix(self._space)
        number = code.attributes.get("id", "")
        if name in {"mrk", "sub"}:
            return self._html(code.children)
        if code.attributes.get("ctype") == _CHARACTER:
            return as_html(self._raw(code))
        if name == "g":
            start, end = self._numbered(code, f"s{number}"), self._numbered(code, f"e{number}")
            return f"{start}{self._html(code.children)}{end}"
        if name not in _PAIRED:
            raise Unreadable(
                code.line,
                _("The element “{name}” is not supported inside a text.").format(name=name),
            )
        if code.children:
            return self._raw(code)
        if name == "ex":
            number = code.attributes.get("rid", number)
        return self._numbered(code, f"{_PAIRED[name]}{number}")

    def _numbered(self, code: Element, name: str) -> str:
        """The markup of a code that has only a number: that of the source."""
        if name in self._known:
            return self._known[name]
        if self._known:
            raise Unreadable(code.line, unknown_code(name[1:]))
        self.has_numbers = True
        return mark(name[0], name[1:])

    def _raw(self, code: Element) -> str:
        raw = "".join(_characters(code.children))
        if code.attributes.get("ctype") != _CHARACTER:
            return raw
        if not re.fullmatch("[0-9A-F]{4,6}", raw) or not NOT_IN_XML.match(chr(int(raw, 16))):
            raise Unreadable(code.line, _("The file names a character that doesn't exist."))
        return chr(int(raw, 16))


def _characters(children: Iterable[Element | str]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        else:
            yield from _characters(child.children)
