"""XLIFF 2.1 files as specified by OASIS: the writer and the reader.

A segment's state says whether a person has confirmed it: ``reviewed`` is confirmed, ``translated``
with our sub-state was made by a machine. A file that leaves the state out says ``initial`` by the
standard, so its targets have to be confirmed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from cms.localisation import tags
from cms.translation.files.entries import MOST_UNITS, Part, TranslationUnit, UnusableFile, too_many
from cms.translation.files.xliff.inline_codes import InlineCodes, as_xml
from cms.translation.files.xliff.units import UnitReader, Unreadable
from cms.translation.validity import tools
from cms.translation.validity.faults import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.translation.files.entries import Export, ExportUnit
    from cms.translation.files.xliff.safe_xml import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
TOOL = tools.XLIFF_FILE
MACHINE = "newsroom:machine"
_ROOT = re.compile(r"urn:oasis:names:tc:xliff:document:2\.\d+ xliff")
IDENTIFIER = "urn:uuid:"
_CONFIRMED = {"translated", "reviewed", "final"}


def serialised(export: Export) -> str:
    """The XLIFF file of a translation.

    Raises:
        UnusableFile: the page has no texts, and a file without any isn't allowed.
    """
    source, target = languages_of(export)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="{source}" trgLang="{target}">',
        f'<file id="f1" original="{IDENTIFIER}{export.identifier}" xml:space="preserve">',
        f'<notes><note category="page">{as_xml(NOT_IN_XML.sub("", export.title))}</note></notes>',
    ]
    lines += [_unit(number, row) for number, row in enumerate(export.rows, 1)]
    return "\n".join([*lines, "</file>", "</xliff>"]) + "\n"


def _unit(number: int, row: ExportUnit) -> str:
    codes = InlineCodes()
    source = f"<source>{codes.written(row.source)}</source>"
    target, state = "", 'state="initial"'
    if row.target:
        target = f"<target>{codes.written(row.target)}</target>"
        machine = f'state="translated" subState="{MACHINE}"'
        state = 'state="reviewed"' if row.is_confirmed else machine
    note = f"<notes><note>{as_xml(row.note)}</note></notes>" if row.note else ""
    return (
        f'<unit id="t{number}" name={quoteattr(row.path)}>{note}{codes.original_data}'
        f"<segment {state}>{source}{target}</segment></unit>"
    )


def parsed(root: Element, file: str) -> list[Part]:
    """Parse an XLIFF 2 file: one part for each of its translations.

    Raises:
        UnusableFile: it is not an XLIFF 2 file.
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
            if count > MOST_UNITS:
                raise UnusableFile(too_many())
            _read_unit(unit, space, part)
        parts.append(part)
    return parts


def _read_unit(unit: Element, space: str, part: Part) -> None:
    segments = list(unit.elements(f"{space}segment"))
    is_confirmed = bool(segments) and all(
        segment.attributes.get("state", "initial") in _CONFIRMED
        and segment.attributes.get("subState") != MACHINE
        for segment in segments
    )
    path = unit.attributes.get("name", "")
    read_unit(unit, UnitReader(unit, space), part, path=path, is_confirmed=is_confirmed)


# Parts common to all versions


class ReadableUnit(Protocol):
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


def read_unit(
    unit: Element, words: ReadableUnit, part: Part, *, path: str, is_confirmed: bool
) -> None:
    """Read a unit: an entry, or a problem that names it."""
    name, source = unit.attributes.get("id", ""), ""
    try:
        source = words.source()
        target = words.target()
    except Unreadable as error:
        part.problem(error.line, source or words.plain(), str(error), name)
        return
    entry = TranslationUnit(path, source, target, is_confirmed, unit.line, name, words.has_numbers)
    part.units.append(entry)


def no_xliff() -> str:
    """The message for XML that is not XLIFF."""
    return _("The file is not an XLIFF 1.2 or XLIFF 2 file.")


def no_languages() -> str:
    """The message for a file that doesn't name its languages."""
    return _("The file doesn't name the languages it translates from and into.")
