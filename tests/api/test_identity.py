"""Everything a normalised cache can meet has an id, and only what says the same has the same."""

from wagtail.models import Site

import pytest
from graphql import GraphQLObjectType

from cms.api.schema import schema
from tests import factories, snapshots
from tests.factories import block

# Lists themselves: a cache keeps them by the field and its arguments.
LISTS = ("Connection", "Edge", "PageInfo", "Query")


def own_types():
    types = schema.graphql_schema.type_map.items()
    return [
        type_ for name, type_ in types
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__")
    ]  # fmt: skip


def test_every_object_has_an_id():
    without = [
        type_.name for type_ in own_types()
        if "id" not in type_.fields or str(type_.fields["id"].type) != "ID!"
    ]  # fmt: skip

    assert [name for name in without if not name.endswith(LISTS)] == []


def objects(value):
    """All objects of an answer that have an id."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for one in value.values():
            yield from objects(one)
    elif isinstance(value, list):
        for one in value:
            yield from objects(one)


def said(value):
    """The fields of an object, without the objects in it."""
    return {name: one for name, one in value.items() if not isinstance(one, dict | list)}


@pytest.fixture
@snapshots.fixture
def site(english, chinese):
    """A site in two languages in which everything is used more than once."""
    picture = factories.image("One", width=1600, height=900)
    category, tag = factories.category("Research"), factories.tag("Testing")
    related = factories.news_page(english.news, "Related", slug="related", category=category)
    for number, alt in ((1, "A wheel"), (2, "Another wheel"), (3, "A wheel")):
        body = factories.every_block(
            shown=picture, offered=factories.document(f"Paper {number}"), page=related
        )
        page = factories.news_page(
            english.news, f"Article {number}", slug=f"article-{number}", category=category,
            lead_image=picture, lead_image_alt=alt, body=body,
        )  # fmt: skip
        factories.tag_news(page, tag)
        factories.relate(page, related)
        factories.translation(page, title=f"文章 {number}", lead_image_alt=f"轮 {alt}")
    notice = factories.legal_notice(english.legal, "Terms", slug="terms", effective_on="2020-01-01")
    notice.body = [factories.heading("Second")]
    notice.effective_on = "2021-01-01"
    notice.save_revision().publish()
    return english


def test_what_has_the_same_id_says_the_same(ask, site):
    questions = [
        *[("Route", {"path": f"/{code}/news/article-{number}/"})
          for code in ("en", "zh-hans") for number in (1, 2, 3)],
        *[("Route", {"path": f"/{code}/{path}"})
          for code in ("en", "zh-hans") for path in ("", "news/", "legal/", "legal/terms/")],
        *[("LegalNotice", {"slug": "terms", "language": tag, "asOf": day})
          for tag in ("en", "zh-Hans") for day in ("2020-06-01", "2021-06-01")],
        *[(name, {"language": tag})
          for name in ("NewsList", "Home", "Sitewide", "Sitemap") for tag in ("en", "zh-Hans")],
        *[("Search", {"language": "en", "query": query}) for query in ("article", "article 2")],
    ]  # fmt: skip
    known, met, types = {}, 0, {}
    for name, variables in questions:
        for one in objects(ask(name, **variables).data):
            met += 1
            kept = known.setdefault(one["id"], {})
            for field, value in said(one).items():
                assert kept.setdefault(field, value) == value, (one["id"], field)
            types.setdefault(one["id"], set()).update(one.keys())

    assert met > len(known) > 100


def test_an_image_is_another_with_another_text(ask, site):
    def lead(number, code="en"):
        page = ask("Route", path=f"/{code}/news/article-{number}/").data["route"]["page"]
        return page["leadImage"]["id"]

    assert lead(1) == lead(3) != lead(2)
    assert lead(1, "zh-hans") != lead(1)


def test_navigation_has_an_id_for_every_language(ask, english, chinese):
    items = [block("favorites", {"label": "Favorites"})]
    header = factories.sitewide(Site.objects.get(), header_navigation=items)
    header.save_revision().publish()

    ids = [
        ask("Sitewide", language=tag).data["sitewide"]["headerNavigation"][0]["id"]
        for tag in ("en", "zh-Hans")
    ]
    assert len(set(ids)) == 2
