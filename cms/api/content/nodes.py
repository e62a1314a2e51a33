"""Ids: opaque to a frontend, enough for us to find the page again in the same language.

A page that stands in for a missing translation has another id than in its own language, because
its links, its language and its flags are others; a cache that keeps objects by id must not mix
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

import graphene
from graphene import relay
from graphql_relay import from_global_id

from cms.api.content import arguments
from cms.api.content.errors import Code, error
from cms.api.content.selections import selection_of
from cms.content import dependencies, pages
from cms.content.reading import Reading
from cms.content.tree import SiteTree, UnknownLanguage


class Query(graphene.ObjectType):
    """Objects by id."""

    node = graphene.Field(
        relay.Node,
        id=graphene.ID(required=True, description="The `id` of a page."),
        description="The page of an id. `null`: there is none, or it may not be read.",
    )

    @staticmethod
    def resolve_node(_root: Any, info: Any, id: str) -> pages.Page | None:
        wanted = _parse(id)
        tree = info.context.tree()
        page = _page(info, tree, wanted)
        if page is None:
            # Which page the id belongs to isn't known, so any may change that there is none.
            tree.dependencies.add(*(dependencies.pages(root.language.code) for root in tree.roots))
        return page


@dataclass(frozen=True, slots=True)
class _Wanted:
    type_name: str
    pk: int
    tag: str | None
    as_of: date | None


def _parse(id_: str) -> _Wanted:
    try:
        type_name, key = from_global_id(id_)
        pk, tag, as_of = (*key.split(":"), "", "")[:3]
        wanted = _Wanted(
            type_name, int(pk), tag or None, date.fromisoformat(as_of) if as_of else None
        )
    except ValueError:
        wanted = None
    if wanted is None or not 0 < wanted.pk <= arguments.GREATEST_PK:
        raise error(Code.BAD_ID, "“id” must be an id this API gave out.", argument="id")
    return wanted


def _page(info: Any, tree: SiteTree, wanted: _Wanted) -> pages.Page | None:
    found = pages.find(tree.readable() & Q(pk=wanted.pk))
    reading = _reading(tree, wanted, found[0].locale_id) if found else None
    if reading is None:
        return None
    records = pages.read_pages(reading, found, selection_of(info))
    reading.fetch()
    page = records.get(wanted.pk)
    return page if type(page).__name__ == wanted.type_name else None


def _reading(tree: SiteTree, wanted: _Wanted, locale_id: int) -> Reading | None:
    try:
        root = tree.root(wanted.tag) if wanted.tag else tree.root_of_locale(locale_id)
    except UnknownLanguage:
        return None
    if root is None:
        return None
    return Reading(tree, root, wanted.as_of) if wanted.as_of else Reading(tree, root)
