"""Private pages, for readers with a token."""

from __future__ import annotations

from typing import Any

import graphene

from cms.api.content import arguments
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.tree import SiteTree
from cms.delivery.publishing.private_pages import tokens


class Query(graphene.ObjectType):
    """Private pages."""

    private_page = graphene.Field(
        Page,
        path=graphene.String(
            required=True, description="A path of the frontend that `route` answers restricted."
        ),
        token=graphene.String(
            required=True,
            description="From `/private/token` or `?access=` in the URL of the reader.",
        ),
        site=graphene.String(description="Host name of the site. Left out: the default site."),
        description=(
            "A page that needs a login or password, for a reader who has got a token for it. Ask "
            "by POST, never keep the answer, and don't let it reach a cache. `null`: the token "
            "has expired or is for other pages, or there is no private page at this path. Other "
            "private pages that this one leads to are left out, as for any reader."
        ),
    )

    @staticmethod
    def resolve_private_page(
        _root: Any, info: Any, path: str, token: str, site: str | None = None
    ) -> pages.Page | None:
        info.context.is_private = True
        hostname = arguments.text("site", site) if site is not None else None
        page = tokens.private_page(path, SiteTree.load(hostname=hostname))
        if page is None or not tokens.is_opened(page, token):
            return None
        tree = tokens.opened(page)
        root = tree.root_of_locale(page.locale_id)
        if root is None:
            return None
        reading = Reading(tree, root)
        label = page.specific_class._meta.label_lower
        reference = pages.PageReference(page.pk, label, page.locale_id)
        records = pages.read_pages(reading, [reference], selection_of(info))
        reading.fetch()
        return records.get(page.pk)
