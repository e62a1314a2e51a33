"""Redirects, for hosts that serve files and have to know them all."""

from __future__ import annotations

from typing import Any

import graphene

from cms.api.content import arguments
from cms.api.content.arguments import Paging
from cms.api.content.connections import (
    Connection,
    connection,
    connection_type,
    null_if_unknown,
)
from cms.api.content.identity import id_field, identity
from cms.api.content.selections import selection_of
from cms.content.reading import redirects


class Redirect(graphene.ObjectType):
    """A path whose content has moved to another URL."""

    id = id_field()
    path = graphene.String(
        required=True,
        description="The old path on the frontend, without the slash at the end, not encoded.",
    )
    target = graphene.String(
        required=True,
        description="A path of the frontend, or an absolute URL of another site.",
    )
    is_permanent = graphene.Boolean(
        required=True, description="Whether to answer 308 or 301 rather than 307 or 302."
    )

    class Meta:
        possible_types = (redirects.Redirect,)

    @staticmethod
    def resolve_id(redirect: redirects.Redirect, _info: Any) -> str:
        return identity("Redirect", redirect.pk)


RedirectConnection = connection_type(
    Redirect,
    entry="The redirect.",
    edge="A redirect in its place.",
    description="Some redirects",
    edges=(
        "The oldest first. Redirects from paths that have a page again are left out, and any "
        "others that `route` doesn't follow, so there may be fewer than requested and more "
        "after them."
    ),
    total_count="The number of redirects, including those that are left out.",
)


class Query(graphene.ObjectType):
    """Redirects."""

    redirects = graphene.Field(
        RedirectConnection,
        first=graphene.Int(default_value=100, description="The number of entries, 100 at most."),
        after=graphene.String(
            description=(
                "A cursor of this list: the entries after it. Left out: from the beginning."
            )
        ),
        description=(
            "All redirects of the site in all languages, including those of moved and renamed "
            "pages. `route` follows them itself; a static host needs the list. `null`: `after` "
            "isn't a cursor of this list."
        ),
    )

    @staticmethod
    @null_if_unknown
    def resolve_redirects(
        _root: Any, info: Any, first: int | None = None, after: str | None = None
    ) -> Connection:
        paging = Paging(first=first, after=after)
        window = paging.part(arguments.position_by_id, default=100)
        redirects_ = redirects.redirects(info.context.tree(), window=window, split=_asked)
        answer = connection(
            redirects_,
            lambda redirect: arguments.cursor(redirect.pk),
            paging=paging,
            window=window,
            selection=selection_of(info),
        )
        if redirects_.last_pk is not None:
            answer.page_info.end_cursor = arguments.cursor(redirects_.last_pk)
        return answer


def _asked(path: str) -> arguments.FrontendPath | None:
    """A path as `route` takes it apart; ``None`` if it refuses it."""
    try:
        return arguments.frontend_path(path)
    except arguments.UnknownValue:
        return None
