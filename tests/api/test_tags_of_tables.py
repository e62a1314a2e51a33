"""An answer that reads a table without a tag of it fails the test that asks for it."""

import re

import pytest

from cms.content.caching.cache_tags import Dependencies
from tests import factories, tags_of_tables

NEWS = '{ news(language: "en", first: 5) { edges { node { title leadImage { alt } } } } }'
SITEWIDE = '{ sitewide(language: "en") { organisation { name } } }'


@pytest.fixture(autouse=True)
def _taken(tag_checks):
    """Missing tags that were planted are found here."""
    yield
    tag_checks.taken()


@pytest.fixture
def article(english):
    return factories.news_page(english.news, lead_image=factories.image(), lead_image_alt="A lamp")


def found(tag_checks):
    """The tables that were read without a tag, by answer."""
    told = [str(one) for one in tag_checks.taken()]
    return [re.findall(r"(\w+) \(", one.partition(". Tags: ")[0]) for one in told]


def test_an_answer_with_its_tags_passes(ask, article, tag_checks):
    assert ask(NEWS).data["news"]["edges"][0]["node"]["leadImage"] is not None
    assert found(tag_checks) == []


def test_a_tag_that_is_missing_is_found(ask, article, tag_checks, monkeypatch):
    monkeypatch.setattr(Dependencies, "add_images", lambda *_args, **_kwargs: None)

    assert ask(NEWS).codes == ["INTERNAL"]
    (tables,) = found(tag_checks)
    assert {"wagtailimages_image", "wagtailimages_rendition"} <= set(tables)


def test_a_tag_of_something_else_is_not_enough(ask, english, tag_checks, monkeypatch):
    monkeypatch.setattr(Dependencies, "add", lambda dependencies, *_tags: None)

    ask(SITEWIDE)
    assert found(tag_checks) == [["sitewide_sitewide", "sitewide_sitewidesettings"]]


def test_a_table_that_is_not_declared_is_found(ask, article, tag_checks, monkeypatch):
    monkeypatch.delitem(tags_of_tables.TAGS, "news_newspage")

    ask(NEWS)
    assert found(tag_checks) == [["news_newspage"]]


def test_what_nobody_keeps_is_left_alone(ask, article, tag_checks, monkeypatch):
    monkeypatch.delitem(tags_of_tables.TAGS, "news_newspage")

    assert ask(NEWS.replace("title", "title slug")).codes
    assert ask('{ news(language: "tlh") { totalCount } }').codes == ["UNKNOWN_LANGUAGE"]
    assert found(tag_checks) == []
