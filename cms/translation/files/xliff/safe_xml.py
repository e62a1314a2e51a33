"""Untrusted XML, as a tree with line numbers, within limits.

A DOCTYPE is refused, so there are no entities to expand and nothing is ever fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from django.utils.translation import gettext as _

from cms.translation.files.entries import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 40
MOST_ELEMENTS = 1_000_000
MOST_ATTRIBUTES = 50
LONGEST_ATTRIBUTE = 10_000
_ENCODINGS = {"utf-8", "utf-16", "us-ascii"}


@dataclass(slots=True)
class Element:
    """An element; ``name`` is "namespace name", or the name alone where there is no namespace."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self, name: str = "") -> Iterator[Element]:
        """The elements directly inside, all or those of a name."""
        for child in self.children:
            if isinstance(child, Element) and name in {"", child.name}:
                yield child


def parsed(content: bytes) -> Element:
    """The root of a document.

    Raises:
        UnusableFile: it isn't well formed, has a document type, or exceeds a limit.
    """
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as error:
        text = _("The file is not well-formed XML: line {line}, {reason}.")
        reason = expat.ErrorString(error.code) or ""
        raise UnusableFile(text.format(line=error.lineno, reason=reason)) from error
    except UnusableFile:
        raise
    except (ValueError, LookupError) as error:
        raise UnusableFile(_encoding()) from error
    if builder.root is None:
        raise UnusableFile(_("The file is empty."))
    return builder.root


class _Builder:
    """Makes the tree while expat reads."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.XmlDeclHandler = self._declaration

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self.parser.CurrentLineNumber
        if len(self._open) >= DEEPEST:
            raise _refused(_("Line {line}: elements are nested too deeply."), line)
        if self._count > MOST_ELEMENTS:
            raise _refused(_("Line {line}: the file has too many elements."), line)
        if len(attributes) > MOST_ATTRIBUTES:
            raise _refused(_("Line {line}: an element has too many attributes."), line)
        if any(len(value) > LONGEST_ATTRIBUTE for value in attributes.values()):
            raise _refused(_("Line {line}: an attribute is too long."), line)
        element = Element(name, attributes, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _doctype(self, *_declared: object) -> None:
        text = _("Line {line}: files with a DOCTYPE are not accepted.")
        raise _refused(text, self.parser.CurrentLineNumber)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise UnusableFile(_encoding())


def _refused(text: str, line: int) -> UnusableFile:
    return UnusableFile(text.format(line=line))


def _encoding() -> str:
    return _("The file isn't in UTF-8 or UTF-16.")
