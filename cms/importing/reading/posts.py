"""Records of the posts in a WordPress export, paired as WPML or Polylang did."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cms.content.body.rich_text import plain_text
from cms.importing.reading import dates
from cms.importing.reading.origin_files import FetchedFiles, FolderFiles
from cms.importing.reading.pairs import grouped
from cms.importing.reading.post_markup import Attachment, html_of
from cms.importing.records import Kind, Label, Origin, Record, State
from cms.importing.report import Report, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from cms.importing.reading.languages import Languages
    from cms.importing.reading.wxr import Export, Item
    from cms.importing.records import Files

STATES = {
    "publish": State.PUBLISHED, "future": State.SCHEDULED, "private": State.PRIVATE,
    "draft": State.DRAFT, "pending": State.DRAFT,
}  # fmt: skip
_LOCALE = re.compile(r'"locale";s:[0-9]+:"([A-Za-z_-]+)"')
_UPLOADS = "wp-content/uploads/"
_SIZE = re.compile(r"-(?:[0-9]+x[0-9]+|scaled)(?=\.[A-Za-z0-9]+$)")
_WPML_LANGUAGE, _WPML_GROUP = "_wpml_import_language_code", "_wpml_import_translation_group"
_WPML_DUPLICATE = "_icl_lang_duplicate_of"
_UNSORTED = {"uncategorized", "未分类"}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for an import.

    * ``types``: the types of items that are imported; ``legal``: the slugs of legal notices,
    * ``language``: of items that name none; empty: the language of the channel,
    * ``uploads``: the folder of uploaded files; ``may_fetch``: whether others are fetched.
    """

    types: Collection[str] = ("post",)
    legal: Collection[str] = ()
    language: str = ""
    uploads: Path | None = None
    may_fetch: bool = False


class _NoFiles:
    def find(self, _url: str) -> None:
        return None


def read(export: Export, choices: Choices, languages: Languages, report: Report) -> Origin:
    """The posts of an export."""
    urls = [export.channel.get(name, "") for name in ("base_site_url", "base_blog_url", "link")]
    named = [(urlsplit(url).hostname or "").lower() for url in urls]
    hosts = {name.removeprefix("www.") for name in named if name}
    hosts |= {f"www.{name}" for name in hosts}
    origin = next(filter(None, named), "wordpress")
    for fault in export.faults:
        report.note("the file", "encoding", fault)
    reader = _Posts(export, choices, languages, report, frozenset(hosts))
    records = list(reader.records())
    return Origin(
        name=origin[:100],
        groups=grouped(records, reader.pairs(), languages.codes, report),
        files=_files(choices, frozenset(hosts), report),
        hosts=frozenset(hosts),
    )


def _files(choices: Choices, hosts: frozenset[str], report: Report) -> Files:
    nearby = FolderFiles(choices.uploads, hosts, _paths) if choices.uploads else None
    if choices.may_fetch:
        return FetchedFiles(nearby, lambda url, text: report.note(url, "file", text))
    return nearby or _NoFiles()


def _paths(path: str) -> list[str]:
    """The paths of a file below the folder of uploads, the original of a smaller image last."""
    _before, mark, below = path.partition(_UPLOADS)
    if not mark:
        return []
    return list(dict.fromkeys((below, _SIZE.sub("", below))))


class _Posts:
    def __init__(
        self,
        export: Export,
        choices: Choices,
        languages: Languages,
        report: Report,
        hosts: frozenset[str],
    ) -> None:
        self._export = export
        self._choices = choices
        self._languages = languages
        self._report = report
        self._hosts = hosts
        self._attachments = {
            item.id: Attachment(
                item.fields.get("attachment_url", ""),
                item.meta.get("_wp_attachment_image_alt", ""),
                item.fields.get("excerpt", ""),
            )
            for item in export.items
            if item.type == "attachment"
        }
        # The attachments of each post, in their order.
        self._children: dict[str, list[str]] = defaultdict(list)
        for item in export.items:
            if item.id in self._attachments:
                self._children[item.fields.get("post_parent", "").strip()].append(item.id)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The keys of posts that are translations of each other."""
        keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in self._export.items:
            for term in item.terms:
                if term.domain == "post_translations":
                    keys[term.domain, term.slug].append(_key(item.id))
            if item.meta.get(_WPML_GROUP):
                keys["wpml", item.meta[_WPML_GROUP]].append(_key(item.id))
            if item.meta.get(_WPML_DUPLICATE):
                yield _key(item.meta[_WPML_DUPLICATE]), _key(item.id)
        for group in keys.values():
            yield from pairwise(group)

    def records(self) -> Iterator[Record]:
        """The posts that are imported; what is left out is reported."""
        others: Counter[str] = Counter()
        for item in self._export.items:
            if item.type in self._choices.types:
                record = self._record(item)
                if record is not None:
                    yield record
            elif item.type != "attachment":
                others[item.type] += 1
        for type_, count in others.items():
            self._report.note("the file", type_, f"{count} items of this type were left out")

    def _record(self, item: Item) -> Record | None:
        title = " ".join(plain_text(item.fields.get("title", "")).split())
        name = f"{item.type} {item.id} {quoted(title[:_LONGEST_NAME])}"
        note = partial(self._report.note, name)
        state = STATES.get(item.fields.get("status", "").strip())
        language = self._language(item)
        if state is None or not language or not item.id or not title:
            written = item.fields.get("status", "")
            note("post", f"left out: status {written}, language {self._tag(item) or 'unknown'}")
            return None
        slug = unquote(item.fields.get("post_name", ""))
        category, tags = self._labels(item, note)
        thumbnail = self._attachments.get(item.meta.get("_thumbnail_id", ""), Attachment(""))
        if item.comment_count:
            note("comments", f"{item.comment_count} were left out")
        return Record(
            key=_key(item.id),
            name=name,
            language=language,
            title=title,
            html=html_of(
                item.fields.get("encoded", ""), self._attachments, note, self._children[item.id]
            ),
            url=item.fields.get("link", "") or self._export.channel.get("link", ""),
            addresses=tuple(self._addresses(item)),
            day=dates.day_in(item.fields.get("post_date", "")) or _day(item),
            published_at=_moment(item),
            kind=Kind.LEGAL if slug in self._choices.legal else Kind.NEWS,
            state=state,
            slug=slug,
            summary=" ".join(plain_text(item.fields.get("excerpt", "")).split()),
            category=category,
            tags=tags,
            lead_image=thumbnail.url,
            lead_image_alt=thumbnail.alt,
            author=item.fields.get("creator", ""),
            password=item.fields.get("post_password", ""),
        )

    def _tag(self, item: Item) -> str:
        """The language of an item as WPML or Polylang have it."""
        for term in item.terms:
            if term.domain == "language":
                description = self._export.descriptions.get(("language", term.slug), "")
                locale = _LOCALE.search(description)
                return locale[1] if locale else term.slug
        return item.meta.get(_WPML_LANGUAGE, "")

    def _language(self, item: Item) -> str:
        written = self._tag(item)
        default = self._choices.language or self._export.channel.get("language", "")
        return self._languages.code(written or default)

    def _labels(self, item: Item, note: partial[None]) -> tuple[Label | None, tuple[Label, ...]]:
        """The category of an item, and its tags; further categories are tags here."""
        categories = [
            Label(term.name, term.slug)
            for term in item.terms
            if term.domain == "category" and term.name.lower() not in _UNSORTED and term.name
        ]
        tags = [Label(term.name, term.slug) for term in item.terms if term.domain == "post_tag"]
        for label in categories[1:]:
            note("category", f"became a tag: {label.name}")
        return (categories[0] if categories else None), (*categories[1:], *tags)

    def _addresses(self, item: Item) -> Iterator[str]:
        for url in (item.fields.get("link", ""), item.fields.get("guid", "")):
            if url and (urlsplit(url).hostname or "").lower() in self._hosts:
                yield url


def _key(number: str) -> str:
    return f"post:{number.strip()}"


def _moment(item: Item) -> datetime | None:
    """The moment of publication: what the database has in UTC, else what the feed says."""
    moment = dates.utc_moment(item.fields.get("post_date_gmt", ""))
    if moment is not None:
        return moment
    try:
        published = parsedate_to_datetime(item.fields.get("pubDate", ""))
    except ValueError:
        return None
    return published if published.tzinfo is not None else None


def _day(item: Item) -> date | None:
    moment = _moment(item)
    return moment.date() if moment else None
