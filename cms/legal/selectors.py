"""Selectors of legal notices: always a published version, never the page as it is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.content.body.block_records import BlockRecords, text_languages
from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.database import statements
from cms.database.statements import Condition, Parameter, in_list
from cms.legal import chain, models, versions
from cms.legal.comparison import compared, lines_of
from cms.legal.withdrawals import LegalNoticeWithdrawal as LegalNoticeWithdrawalRow
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
    from cms.content.references.links import Link
    from cms.legal.comparison import ComparedLine


# What a page says of its end.
_END = ("withdrawn_on", "withdrawal_reason", "replaced_by_id")


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


@dataclass(slots=True)
class LegalNoticeWithdrawal:
    """The end of a notice: from which day, why in the language ``language``, and what replaces it.

    ``notice_id`` is that of the notice it is about.
    """

    reading: Reading
    notice_id: str
    withdrawn_on: date
    reason: str
    language: str
    replaced_by_id: int | None

    @property
    def has_ended(self) -> bool:
        """True if the day has come."""
        return self.withdrawn_on <= self.reading.tree.today

    @property
    def replaced_by(self) -> Link | None:
        """The notice to read instead; ``None`` where there is none, or none that may be read."""
        return self.reading.link(text="", page_id=self.replaced_by_id, url="")


@dataclass(frozen=True, slots=True)
class LegalNoticeLag:
    """The lag of a translation behind the text that prevails.

    ``missing`` are the versions of that text it doesn't render, the newest first.
    """

    notice_id: str
    rendered_number: int
    missing: list[LegalNoticeVersion]


@dataclass(frozen=True, slots=True)
class LegalNoticeChainEntry:
    """A version or a withdrawal in its place among all that was published in its language."""

    notice_id: str
    position: int
    statement: str
    hash: str
    signature: str | None


@dataclass(frozen=True, slots=True)
class LegalNoticeComparison:
    """Two versions of a notice in one language, compared by words."""

    notice_id: str
    old: LegalNoticeVersion
    new: LegalNoticeVersion

    @property
    def lines(self) -> list[ComparedLine]:
        """The lines of both versions, in order."""
        old, new = (lines_of(one.title, one.raw_body) for one in (self.old, self.new))
        return compared(old, new)


@dataclass(slots=True, kw_only=True)
class LegalNoticePage(pages.Page):
    """A legal notice as one of its versions: title and body are that version's."""

    slug: str
    version: LegalNoticeVersion
    versions: list[LegalNoticeVersion]
    missing: list[LegalNoticeVersion]
    rendered_number: int | None
    withdrawal: LegalNoticeWithdrawal | None = None
    chain: list[LegalNoticeChainEntry] = field(default_factory=list)
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
    def behind(self) -> LegalNoticeLag | None:
        """The lag of the translation; ``None`` where it has none, or isn't there."""
        if self.rendered_number is None or not self.missing:
            return None
        return LegalNoticeLag(self.id, self.rendered_number, self.missing)

    def comparison(self, *, old: int, new: int) -> LegalNoticeComparison | None:
        """Two of the versions compared; ``None`` if there is none of a number in that language."""
        by_number = {version.number: version for version in self.versions}
        before, after = by_number.get(old), by_number.get(new)
        if before is None or after is None or before.language != after.language:
            return None
        return LegalNoticeComparison(self.id, before, after)

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

    @property
    def feed_url(self) -> str:
        """The absolute URL of the Atom feed."""
        return feed_url(self.reading)


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
            .values(*columns, "slug", *_END)
        ),
        condition.values,
    )
    if not rows:
        return []
    reasons = _source_reasons(rows, reading) if "withdrawal" in selection else {}
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
            if (notice_version.is_draft and reading.tree.previewed)
            or notice_version.effective_on <= reading.as_of
        )
        version = next(in_force, None)
        if version is not None:
            page = _record(row, version, of_notice, reading, selection)
            page.rendered_number, page.missing = _lag(versions[row["translation_key"]], own_tag)
            if row["withdrawn_on"] is not None:
                page.withdrawal = _withdrawal(row, page, reasons)
                if "replaced_by" in selection.of("withdrawal"):
                    reading.request_page(row["replaced_by_id"])
            records.append(page)
    if "chain" in selection:
        _add_chains(records, reading)
    return records


def _add_chains(notices: list[LegalNoticePage], reading: Reading) -> None:
    """Add the chain of the language each notice is shown in. Two queries."""
    drafts_since = reading.tree.drafts_since
    chains: dict[tuple[UUID, str], list[dict[str, Any]]] = defaultdict(list)
    for name, build in (("versions", _version_rows), ("withdrawals", _withdrawal_rows)):
        keys = {page.translation_key for page in notices}
        for row in statements.rows(name, build, {"keys": keys}):
            is_draft = drafts_since is not None and row["published_at"] >= drafts_since
            if row["position"] is not None and not is_draft:
                chains[row["translation_key"], tags.canonical(row["language_code"])].append(row)
    for page in notices:
        rows = chains[page.translation_key, page.content_language]
        page.chain = [
            LegalNoticeChainEntry(
                page.id, row["position"], chain.statement(row), row["chain_hash"],
                row["signature"] or None,
            )
            for row in sorted(rows, key=lambda row: row["position"])
        ]  # fmt: skip


def _withdrawal_rows() -> QuerySet[Any, Any]:
    found = LegalNoticeWithdrawalRow.objects.filter(in_list("translation_key", "keys", UUIDField()))
    return found.order_by().values()


def _lag(
    versions: list[LegalNoticeVersion], own_tag: str | None
) -> tuple[int | None, list[LegalNoticeVersion]]:
    """The number a language has come to, and what it lacks of the text that prevails.

    Where that has no text in its language yet, the source's is the one to compare with.
    """
    newest = next((version for version in versions if version.is_source), None)
    own = next((version for version in versions if version.language == own_tag), None)
    if newest is None or own is None or own_tag == newest.prevailing_language:
        return own.number if own is not None else None, []
    prevailing = {
        version.number: version
        for version in reversed(versions)
        if version.language == newest.prevailing_language
    } or {version.number: version for version in versions if version.is_source}
    return own.number, [
        prevailing[number] for number in sorted(prevailing, reverse=True) if number > own.number
    ]


def _source_reasons(rows: list[dict[str, Any]], reading: Reading) -> dict[UUID, str]:
    """The reasons in the source language for what a translation doesn't say why of.

    One query where there is any such notice.
    """
    source = reading.tree.source
    keys = [
        row["translation_key"]
        for row in rows
        if row["withdrawn_on"] is not None and not row["withdrawal_reason"]
    ]
    if not keys or source is None:
        return {}
    condition = pages.readable(reading.tree) & pages.with_keys(keys)
    locale_id = source.locale_id
    return {
        row["translation_key"]: row["withdrawal_reason"]
        for row in statements.rows(
            condition.named("withdrawal reasons", locale_id),
            lambda: models.LegalNoticePage.objects.filter(
                condition.build(), locale_id=locale_id
            ).values("translation_key", "withdrawal_reason"),
            condition.values,
        )
    }


def _withdrawal(
    row: dict[str, Any], page: LegalNoticePage, reasons: dict[UUID, str]
) -> LegalNoticeWithdrawal:
    alias_code = row["alias_of__locale__language_code"]
    reading = page.reading
    own = tags.canonical(alias_code) if alias_code else reading.tree.tag(row["locale_id"])
    source, reason = reading.tree.source, row["withdrawal_reason"]
    is_own = bool(reason) or source is None
    return LegalNoticeWithdrawal(
        reading=reading,
        notice_id=page.id,
        withdrawn_on=row["withdrawn_on"],
        reason=reason or reasons.get(row["translation_key"], ""),
        language=own if is_own or source is None else source.language.tag,
        replaced_by_id=row["replaced_by_id"],
    )


def _is_listed(page: LegalNoticePage, day: date) -> bool:
    return page.withdrawal is None or page.withdrawal.withdrawn_on > day


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


def feed_url(reading: Reading) -> str:
    """The absolute URL of the Atom feed of the answer's language."""
    path = reverse("feed_of_legal_notices", args=[reading.tag])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def all_notices(reading: Reading, selection: Selection) -> list[LegalNoticePage]:
    """The notices in the answer's language or else the source's, also those withdrawn."""
    reading.depend_on_lists(_list_of_notices, with_fallback=True)
    return read_notice_pages(reading, pages.in_language(reading, with_fallback=True), selection)


def legal_notices(
    reading: Reading, selection: Selection, slug: str | None = None
) -> list[LegalNoticePage]:
    """The notices that aren't withdrawn, or those with a slug.

    In the answer's language or else the source language.
    """
    reading.depend_on_lists(_list_of_notices, with_fallback=True)
    condition = pages.in_language(reading, with_fallback=True)
    if slug is not None:
        with_slug = Condition(
            "slug", lambda: Q(slug=Parameter("slug", CharField())), {"slug": slug}
        )
        condition &= with_slug
    notices = read_notice_pages(reading, condition, selection)
    # One that is withdrawn can be read at its path, for whoever looks for it.
    return [page for page in notices if slug is not None or _is_listed(page, reading.as_of)]


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
    """The days on which versions come into force and notices end, with keys. One query."""
    day = newsroom_time.day(after)
    later = versions.LegalNoticeVersion.objects.filter(effective_on__gt=day).order_by()
    ends = models.LegalNoticePage.objects.filter(withdrawn_on__gt=day, live=True).order_by()
    days = later.values_list("effective_on", "translation_key").union(
        ends.values_list("withdrawn_on", "translation_key")
    )
    return [(newsroom_time.beginning(start), key) for start, key in days]


def _list_of_notices(code: str) -> str:
    return cache_tags.list_of("legalnoticepage", code)


def _versions(keys: Iterable[UUID], reading: Reading) -> dict[UUID, list[LegalNoticeVersion]]:
    """All versions of some notices in all languages, newest first. One query."""
    drafts_since = reading.tree.drafts_since
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
            is_draft=drafts_since is not None and row["published_at"] >= drafts_since,
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
    page = LegalNoticePage(
        **head,
        slug=row["slug"],
        version=version,
        versions=versions,
        missing=[],
        rendered_number=None,
    )
    pages.request_head(page, selection)
    if "body" in selection:
        owner = f"{page.block_prefix}-{version.number}"
        wording = text_languages(page, selection.of("body"))
        page._body = BlockRecords.read(version.raw_body, owner=owner, wording=wording)  # noqa: SLF001
    return page
