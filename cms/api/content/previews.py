"""Drafts, for whoever holds a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.tree import SiteTree
from cms.delivery.previews import rehearsal, tokens

if TYPE_CHECKING:
    from cms.api.content.context import Context
    from cms.content.reading.selection import Selection


class Query(graphene.ObjectType):
    """Drafts."""

    preview = graphene.Field(
        Page,
        token=graphene.String(
            required=True,
            description="From `?preview=` in the URL an editor was sent to.",
        ),
        description=(
            "A page as readers will get it if it is published as its editor has it now. Never "
            "keep the answer, and don't let it reach a cache: it has the `id` of the published "
            "page. `null`: the token is unknown or has expired, or its user may no longer edit "
            "the page."
        ),
    )

    @staticmethod
    def resolve_preview(_root: Any, info: Any, token: str) -> pages.Page | None:
        context: Context = info.context
        context.is_private = True
        if context.rehearsed is not None and token == context.preview_token:
            return _read(context.rehearsed, selection_of(info))
        preview = tokens.find(token)
        if preview is None:
            return None
        with rehearsal.published(preview) as rehearsed:
            return _read(rehearsed, selection_of(info))


def _read(rehearsed: rehearsal.Rehearsed, selection: Selection) -> pages.Page | None:
    """The page that is looked at, read inside the transaction."""
    if rehearsed.page is None:
        return None
    tree = SiteTree.load(
        previewed=rehearsed.previewed, at=rehearsed.at, drafts_since=rehearsed.drafts_since
    )
    root = tree.root_of_locale(rehearsed.page.locale_id)
    if root is None:
        return None
    reading = Reading(tree, root)
    records = pages.read_pages(reading, [rehearsed.page], selection)
    reading.fetch()
    return records.get(rehearsed.page.pk)
