"""XLIFF 2.1 files, after the standard of OASIS: written for a translation, and read.

A segment's state says whether a person stands behind it: ``reviewed`` is confirmed, ``translated``
with our sub-state was made by a machine. A file that leaves the state out says ``initial`` by the
standard, so what it brings is to be confirmed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.localisation import tags
from cms.translation.files.entries import MOST_ENTRIES, Entry, Part, UnusableFile, too_many
from cms.translation.files.xliff.inline_codes import Codes, spoken
from cms.translation.files.xliff.units import Unreadable, Words
from cms.translation.validity.faults import UNSPEAKABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.entries import Export, Row
    from cms.translation.files.xliff.safe_xml import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
TOOL = gettext_noop("XLIFF file")
MACHINE = "newsroom:machine"
_ROOT = re.compile(r"urn:oasis:names:tc:xliff:document:2\.\d+ xliff")
IDENTIFIER = "urn:uuid:"
_CONFIRMED = {"translated", "reviewed", "final"}


def written(export: Export) -> str:
    """The XLIFF file of a translation.

    Raises:
        UnusableFile: the page has no texts, and a file without any isn't allowed.
    """
    source, target = languages_of(export)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="{source}" trgLang="{target}">',
        f'<file id="f1" original="{IDENTIFIER}{export.identifier}" xml:space="preserve">',
        f'<notes><note category="page">{spoken(UNSPEAKABLE.sub("", export.title))}</note></notes>',
    ]
    lines += [_unit(number, row) for number, row in enumerate(export.rows, 1)]
    return "\n".join([*lines, "</file>", "</xliff>"]) + "\n"


def _unit(number: int, row: Row) -> str:
    codes = Codes()
    source = f"<source>{codes.written(row.source)}</source>"
    target, state = "", 'state="initial"'
    if row.target:
        target = f"<target>{codes.written(row.target)}</target>"
        machine = f'state="translated" subState="{MACHINE}"'
        state = 'state="reviewed"' if row.is_confirmed else machine
    note = f"<notes><note>{spoken(row.note)}</note></notes>" if row.note else ""
    return (
        f'<unit id="t{number}" name={quoteattr(row.path)}>{note}{codes.original_data}'
        f"<segment {state}>{source}{target}</segment></unit>"
    )


def read(root: Element, file: str) -> list[Part]:
    """What an XLIFF file says of each of its translations.

    Raises:
        UnusableFile: it is no XLIFF 2.
    """
    kind = _ROOT.fullmatch(root.name)
    if kind is None or not root.attributes.get("version", "").startswith("2."):
        raise UnusableFile(no_xliff())
    space = root.name.removesuffix("xliff")
    languages = root.attributes.get("srcLang", ""), root.attributes.get("trgLang", "")
    if "" in languages:
        raise UnusableFile(no_languages())
    parts, count = [], 0
    for element in root.elements(f"{space}file"):
        identifier = element.attributes.get("original", "").removeprefix(IDENTIFIER)
        part = Part(file, element.line, identifier, *languages, TOOL)
        for unit in units(element, f"{space}unit", f"{space}group"):
            count += 1
            if count > MOST_ENTRIES:
                raise UnusableFile(too_many())
            _take(unit, space, part)
        parts.append(part)
    return parts


def _take(unit: Element, space: str, part: Part) -> None:
    segments = list(unit.elements(f"{space}segment"))
    is_confirmed = bool(segments) and all(
        segment.attributes.get("state", "initial") in _CONFIRMED
        and segment.attributes.get("subState") != MACHINE
        for segment in segments
    )
    path = unit.attributes.get("name", "")
    take(unit, Words(unit, space), part, path=path, is_confirmed=is_confirmed)


# What all versions have in common


class UnitWords(Protocol):
    """A unit's source and target as texts with markup."""

    has_numbers: bool

    def source(self) -> str:
        """The source. Raises ``Unreadable``."""

    def target(self) -> str:
        """The target, empty where nothing is translated. Raises ``Unreadable``."""

    def plain(self) -> str:
        """The words of the source alone."""


def languages_of(export: Export) -> tuple[str, str]:
    """The BCP 47 tags of the languages a file translates from and into.

    Raises:
        UnusableFile: the page has no texts, and a file without any isn't allowed.
    """
    if not export.rows:
        raise UnusableFile(_("“{title}” has no texts.").format(title=export.title))
    return tags.canonical(export.source_language), tags.canonical(export.target_language)


def units(element: Element, name: str, group: str) -> Iterator[Element]:
    """The units in an element, also those in groups, however deep."""
    for child in element.elements():
        if child.name == name:
            yield child
        elif child.name == group:
            yield from units(child, name, group)


def take(unit: Element, words: UnitWords, part: Part, *, path: str, is_confirmed: bool) -> None:
    """Read a unit: an entry, or a problem that names it."""
    name, source = unit.attributes.get("id", ""), ""
    try:
        source = words.source()
        target = words.target()
    except Unreadable as error:
        part.problem(error.line, source or words.plain(), str(error), name)
        return
    entry = Entry(path, source, target, is_confirmed, unit.line, name, words.has_numbers)
    part.entries.append(entry)


def no_xliff() -> str:
    """That a file is XML of some other kind."""
    return _("This is not an XLIFF file of version 1.2 or 2.")


def no_languages() -> str:
    """That a file may be in any language."""
    return _("The file doesn't name the languages it translates from and into.")
