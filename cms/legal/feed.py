"""Atom feeds of what changed in the legal notices of a language (RFC 4287).

Each version of a readable notice as readers of the language get it, and each withdrawal. A shared
cache may keep a feed as it keeps answers of the API: it is purged by the same tags.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid5

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.content.reading.loader import Reading
from cms.content.reading.selection import Selection
from cms.content.tree import SiteTree, UnknownLanguage
from cms.delivery.response_cache import headers
from cms.delivery.versions import content_version, lifetimes
from cms.legal import selectors
from cms.legal.versions import ChangeKind
from cms.legal.withdrawals import LegalNoticeWithdrawal
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from django.http import HttpRequest

MOST_ENTRIES = 100
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_SELECTION = Selection({"withdrawal": Selection({"replaced_by": Selection()})})


class _Entry(NamedTuple):
    """A publication of a notice at a time; ``key`` names it among all of the notice."""

    page: selectors.LegalNoticePage
    key: str
    at: datetime
    language: str
    title: str
    summary: str
    category: str
    replacement: str | None = None


class _Feed(Atom1Feed):
    """Django's feed, with the language of each entry, and the same bytes where it has none."""

    def latest_post_date(self) -> Any:
        return super().latest_post_date() if self.items else _BEGINNING

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["replacement"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": item["replacement"]})


@require_safe
def feed(request: HttpRequest, tag: str) -> HttpResponse:
    """The feed of the language that serves a tag. A fixed number of queries.

    Raises:
        Http404: no public language does.
    """
    # Before anything else is read, so that no tag is told newer than what it stands for.
    version, at = content_version.current(), timezone.now()
    tree = SiteTree.load()
    try:
        reading = Reading(tree, tree.root(tag))
    except UnknownLanguage as unknown:
        raise Http404 from unknown
    with translation.override(reading.root.language.code):
        body = _written(reading).encode()
    etag = headers.etag(body)
    if headers.matches(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    dependencies = reading.dependencies
    until = lifetimes.valid_until(dependencies.tags, version=version, at=at)
    names = headers.header_tags(dependencies.public_tags, most_bytes=settings.CACHE_TAG_BYTES)
    for name, value in {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": headers.cache_control(
            at=at, until=until, shared_seconds=settings.SHARED_CACHE_SECONDS
        ),
        "Cache-Tag": ",".join(names),
        "ETag": f'"{etag}"',
        "X-Content-Version": str(version),
        "xkey": " ".join(names),
    }.items():
        response[name] = value
    return response


def _written(reading: Reading) -> str:
    notices = selectors.all_notices(reading, _SELECTION)
    reading.fetch()
    entries = [entry for page in notices for entry in _versions(page)]
    entries += _withdrawals(notices, reading)
    entries.sort(key=lambda entry: (entry.at, entry.key), reverse=True)
    writer = _Feed(
        title=_("Changes of legal notices"),
        link=reading.tree.origin + reading.root.frontend_path,
        description="",
        language=reading.tag,
        feed_url=selectors.feed_url(reading),
    )
    for entry in entries[:MOST_ENTRIES]:
        writer.add_item(
            title=entry.title,
            link=entry.page.url,
            description=entry.summary,
            unique_id=f"urn:uuid:{uuid5(entry.page.translation_key, entry.key)}",
            updateddate=entry.at,
            categories=[entry.category],
            language=entry.language,
            replacement=entry.replacement,
        )
    written: str = writer.writeString("utf-8")
    return written


def _versions(page: selectors.LegalNoticePage) -> Iterator[_Entry]:
    kinds = dict(ChangeKind.choices)
    for version in page.versions:
        day = date_format(version.effective_on)
        lines = [_("In force from {date}").format(date=day)]
        lines += [str(kinds[version.change_kind])] if version.change_kind else []
        lines += [version.change_note] if version.change_note else []
        yield _Entry(
            page,
            f"version {version.language} {version.number}",
            version.published_at,
            version.language,
            _("{title}, version {number}").format(title=version.title, number=version.number),
            "\n".join(lines),
            "version",
        )


def _withdrawals(notices: list[selectors.LegalNoticePage], reading: Reading) -> Iterator[_Entry]:
    """The withdrawals of these notices, in their language as far as they are translated."""
    pages = {page.translation_key: page for page in notices}
    rows = LegalNoticeWithdrawal.objects.filter(translation_key__in=pages)
    translated = {
        (row.translation_key, row.withdrawn_on, row.rendered_reason): row.reason
        for row in rows
        if not row.is_source and tags.canonical(row.language_code) == reading.tag
    }
    newest: set[UUID] = set()
    for row in rows:
        if not row.is_source:
            continue
        page = pages[row.translation_key]
        own = None
        if page.content_language == reading.tag:
            own = translated.get((row.translation_key, row.withdrawn_on, row.reason))
        language = tags.canonical(row.language_code) if own is None else reading.tag
        is_newest = row.translation_key not in newest
        newest.add(row.translation_key)
        yield _withdrawal(page, row, own if own is not None else row.reason, language, is_newest)


def _withdrawal(
    page: selectors.LegalNoticePage,
    row: LegalNoticeWithdrawal,
    reason: str,
    language: str,
    is_newest: bool,
) -> _Entry:
    if row.withdrawn_on is None:
        lines: Iterable[str] = [_("The withdrawal was taken back.")]
    else:
        lines = [_("Withdrawn from {date}").format(date=date_format(row.withdrawn_on)), reason]
    link = page.withdrawal.replaced_by if is_newest and page.withdrawal else None
    return _Entry(
        page,
        f"withdrawal {language} {row.published_at.isoformat()}",
        row.published_at,
        language,
        _("{title}, withdrawal").format(title=page.title),
        "\n".join(line for line in lines if line),
        "withdrawal",
        page.reading.tree.origin + link.href if link else None,
    )
