"""Ids: opaque to a frontend, enough for us to find the page again in the same language.

An id names the page by its translation key and the language it is read in, never by a row. So it is
the same in every database and stays when the substitute for a missing translation is replaced
by it; and in another language, where links, language and flags are others, it is another.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import graphene
from graphene import relay
from graphql_relay import from_global_id

from cms.api.content.errors import ErrorCode, error
from cms.api.content.pages import read_in_order
from cms.api.content.selections import selection_of
from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.localisation import tags

if TYPE_CHECKING:
    from cms.content.tree import SiteTree

_VALUE = re.compile(
    r"(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(?P<tag>[A-Za-z0-9-]+)"
    r"(?::(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)


class Query(graphene.ObjectType):
    """Objects by id."""

    node = graphene.Field(
        relay.Node,
        id=graphene.ID(required=True, description="The `id` of a page."),
        description="The page of an id. `null`: there is none, or it may not be read.",
    )

    @staticmethod
    def resolve_node(_root: Any, info: Any, id: str) -> pages.Page | None:
        requested = _parse(id)
        reading = _reading(info.context.tree(), requested)
        if reading is None:
            return None
        reading.dependencies.add_pages([requested.translation_key])
        condition = pages.in_language(reading, with_fallback=True)
        condition &= pages.with_keys([requested.translation_key])
        records = read_in_order(reading, condition, selection_of(info))
        return next((page for page in records if type(page).__name__ == requested.type_name), None)


@dataclass(frozen=True, slots=True)
class _RequestedNode:
    type_name: str
    translation_key: UUID
    tag: str
    as_of: date | None


def _parse(id_: str) -> _RequestedNode:
    type_name, value = from_global_id(id_)
    match = _VALUE.fullmatch(value)
    if match and tags.is_well_formed(match["tag"]):
        with suppress(ValueError):
            as_of = date.fromisoformat(match["day"]) if match["day"] else None
            return _RequestedNode(type_name, UUID(match["key"]), match["tag"], as_of)
    raise error(ErrorCode.BAD_ID, "“id” must be an id this API gave out.", argument="id")


def _reading(tree: SiteTree, requested: _RequestedNode) -> Reading | None:
    """A reading in exactly this language: another one that serves the tag has other ids."""
    root = next((root for root in tree.roots if root.language.tag == requested.tag), None)
    if root is None:
        return None
    reading = Reading(tree, root)
    reading.as_of = requested.as_of or tree.today
    return reading
