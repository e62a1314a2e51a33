from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Site

import pytest

from cms.content.tree import SiteTree, UnknownLanguage
from cms.content.visibility import ClosedPaths
from tests import factories


def test_costs_one_query_however_much_content_there_is(english, chinese, django_assert_num_queries):
    with django_assert_num_queries(1):
        SiteTree.load()
    for number in range(10):
        page = factories.news_page(english.news, f"Article {number}", live=number % 2 == 0)
        factories.translation(page, title=f"文章 {number}")
    factories.private(english.legal)
    with django_assert_num_queries(1):
        SiteTree.load()


def test_lists_public_languages_the_source_first(english, chinese):
    tree = SiteTree.load()
    assert [(root.language.tag, root.frontend_path, root.is_source) for root in tree.roots] == [
        ("en", "/en/", True),
        ("zh-Hans", "/zh-hans/", False),
    ]
    assert tree.source == tree.roots[0]


def test_puts_the_source_first_even_where_it_stands_last_in_the_tree(english, chinese):
    english.home.move(Page.get_first_root_node(), pos="last-child")
    assert [root.language.tag for root in SiteTree.load().roots] == ["en", "zh-Hans"]


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"expire_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_leaves_out_a_language_whose_front_page_is_closed(english, chinese, change):
    Page.objects.filter(pk=chinese.home.pk).update(**change)
    assert [root.language.tag for root in SiteTree.load().roots] == ["en"]


def test_has_no_source_where_its_front_page_is_closed(english, chinese):
    Page.objects.filter(pk=english.home.pk).update(live=False)
    tree = SiteTree.load()
    assert tree.source is None
    assert [root.language.tag for root in tree.roots] == ["zh-Hans"]


def test_closes_what_lies_below_unpublished_expired_and_private_pages(english, chinese):
    page = factories.news_page(english.news)
    factories.news_page(chinese.news)
    factories.legal_notice(english.legal)
    fronts = (english.home.path, chinese.home.path)
    assert SiteTree.load().closed == ClosedPaths(fronts=fronts)
    english.legal.unpublish()
    factories.private(english.news)
    factories.private(page)
    assert SiteTree.load().closed == ClosedPaths(
        hidden=(english.legal.path,),
        covered=(english.news.path, chinese.news.path),
        fronts=fronts,
    )


def test_finds_the_root_of_a_language_tag(english, chinese):
    tree = SiteTree.load()
    assert tree.root("zh-CN").page_id == chinese.home.pk
    assert tree.root("EN-gb").page_id == english.home.pk
    assert tree.root_of_locale(chinese.home.locale_id) == tree.root("zh-Hans")
    assert tree.root_of_code("zh-hans") == tree.root("zh-Hans")
    assert tree.root_of_code("zh-Hans") is None
    assert tree.root_of_locale(factories.locale("fr").pk) is None


@pytest.mark.parametrize("tag", ["fr", "zh-TW", "", "x"])
def test_names_the_languages_there_are_when_asked_for_another(english, chinese, tag):
    with pytest.raises(UnknownLanguage) as raised:
        SiteTree.load().root(tag)
    assert raised.value.known == ["en", "zh-Hans"]


def test_addresses_begin_with_the_language_and_not_with_the_front_pages_slug(english, chinese):
    page = factories.news_page(english.news, slug="innovation")
    other = factories.translation(page, title="创新")
    tree = SiteTree.load()
    assert [
        tree.frontend_path(url_path=one.url_path, locale_id=one.locale_id)
        for one in (english.home, page, other)
    ] == ["/en/", "/en/news/innovation/", "/zh-hans/news/innovation/"]


def test_has_no_address_in_a_language_that_is_not_public(english):
    with pytest.raises(KeyError):
        SiteTree.load().frontend_path(url_path="/home/", locale_id=0)


def test_reads_the_site_of_a_hostname(english, settings):
    settings.FRONTEND_URL = "https://news.example"
    other = factories.newsroom(hostname="other.example", port=443)
    tree = SiteTree.load(hostname="other.example")
    assert [root.page_id for root in tree.roots] == [other.home.pk]
    assert tree.origin == "https://other.example"
    assert SiteTree.load().origin == "https://news.example"


@pytest.mark.parametrize(
    ("port", "origin"),
    [(80, "http://other.example"), (8080, "http://other.example:8080")],
)
def test_names_the_port_of_a_site_where_it_is_unusual(english, port, origin):
    factories.newsroom(hostname="other.example", port=port)
    assert SiteTree.load(hostname="other.example").origin == origin


def test_has_no_languages_for_a_hostname_nobody_has(english):
    tree = SiteTree.load(hostname="nobody.example")
    assert (tree.roots, tree.site_id) == ((), None)


def test_a_site_stays_itself_while_its_source_front_page_is_not_public(english, chinese):
    english.home.unpublish()

    tree = SiteTree.load()

    assert tree.site_id == Site.objects.get().pk
    assert [root.language.tag for root in tree.roots] == ["zh-Hans"]
    assert tree.source is None
