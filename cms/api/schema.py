"""The schema: every domain's part, and what extensions add, joined into one."""

from django.conf import settings

import graphene

from cms.api import extensions, home, legal, news, sitewide
from cms.api.content import (
    changes,
    languages,
    nodes,
    pages,
    previews,
    private_pages,
    redirects,
    routes,
    search,
    sitemaps,
)

_QUERIES = (
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
    private_pages.Query,
)
_DESCRIPTION = "All readable content. There are no mutations: the public API changes nothing."
# Pages that no field names by their own type: they are reached through ``Page`` alone.
_TYPES = [news.NewsIndexPage, legal.LegalIndexPage]

schema = graphene.Schema(
    query=type("Query", (*extensions.queries(_QUERIES), *_QUERIES), {"__doc__": _DESCRIPTION}),
    types=[*_TYPES, *extensions.types()],
)
# What frontends read of the release they ask: ``{ __schema { description } }``.
schema.graphql_schema.description = f"Newsroom CMS {settings.VERSION}"
