"""Pages of several languages that are translations of each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cms.importing.records import Kind, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cms.importing.report import Report


def grouped(
    records: Sequence[Record],
    pairs: Iterable[tuple[str, str]],
    languages: Sequence[str],
    report: Report,
) -> list[list[Record]]:
    """Records with their translations, in the order of the first of them.

    Args:
        records: all pages.
        pairs: the keys of two pages that are translations of each other.
        languages: the languages of this site, the source language first; a group is in this order.
        report: is told of pairs that can't be, as of two pages in one language.
    """
    groups: dict[str, list[Record]] = {record.key: [record] for record in records}
    for one, other in pairs:
        if one not in groups or other not in groups or groups[one] is groups[other]:
            continue
        both = [*groups[one], *groups[other]]
        if len({record.language for record in both}) < len(both):
            names = [record.name for record in groups[other]]
            report.note(
                groups[one][0].name,
                "partner",
                f"not paired with {', '.join(names)}: there is a page in this language already",
            )
            continue
        groups |= dict.fromkeys((record.key for record in both), both)
    distinct = {id(group): group for group in groups.values()}
    return [
        _alike(sorted(group, key=lambda record: languages.index(record.language)))
        for group in distinct.values()
    ]


def _alike(group: list[Record]) -> list[Record]:
    """A group in which a date that only one page has is that of all, and legal what one is."""
    day = next((record.day for record in group if record.day), None)
    is_legal = any(record.kind is Kind.LEGAL for record in group)
    kind = Kind.LEGAL if is_legal else Kind.NEWS
    return [replace(record, day=record.day or day, kind=kind) for record in group]
