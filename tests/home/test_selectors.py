"""Selectors of front pages."""

from django.core.exceptions import ValidationError

import pytest

from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.reading.selection import Selection
from cms.content.tree import SiteTree
from cms.home import selectors
from tests import factories


def read(page, *fields):
    tree = SiteTree.load()
    reading = Reading(tree, tree.roots[0])
    selection = Selection({name: Selection() for name in fields})
    found = selectors.read_home_pages(reading, pages.with_ids([page.pk]), selection)
    reading.fetch()
    return found[0]


def test_reads_only_what_is_asked_for(english, django_assert_num_queries):
    factories.news_page(english.news)
    with django_assert_num_queries(2):
        page = read(english.home)
    assert (page.title, page.latest_news, page.body) == ("Homepage", [], [])
    with django_assert_num_queries(3):
        page = read(english.home, "latest_news")
    assert [one.title for one in page.latest_news] == ["An article"]


def test_the_hero_link_bears_the_title_of_its_page_unless_the_editor_wrote_another(english):
    page = factories.news_page(english.news, "Opening", slug="opening")
    english.home.hero_link = page
    english.home.save()
    assert read(english.home, "hero_link").hero_link.text == "Opening"

    english.home.hero_link_text = "Come and see"
    english.home.save()
    assert read(english.home, "hero_link").hero_link.text == "Come and see"


def test_shows_twenty_latest_news_at_most(english):
    english.home.latest_news_count = 21
    with pytest.raises(ValidationError) as error:
        english.home.full_clean()
    assert list(error.value.error_dict) == ["latest_news_count"]
