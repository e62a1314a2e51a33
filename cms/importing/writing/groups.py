"""A page and its translations, written together or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale, Page

from cms.importing.converting.converter import converted
from cms.importing.converting.inline import Surroundings
from cms.importing.models import ImportedPage
from cms.importing.records import Kind
from cms.importing.report import Fate
from cms.importing.writing import (
    alignment,
    block_ids,
    bodies,
    contents,
    page_keys,
    pages,
    redirects,
    terms,
    translations,
)

if TYPE_CHECKING:
    from cms.importing.converting.converted import Converted
    from cms.importing.converting.links import Directory
    from cms.importing.records import Origin, Record
    from cms.importing.report import Report
    from cms.importing.writing.page_keys import PageKeys
    from cms.importing.writing.pages import Lists


@dataclass(frozen=True, slots=True)
class Task:
    """All that the groups of an import have in common.

    ``may_overwrite``: pages become again what they are at the origin, whatever was changed here.
    """

    origin: Origin
    directory: Directory
    lists: Lists
    keys: PageKeys
    report: Report
    may_overwrite: bool = False


@dataclass(slots=True)
class _Part:
    """One page of a group: its record, its body, what is remembered, what has changed."""

    record: Record
    body: Converted
    fingerprint: str
    row: Any
    is_changed_there: bool = False
    is_changed_here: bool = False

    @property
    def page(self) -> Any:
        return self.row.page if self.row else None


def write(task: Task, records: list[Record], *, is_forced: bool = False) -> dict[str, Fate]:
    """Write a page and its translations, within a transaction; what became of each record.

    Args:
        task: the import.
        records: the page, and its translations after it.
        is_forced: write again what hasn't changed there, since more is known now.

    Raises:
        Faulty: a page isn't valid; the transaction must not be kept.
        ValidationError: the same.
        PublishingRefused: something prevents a publication.
    """
    return _Group(task, records, is_forced=is_forced).write()


class _Group:
    def __init__(self, task: Task, records: list[Record], *, is_forced: bool) -> None:
        self._task = task
        self._records = records
        self._is_forced = is_forced
        rows = page_keys.rows_of(task.origin.name, records)
        self._parts = [self._part(record, rows.get(record.key)) for record in records]

    def _part(self, record: Record, row: ImportedPage | None) -> _Part:
        note = partial(self._task.report.note, record.name)
        surroundings = Surroundings(
            base=record.url,
            files=self._task.origin.files,
            directory=self._task.directory,
            hosts=self._task.origin.hosts,
            note=note,
            is_text_only=record.kind is Kind.LEGAL,
        )
        body = converted(record, surroundings)
        fingerprint = record.fingerprint({file.digest for file in body.files()})
        part = _Part(record, body, fingerprint, row)
        part.is_changed_there = row is None or row.fingerprint != fingerprint
        if row is not None and row.page is not None:
            part.is_changed_here = contents.digest(row.page) != row.written
        return part

    def write(self) -> dict[str, Fate]:
        source, *others = self._parts
        fates = {part.record.name: self._fate(part) for part in self._parts}
        fate = fates[source.record.name]
        if fate is Fate.DELETED:
            return dict.fromkeys(fates, Fate.DELETED)
        written = fate in {Fate.CREATED, Fate.UPDATED}
        page: Any = self._write_source(source) if written else source.page.specific
        for part in others:
            own = fates[part.record.name]
            if part.page is not None and part.page.translation_key != page.translation_key:
                self._note(part, "partner", "not paired: it is a page of its own here already")
                fates[part.record.name] = Fate.KEPT
            elif own is Fate.UNCHANGED and written:
                # Its texts belong to other texts of the source now.
                self._write_translation(page, part)
            elif own in {Fate.CREATED, Fate.UPDATED}:
                fates[part.record.name] = self._written_translation(source, page, part, own)
        self._remember(fates)
        for part in self._parts:
            if fates[part.record.name] is Fate.UNCHANGED and _was_published_since(part):
                self._lead_from_former(part)
                part.row.save()
        return fates

    def _written_translation(self, source: _Part, page: Any, part: _Part, own: Fate) -> Fate:
        if part.page is not None and self._is_edited_and_kept(source):
            self._note(part, "page", "not written: its source was edited here")
            return Fate.KEPT
        self._write_translation(page, part)
        return own

    def _fate(self, part: _Part) -> Fate:
        if part.row is None:
            return Fate.CREATED
        if part.row.page is None:
            return Fate.CREATED if self._task.may_overwrite else Fate.DELETED
        if part.is_changed_here:
            if self._task.may_overwrite:
                return Fate.UPDATED
            return Fate.KEPT if part.is_changed_there or self._is_forced else Fate.UNCHANGED
        return Fate.UPDATED if part.is_changed_there or self._is_forced else Fate.UNCHANGED

    def _note(self, part: _Part, element: str, text: str) -> None:
        self._task.report.note(part.record.name, element, text)

    def _write_source(self, part: _Part) -> Any:
        record, note = part.record, partial(self._note, part)
        values = pages.values_of(record, part.body, note)
        if record.kind is Kind.NEWS:
            values |= {
                "category": terms.category_of(self._records),
                "tags": terms.tags_of(self._records),
            }
        blocks = bodies.blocks_of(part.body, self._task.keys.page_id)
        if part.page is not None:
            page = pages.changed(part.page, values, blocks)
            pages.restrict(page, record)
            if record.is_draft and page.live:
                note("state", "a draft there, and still public here")
        else:
            languages = [one.language for one in self._records]
            parents = [self._task.lists.parent(record.kind, code) for code in languages]
            others = (one.page for one in self._parts if one.page is not None)
            page = pages.created(
                record, values, blocks, parents, note, translated=next(others, None)
            )
        if not record.is_draft:
            page = pages.publish(page, record)
        self._keep(part, page)
        return page

    def _write_translation(self, source: Any, part: _Part) -> None:
        """Write a translation from pairs of texts; where they can't be paired, by hand."""
        record = part.record
        if self._is_edited_and_kept(part):
            return
        if part.page is None:
            self._task.lists.parent(record.kind, record.language)
        values = pages.values_of(record, part.body, partial(self._note, part))
        if record.kind is Kind.NEWS:
            self._describe_image(source, values, part)
        latest: Any = source.get_latest_revision_as_object()
        like = latest.body.raw_data
        blocks = bodies.blocks_of(part.body, self._task.keys.page_id)
        identified = block_ids.with_ids(blocks, like)
        twin = pages.twin_of(source, values, identified)
        found = alignment.aligned(latest, twin)
        differences = [*block_ids.differences(identified, like), *found.differences]
        locale = Locale.objects.get(language_code=record.language)
        published: dict[str, Any] = {
            "first_published_at": pages.moment_of(record),
            "is_published": source.live and record.may_follow(self._records[0]),
        }
        if differences:
            for text in differences:
                self._note(part, "translation", f"written by hand: {text}")
            values |= {"body": identified}
            page = translations.write_by_hand(source, locale, values, **published)
        else:
            for text in found.notes:
                self._note(part, "translation", text)
            page = translations.write_aligned(latest, locale, found, **published)
        if not page.live and not record.is_draft:
            own = "only it is private or scheduled"
            reason = own if source.live else "its source isn't published"
            self._note(part, "state", f"a draft here: {reason}")
        self._keep(part, page)

    def _is_edited_and_kept(self, part: _Part) -> bool:
        return part.is_changed_here and not self._task.may_overwrite

    def _describe_image(self, source: Any, values: dict[str, Any], part: _Part) -> None:
        """Describe the lead image of the source where the translation has none."""
        latest = source.get_latest_revision_as_object()
        if latest.lead_image_id and not values["lead_image_id"]:
            values["lead_image_id"] = latest.lead_image_id
            values["lead_image_alt"] = part.record.title[: pages.LONGEST_ALT]
        if values["publication_date"] != latest.publication_date:
            self._note(part, "date", f"{values['publication_date']}: its source's is shown")

    def _keep(self, part: _Part, page: Page) -> None:
        """Remember a page that was written, and lead to it from its former URLs."""
        if part.row is None:
            part.row = ImportedPage(origin=self._task.origin.name, key=part.record.key)
        part.row.page = page
        part.row.fingerprint = part.fingerprint
        self._task.keys.add(part.record.key, page)
        self._lead_from_former(part)

    def _lead_from_former(self, part: _Part) -> None:
        redirects.lead_from(part.record.addresses, part.page, partial(self._note, part))

    def _remember(self, fates: dict[str, Fate]) -> None:
        """Store what the pages of the group are now, those aside that somebody has edited.

        A publication of the source changes its translations too.
        """
        is_written = any(fate in {Fate.CREATED, Fate.UPDATED} for fate in fates.values())
        for part in self._parts:
            if part.row is None or part.row.page is None or not is_written:
                continue
            if not self._is_edited_and_kept(part):
                part.row.written = contents.digest(part.row.page)
                part.row.save()


def _was_published_since(part: _Part) -> bool:
    """True if a page that was imported as a draft was published after that."""
    page = part.page
    published_at = page.first_published_at if page is not None and page.live else None
    return published_at is not None and published_at > part.row.imported_at
