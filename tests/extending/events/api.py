"""Events, for frontends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene
from graphene import relay

from cms.api.content import arguments
from cms.api.content.arguments import Paging
from cms.api.content.blocks import block_list
from cms.api.content.connections import (
    UNKNOWN,
    Connection,
    connection,
    connection_type,
    null_if_unknown,
    paging,
)
from cms.api.content.images import Image
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from tests.extending.events import selectors


class EventIndexPage(graphene.ObjectType):
    """The page that lists the events. The list itself is `events`."""

    introduction = graphene.String(required=True, description="Above the list. May be empty.")

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.EventIndexPage,)


class EventPage(graphene.ObjectType):
    """An event."""

    summary = graphene.String(required=True, description="Two or three sentences.")
    image = graphene.Field(Image, description="`null`: it has none, or none that may be seen.")
    starts_at = graphene.DateTime(
        required=True, description="Start, with the offset of its time zone."
    )
    ends_at = graphene.DateTime(required=True, description="End, with the offset of its time zone.")
    time_zone = graphene.String(required=True, description="Such as `Asia/Shanghai`.")
    place = graphene.String(required=True, description="Where it is.")
    body = block_list("What it is about.")

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.EventPage,)


EventPageConnection = connection_type(
    EventPage,
    entry="The event.",
    edge="An event and its cursor.",
    description="Some events",
    edges="Upcoming events by start; past events with the latest first.",
    total_count="How many events the whole list has.",
)


class EventTime(graphene.Enum):
    """The events a list contains."""

    UPCOMING = "upcoming"
    PAST = "past"

    @property
    def description(self) -> str:
        """Upcoming or past."""
        return (
            "Events that have ended." if self is EventTime.PAST else "Events that have not ended."
        )


class Query(graphene.ObjectType):
    """Events."""

    events = graphene.Field(
        EventPageConnection,
        language=graphene.String(required=True, description="BCP 47 tag."),
        when=graphene.Argument(
            EventTime, default_value="upcoming", description="Upcoming or past events."
        ),
        **paging(20),
        description=(
            "Events, each in the language or else in the source language with `isFallback`. "
            f"{UNKNOWN}"
        ),
    )

    @staticmethod
    @null_if_unknown
    def resolve_events(
        _root: Any, info: Any, language: str, when: Any = None, **given: Any
    ) -> Connection:
        asked = Paging(**given)
        part = asked.part(arguments.position_by(_moment))
        reading = arguments.reading_in(info, language)
        selection = selection_of(info)
        found = selectors.events(
            reading,
            are_past=getattr(when, "value", when) == "past",
            part=part,
            selection=selection.of("edges").of("node"),
        )
        reading.fetch()
        return connection(
            found,
            lambda page: arguments.cursor(page.starts_at.isoformat(), page.pk),
            paging=asked,
            window=part,
            selection=selection,
        )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


# Types that no field refers to.
TYPES = [EventIndexPage]
