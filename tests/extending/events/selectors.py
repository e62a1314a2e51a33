"""Reading events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Q

from cms.content.body.block_records import BlockRecords, text_languages
from cms.content.body.stream_field import in_json
from cms.content.caching import cache_tags
from cms.content.reading import pages, seo
from cms.content.reading.list_totals import ListTotal
from cms.content.reading.slices import Order, Slice
from cms.content.tree import AT
from cms.database import statements
from cms.database.statements import Condition
from tests.extending.events import models

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from cms.content.body.block_kind import BlockRecord
    from cms.content.images.image_records import Image
    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection
    from cms.content.reading.slices import Window

Place = tuple["datetime", int]
SOONEST_FIRST = Order("starts_at", DateTimeField())
LATEST_FIRST = Order("starts_at", DateTimeField(), is_descending=True)
FIELDS = (
    "summary", "image_id", "image_alt", "starts_at", "ends_at", "time_zone", "place",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class EventIndexPage(pages.Page):
    """The list of events."""

    introduction: str


@dataclass(slots=True, kw_only=True)
class EventPage(pages.Page):
    """An event; its times have the offset of its time zone."""

    summary: str
    image_id: int | None
    image_alt: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    _body: BlockRecords = field(default_factory=BlockRecords)

    @property
    def body(self) -> list[BlockRecord]:
        """The blocks of the event."""
        return self._body.blocks

    @property
    def image(self) -> Image | None:
        """The image of the event."""
        return self.reading.image(self.image_id, self.image_alt)

    @property
    def meta_description(self) -> str:
        """The description an editor wrote for search engines, else the summary."""
        return self.search_description or self.summary

    def schema_org(self) -> list[dict[str, Any]]:
        """The event; https://schema.org/Event."""
        event = {
            "@type": "Event",
            "@id": f"{self.canonical_url}#event",
            "mainEntityOfPage": self.canonical_url,
            "name": self.title,
            "description": self.meta_description,
            "startDate": self.starts_at.isoformat(),
            "endDate": self.ends_at.isoformat(),
            "location": {"@type": "Place", "name": self.place},
            "inLanguage": self.content_language,
            "organizer": {
                "@type": "Organization",
                "@id": seo.organisation_id(self.reading),
                "url": f"{self.reading.tree.origin}/",
            },
        }
        if self.image is not None:
            event["image"] = [seo.image_url(self.image)]
        return [event]


def read_index_pages(
    reading: Reading, condition: Condition, selection: Selection
) -> list[EventIndexPage]:
    """The lists of events a condition finds. One query."""
    columns = pages.columns(selection)
    rows = statements.rows(
        condition.named("event index", columns),
        lambda: models.EventIndexPage.objects.filter(condition.build()).values(
            *columns, "introduction"
        ),
        condition.values,
    )
    found = []
    for row in rows:
        page = EventIndexPage(**pages.head(row, reading), introduction=row["introduction"])
        pages.request_head(page, selection)
        found.append(page)
    return found


def read_events(reading: Reading, condition: Condition, selection: Selection) -> list[EventPage]:
    """The events a condition finds, by start. One query."""
    columns, has_body = pages.columns(selection), "body" in selection
    rows = statements.rows(
        condition.named("events", columns, has_body),
        lambda: _rows(condition.build(), columns, SOONEST_FIRST, has_body=has_body),
        condition.values,
    )
    return [_record(row, reading, selection) for row in rows]


def events(
    reading: Reading, *, are_past: bool, part: Window[Place], selection: Selection
) -> Slice[EventPage]:
    """Upcoming events by start, or past events with the latest first.

    Each is in the answer's language or else in the source language. One query; counting the whole
    list takes those of ``ListTotal.count``.
    """
    reading.depend_on_lists(_list_of_events, with_fallback=True)
    at = {"at": reading.tree.at}
    if are_past:
        order, at_its_time = LATEST_FIRST, Condition("past", lambda: Q(ends_at__lte=AT), at)
    else:
        order, at_its_time = SOONEST_FIRST, Condition("to come", lambda: Q(ends_at__gt=AT), at)
    condition = pages.in_language(reading, with_fallback=True) & at_its_time
    whole = ListTotal.of(reading, condition)
    shown = condition & order.within(part)
    columns, has_body = pages.columns(selection), "body" in selection
    rows, has_more = part.cut(
        statements.rows(
            part.named(shown.named("list of events", columns, has_body)),
            lambda: part.of(_rows(shown.build(), columns, order, has_body=has_body)),
            shown.values,
        )
    )
    found = [_record(row, reading, selection) for row in rows]
    return Slice(found, has_more, lambda: whole.count(models.EventPage))


def endings(after: datetime) -> list[tuple[datetime, UUID]]:
    """The ends of events after a moment, each with a translation key. One query."""
    rows = models.EventPage.objects.filter(ends_at__gt=after).order_by()
    return list(rows.values_list("ends_at", "translation_key").distinct())


def _list_of_events(code: str) -> str:
    return cache_tags.list_of("eventpage", code)


def _rows(
    condition: Q, columns: tuple[str, ...], order: Order, *, has_body: bool
) -> QuerySet[Any, Any]:
    found = order.sorted(models.EventPage.objects.filter(condition))
    if not has_body:
        return found.values(*columns, *FIELDS)
    return found.annotate(body_in_json=in_json("body")).values(*columns, *FIELDS, "body_in_json")


def _record(row: dict[str, Any], reading: Reading, selection: Selection) -> EventPage:
    there = ZoneInfo(row["time_zone"])
    times = {name: row[name].astimezone(there) for name in ("starts_at", "ends_at")}
    page = EventPage(**pages.head(row, reading), **{name: row[name] for name in FIELDS} | times)
    pages.request_head(page, selection)
    if "image" in selection or "json_ld" in selection.of("seo"):
        reading.request_image(page.image_id)
    if "body" in selection:
        page._body = BlockRecords.stored(
            row["body_in_json"],
            owner=page.block_prefix,
            wording=text_languages(page, selection.of("body")),
        )
    return page
