from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

import pytest

from cms.content import visibility
from cms.content.tree import SiteTree
from tests import factories, snapshots
from tests.content.media.stored import public_documents, public_images

AN_HOUR = timedelta(hours=1)
KINDS_OF_PRIVACY = [
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
    PageViewRestriction.PASSWORD,
]


def readable_titles():
    found = Page.objects.filter(SiteTree.load().readable(), depth__gt=3)
    return sorted(found.values_list("title", flat=True))


def restricted_titles():
    found = Page.objects.filter(SiteTree.load().restricted())
    return sorted(found.values_list("title", flat=True))


@pytest.fixture
@snapshots.fixture
def article(english):
    factories.news_page(english.news, "Open")
    return factories.news_page(english.news, "Article")


def test_shows_what_is_published(article):
    assert readable_titles() == ["Article", "Open"]
    assert restricted_titles() == []


def test_hides_a_draft(english, article):
    factories.news_page(english.news, "Draft", live=False)
    assert readable_titles() == ["Article", "Open"]


def test_hides_what_was_unpublished(article):
    article.unpublish()
    assert readable_titles() == ["Open"]


def test_shows_the_live_text_of_a_page_with_a_newer_draft(article):
    article.title = "Article, rewritten"
    article.save_revision()
    assert readable_titles() == ["Article", "Open"]


def test_hides_what_lies_below_an_unpublished_page(english, article):
    english.news.unpublish()
    article.refresh_from_db()
    assert article.live
    assert readable_titles() == []


def test_hides_what_lies_far_below_an_unpublished_page(english, article):
    Page.objects.filter(pk=english.home.pk).update(live=False)
    assert readable_titles() == []


def test_hides_what_is_scheduled(english, article):
    later = factories.news_page(english.news, "Later", live=False)
    later.go_live_at = timezone.now() + AN_HOUR
    later.save_revision().publish()
    later.refresh_from_db()
    assert later.approved_schedule
    assert readable_titles() == ["Article", "Open"]


def test_hides_what_has_expired_before_anybody_unpublished_it(article):
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - AN_HOUR)
    assert readable_titles() == ["Open"]


def test_shows_what_will_expire(article):
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() + AN_HOUR)
    assert readable_titles() == ["Article", "Open"]


def test_hides_what_lies_below_an_expired_page(english, article):
    Page.objects.filter(pk=english.news.pk).update(expire_at=timezone.now() - AN_HOUR)
    assert readable_titles() == []


def test_hides_a_page_at_the_very_moment_of_its_expiry(article):
    now = timezone.now()
    Page.objects.filter(pk=article.pk).update(expire_at=now)
    found = Page.objects.filter(visibility.published(at=now), pk=article.pk)
    assert not found.exists()
    assert Page.objects.filter(
        visibility.published(at=now - timedelta(microseconds=1)), pk=article.pk
    ).exists()


@pytest.mark.parametrize("kind", KINDS_OF_PRIVACY)
def test_hides_a_private_page_of_any_kind(article, kind):
    factories.private(article, kind)
    assert readable_titles() == ["Open"]
    assert restricted_titles() == ["Article"]


@pytest.mark.parametrize("kind", KINDS_OF_PRIVACY)
def test_hides_what_lies_below_a_private_page(english, article, kind):
    factories.private(english.news, kind)
    assert readable_titles() == []
    assert restricted_titles() == ["Article", "News", "Open"]


def test_hides_what_lies_far_below_a_private_page(english, article):
    factories.private(english.home)
    assert readable_titles() == []
    assert SiteTree.load().roots == ()


def test_shows_a_page_again_when_its_privacy_ends(article):
    setting = factories.private(article)
    assert readable_titles() == ["Open"]
    setting.delete()
    assert readable_titles() == ["Article", "Open"]


def test_privacy_of_the_source_covers_translations_made_before(article, chinese):
    factories.translation(article, title="文章")
    factories.private(article)
    assert readable_titles() == ["Open"]
    assert restricted_titles() == ["Article", "文章"]


def test_privacy_of_the_source_covers_translations_made_later(article, chinese):
    factories.private(article)
    factories.translation(article, title="文章")
    assert readable_titles() == ["Open"]


def test_privacy_of_a_translation_covers_its_source(article, chinese):
    factories.private(factories.translation(article, title="文章"))
    assert readable_titles() == ["Open"]


def test_privacy_of_the_source_covers_its_aliases(article, chinese):
    factories.alias(article)
    assert readable_titles() == ["Article", "Article", "Open"]
    factories.private(article)
    assert readable_titles() == ["Open"]


def test_privacy_of_a_list_covers_what_lies_below_its_translations(english, article, chinese):
    factories.translation(article, title="文章")
    factories.private(english.news)
    assert readable_titles() == []
    assert restricted_titles() == ["Article", "News", "Open", "文章", "新闻"]


def test_privacy_of_a_translated_list_covers_what_lies_below_its_source(english, article, chinese):
    factories.private(chinese.news)
    assert readable_titles() == []


def test_an_unpublished_source_list_leaves_its_translation_readable(english, article, chinese):
    factories.translation(article, title="文章")
    Page.objects.filter(pk=english.news.pk).update(live=False)
    assert readable_titles() == ["文章"]


def test_hides_all_of_a_language_without_a_readable_front_page(article, chinese):
    factories.translation(article, title="文章")
    assert readable_titles() == ["Article", "Open", "文章"]
    Page.objects.filter(pk=chinese.home.pk).update(live=False)
    assert readable_titles() == ["Article", "Open"]


def test_hides_pages_of_other_sites(article):
    other = factories.newsroom(hostname="other.example")
    factories.news_page(other.news, "Elsewhere")
    assert readable_titles() == ["Article", "Open"]


def test_hides_pages_outside_every_site(article):
    stray = factories.home("Stray")
    factories.add(stray, type(article)(title="Lost", slug="lost", summary="Lost."))
    assert readable_titles() == ["Article", "Open"]


def test_hides_everything_without_a_site(english, article):
    english.home.sites_rooted_here.all().delete()
    assert readable_titles() == []
    assert SiteTree.load().roots == ()


def test_a_draft_is_not_restricted_but_unknown(english):
    factories.private(factories.news_page(english.news, "Draft", live=False))
    assert restricted_titles() == []


def test_what_is_private_below_an_unpublished_page_is_unknown(english, article):
    factories.private(article)
    english.news.unpublish()
    assert restricted_titles() == []


def test_what_is_unpublished_below_a_private_page_is_unknown(english, article):
    factories.private(english.news)
    article.unpublish()
    assert restricted_titles() == ["News", "Open"]


def test_a_private_list_that_is_unpublished_hides_even_that_it_is_private(english, article):
    factories.private(english.news)
    Page.objects.filter(pk=english.news.pk).update(live=False)
    assert restricted_titles() == []


def closed_pages():
    return set(visibility.closed_subtrees(at=timezone.now()).values_list("pk", flat=True))


def test_only_what_has_pages_below_it_closes_anything(english, article):
    article.unpublish()
    assert closed_pages() == set()

    english.news.unpublish()
    assert closed_pages() == {english.news.pk}


def test_the_root_of_the_tree_is_never_among_what_is_closed(english, article):
    root = Page.get_first_root_node()
    Page.objects.filter(pk=root.pk).update(live=False)

    assert root.pk not in closed_pages()
    assert readable_titles() == ["Article", "Open"]


def test_each_domain_says_which_of_its_pages_show_something(article, monkeypatch):
    monkeypatch.setattr(visibility, "_showing", {})
    day: Any = "Open"
    visibility.register("news.newspage", lambda day: ~Q(title=day))
    visibility.register("home.homepage", lambda _day: Q(depth__gt=3))

    shown = Page.objects.filter(visibility.showing(day))

    assert list(shown.values_list("title", flat=True)) == ["Article"]


@pytest.mark.parametrize("kind", ["image", "document"])
def test_shows_files_of_open_collections_only(english, kind):
    make = getattr(factories, kind)
    read = {"image": public_images, "document": public_documents}[kind]
    internal = factories.private_collection()
    below = factories.collection("Below", parent=internal)
    beside = factories.collection("Beside")
    shown = [make(), make(collection=beside)]
    hidden = [make(collection=internal), make(collection=below)]
    found = read(one.pk for one in shown + hidden)
    assert sorted(found) == sorted(one.pk for one in shown)


def test_shows_files_again_when_their_collection_is_opened(english):
    internal = factories.private_collection()
    shown = factories.image(collection=internal)
    assert public_images([shown.pk]) == {}
    internal.view_restrictions.all().delete()
    assert list(public_images([shown.pk])) == [shown.pk]


def test_finds_no_files_that_are_not_there(db):
    assert public_images([0, 10**9]) == {}
    assert public_documents([0, 10**9]) == {}
