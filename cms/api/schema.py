"""The schema: every domain's part joined into one."""

import graphene

from cms.api import home, legal, news, sitewide
from cms.api.content import (
    changes,
    languages,
    nodes,
    pages,
    previews,
    redirects,
    routes,
    search,
    sitemaps,
)


class Query(
    routes.Query,
    home.Query,
    news.Query,
    legal.Query,
    sitewide.Query,
    languages.Query,
    pages.Query,
    nodes.Query,
    search.Query,
    sitemaps.Query,
    redirects.Query,
    changes.Query,
    previews.Query,
):
    """All that can be read. There are no mutations: the public API changes nothing."""


# Pages that no field names by their own type: they are reached through ``Page`` alone.
schema = graphene.Schema(query=Query, types=[news.NewsIndexPage, legal.LegalIndexPage])
