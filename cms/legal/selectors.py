"""Selectors of legal notices: always a published version, never the page as it is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, UUIDField
from django.utils.translation import gettext as _

from cms.content.body.block_records import BlockRecords, text_languages
from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.database import statements
from cms.database.statements import Condition, Parameter, in_list
from cms.legal import models, versions
from cms.localisation import newsroom_time, tags

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from wagtail.models import Locale

    from cms.content import visibility
    from cms.content.body.block_kind import BlockRecord
    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection


@dataclass(frozen=True, slots=True)
class LegalNoticeVersion:
    """A version as it was published in ``language``; ``hash`` is SHA-256 of ``canonical_text``.

    ``is_draft`` is one that a preview shows and that isn't published. Kind and note of the change
    are ``None`` where nobody wrote them.
    """

    translation_key: UUID
    number: int
    effective_on: date
    published_at: datetime
    language: str
    prevailing_language: str
    hash: str
    canonical_text: str
    title: str
    is_source: bool
    raw_body: list[dict[str, Any]]
    is_draft: bool
    change_kind: str | None
    change_note: str | None


@dataclass(slots=True, kw_only=True)
class LegalNoticePage(pages.Page):
    """A legal notice as one of its versions: title and body are that version's."""

    slug: str
    version: LegalNoticeVersion
    versions: list[LegalNoticeVersion]
    _body: BlockRecords = field(default_factory=BlockRecords)

    @property
    def id(self) -> str:
        """As of any page; for a version that isn't in force today, also the day it began."""
        today = newsroom_time.today()
        current = next(
            (version for version in self.versions if version.effective_on <= today), None
        )
        of_page = super(LegalNoticePage, self).id
        if self.version == current:
            return of_page
        return f"{of_page}:{self.version.effective_on.isoformat()}"

    @property
    def body(self) -> list[BlockRecord]:
        """The blocks of the version."""
        return self._body.blocks

    @property
    def prevailing_language(self) -> str:
        """The language whose text decides where texts differ."""
        return self.version.prevailing_language


@dataclass(slots=True, kw_only=True)
class LegalIndexPage(pages.Page):
    """The list of legal notices."""

    introduction: str
    notices: list[LegalNoticePage] = field(default_factory=list)


def read_index_pages(
    reading: Reading, condition: Condition, selection: Selection
) -> list[LegalIndexPage]:
    """The lists of legal notices a condition finds. One query, and two for their notices."""
    columns = pages.columns(selection)
    rows = statements.rows(
        condition.named("legal index", columns),
        lambda: models.LegalIndexPage.objects.filter(condition.build()).values(
            *columns, "introduction"
        ),
        condition.values,
    )
    records = []
    for row in rows:
        page = LegalIndexPage(**pages.head(row, reading), introduction=row["introduction"])
        pages.request_head(page, selection)
        if "notices" in selection:
            page.notices = legal_notices(reading, selection.of("notices"))
        records.append(page)
    return records


def read_notice_pages(
    reading: Reading, condition: Condition, selection: Selection
) -> list[LegalNoticePage]:
    """The notices a condition finds, in the order of the page tree, as in force on the day read.

    Those of which no version was in force are left out. Two queries.
    """
    columns = pages.columns(selection)
    rows = statements.rows(
        condition.named("notices", columns),
        lambda: (
            models.LegalNoticePage.objects.filter(condition.build())
            .order_by("path")
            .values(*columns, "slug")
        ),
        condition.values,
    )
    if not rows:
        return []
    versions = _versions((row["translation_key"] for row in rows), reading)
    records = []
    for row in rows:
        # A translation that is withdrawn or an alias again isn't read, in none of its versions.
        is_translation = row["alias_of__locale__language_code"] is None
        own_tag = reading.tree.tag(row["locale_id"]) if is_translation else None
        of_notice = _for_readers(versions[row["translation_key"]], own_tag)
        in_force = (
            notice_version
            for notice_version in of_notice
            if notice_version.is_draft or notice_version.effective_on <= reading.as_of
        )
        version = next(in_force, None)
        if version is not None:
            records.append(_record(row, version, of_notice, reading, selection))
    return records


def showing(day: visibility.Day) -> Q:
    """The condition for all pages but notices of which no version was in force on a day."""
    begun = versions.LegalNoticeVersion.objects.filter(effective_on__lte=day)
    in_force = Q(translation_key__in=begun.values("translation_key"))
    # By the type alone: to find the other notices, SQLite would read the whole page table.
    of_notices = ContentType.objects.filter(app_label="legal", model="legalnoticepage")
    return ~Q(content_type__in=of_notices.values("pk")) | in_force


def is_first_in_force(version: versions.LegalNoticeVersion) -> bool:
    """True if nothing but this version lets its notice be read today. One query at most."""
    today = newsroom_time.today()
    begun = versions.LegalNoticeVersion.objects.filter(effective_on__lte=today)
    others = begun.filter(translation_key=version.translation_key).exclude(pk=version.pk)
    return version.effective_on <= today and not others.exists()


def legal_notices(
    reading: Reading, selection: Selection, slug: str | None = None
) -> list[LegalNoticePage]:
    """All notices, or those with a slug, in the answer's language or else the source language."""
    reading.depend_on_lists(_list_of_notices, with_fallback=True)
    condition = pages.in_language(reading, with_fallback=True)
    if slug is not None:
        with_slug = Condition(
            "slug", lambda: Q(slug=Parameter("slug", CharField())), {"slug": slug}
        )
        condition &= with_slug
    return read_notice_pages(reading, condition, selection)


def language_blockers(locale: Locale) -> tuple[str, QuerySet[models.LegalNoticePage]]:
    """The notices that keep a language because its text prevails, as published or drafted last.

    Behind the reason in words.
    Those in the language itself keep it anyway; versions name the language they were published with
    when it is gone.
    """
    drafted = Q(latest_revision__content__prevailing_locale=locale.pk)
    notices = models.LegalNoticePage.objects.filter(Q(prevailing_locale=locale) | drafted)
    reason = _("Legal notice whose text in this language prevails")
    return reason, notices.exclude(locale=locale).order_by("path")


def changing_days(after: datetime) -> list[tuple[datetime, UUID]]:
    """The next time a version comes into force, and the key of its notice. One query."""
    day = newsroom_time.day(after)
    later = versions.LegalNoticeVersion.objects.filter(effective_on__gt=day)
    rows = later.values_list("effective_on", "translation_key").distinct()
    return [(newsroom_time.beginning(start), key) for start, key in rows]


def _list_of_notices(code: str) -> str:
    return cache_tags.list_of("legalnoticepage", code)


def _versions(keys: Iterable[UUID], reading: Reading) -> dict[UUID, list[LegalNoticeVersion]]:
    """All versions of some notices in all languages, newest first. One query."""
    previewed = reading.tree.previewed
    rows = statements.rows("versions", _version_rows, {"keys": set(keys)})
    versions: dict[UUID, list[LegalNoticeVersion]] = defaultdict(list)
    for row in rows:
        version = LegalNoticeVersion(
            translation_key=row["translation_key"],
            number=row["number"],
            effective_on=row["effective_on"],
            published_at=row["published_at"],
            language=tags.canonical(row["language_code"]),
            prevailing_language=tags.canonical(row["prevailing_language_code"]),
            hash=row["hash"],
            canonical_text=row["canonical_text"],
            title=row["title"],
            is_source=row["is_source"],
            raw_body=row["body"],
            is_draft=previewed is not None and row["published_at"] >= previewed.at,
            change_kind=row["change_kind"] or None,
            change_note=row["change_note"] or None,
        )
        versions[row["translation_key"]].append(version)
    return versions


def _version_rows() -> QuerySet[Any, Any]:
    return (
        versions.LegalNoticeVersion.objects.filter(in_list("translation_key", "keys", UUIDField()))
        .order_by("-number", "-published_at", "-pk")
        .values()
    )


def _for_readers(
    versions: list[LegalNoticeVersion], own_tag: str | None
) -> list[LegalNoticeVersion]:
    """One version for each number, newest first: in a page's own language or else the source's."""
    by_number: dict[int, LegalNoticeVersion] = {}
    for version in versions:
        earlier = by_number.get(version.number)
        is_own = version.language == own_tag
        if earlier is None:
            if is_own or version.is_source:
                by_number[version.number] = version
        elif is_own and earlier.language != own_tag:
            by_number[version.number] = version
    return [by_number[number] for number in sorted(by_number, reverse=True)]


def _record(
    row: dict[str, Any],
    version: LegalNoticeVersion,
    versions: list[LegalNoticeVersion],
    reading: Reading,
    selection: Selection,
) -> LegalNoticePage:
    head = pages.head(row, reading) | {
        "title": version.title,
        "content_language": version.language,
    }
    page = LegalNoticePage(**head, slug=row["slug"], version=version, versions=versions)
    pages.request_head(page, selection)
    if "body" in selection:
        owner = f"{page.block_prefix}-{version.number}"
        wording = text_languages(page, selection.of("body"))
        page._body = BlockRecords.read(version.raw_body, owner=owner, wording=wording)  # noqa: SLF001
    return page
