"""Lifetimes: until when an answer is right if nothing is changed."""

from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

import pytest

from cms.content.caching import cache_tags
from cms.delivery.versions import content_version, lifetimes
from cms.news.models import NewsIndexPage, NewsPage
from tests import factories

SOON = datetime(2090, 1, 1, tzinfo=UTC)
LATER = SOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _numbered_at_once(db):
    """Changes get their numbers before the transaction of the test would end."""
    # Versions of an earlier test have the same numbers.
    lifetimes._cached.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS delivery_number_change IMMEDIATE")


def until(*tags):
    return lifetimes.valid_until(
        frozenset(tags), version=content_version.current(), at=timezone.now()
    )


def test_nothing_ends_by_itself_where_nothing_expires(english):
    factories.news_page(english.news)

    assert until(cache_tags.TREE, cache_tags.pages("en")) is None
    assert lifetimes.next_event(timezone.now()) is None


def test_answers_about_a_page_end_when_it_expires(english):
    page = factories.news_page(english.news, slug="ends", expire_at=SOON)
    factories.news_page(english.news, expire_at=LATER)
    other = factories.news_page(english.news)

    assert until(cache_tags.page(page.translation_key)) == SOON
    assert until(cache_tags.slug("/en/news/ends")) == SOON
    assert until(cache_tags.list_of("newspage", "en")) == SOON
    assert until(cache_tags.TREE, cache_tags.page(other.translation_key)) is None
    assert lifetimes.next_event(timezone.now()) == SOON
    assert lifetimes.next_event(SOON) == LATER
    assert lifetimes.next_event(LATER) is None


def test_every_answer_ends_with_a_page_that_holds_others(english):
    news = english.news
    factories.news_page(news)
    news.refresh_from_db()
    news.expire_at = SOON
    news.save()

    assert until(cache_tags.TREE) == SOON


def test_answers_about_aliases_end_when_their_source_expires(english, chinese):
    page = factories.news_page(english.news, slug="ends", expire_at=SOON)
    mirror = factories.alias(page)
    copy = page.create_alias(parent=english.home, update_slug="copy")
    chained = copy.create_alias(parent=chinese.news, update_slug="chained")
    NewsPage.objects.filter(pk__in=[mirror.pk, copy.pk, chained.pk]).update(expire_at=None)
    content_version.invalidate_everything()

    for alias in (mirror, copy, chained):
        assert until(cache_tags.page(alias.translation_key)) == SOON
        assert until(cache_tags.link(alias.translation_key)) == SOON
        assert until(cache_tags.slug(alias.slug)) == SOON
    assert until(cache_tags.pages("zh-hans")) == SOON
    assert until(cache_tags.TREE, cache_tags.pages("fr")) is None


def test_every_answer_ends_with_what_an_alias_that_holds_others_mirrors(english):
    section = factories.add(english.home, NewsIndexPage(title="Desk", slug="desk"))
    copy = section.create_alias(parent=english.home, update_slug="copy")
    factories.news_page(copy)
    NewsIndexPage.objects.filter(pk=section.pk).update(expire_at=SOON)
    content_version.invalidate_everything()

    assert until(cache_tags.TREE) == SOON


def test_that_an_alias_needs_a_login_ends_when_its_source_expires(english):
    page = factories.news_page(english.news, slug="secret", expire_at=SOON)
    copy = page.create_alias(parent=english.home, update_slug="copy")
    NewsPage.objects.filter(pk=copy.pk).update(expire_at=None)
    factories.private(page)

    assert until(cache_tags.slug("copy")) == SOON
    assert until(cache_tags.page(copy.translation_key)) is None


def test_hidden_pages_end_nothing(english):
    factories.news_page(english.news, live=False, expire_at=SOON, go_live_at=SOON)
    secret = factories.news_page(english.news, slug="secret", expire_at=SOON)
    factories.private(secret)

    assert until(cache_tags.pages("en"), cache_tags.page(secret.translation_key)) is None
    assert until(cache_tags.slug("secret")) == SOON


def test_answers_about_a_notice_end_when_another_version_is_in_force(english):
    today = timezone.localdate()
    notice = factories.legal_notice(english.legal, effective_on=today)
    assert until(cache_tags.page(notice.translation_key)) is None

    notice.effective_on = today + timedelta(days=3)
    notice.title = "From then on"
    notice.save_revision().publish()
    midnight = datetime.combine(today + timedelta(days=3), time.min, tzinfo=UTC)
    assert until(cache_tags.page(notice.translation_key)) == midnight
    assert until(cache_tags.list_of("legalnoticepage", "en")) == midnight
    assert until(cache_tags.list_of("newspage", "en")) is None


def test_what_leads_to_a_notice_ends_when_that_is_in_force(english):
    day = timezone.localdate() + timedelta(days=3)
    notice = factories.legal_notice(english.legal, effective_on=day)
    midnight = datetime.combine(day, time.min, tzinfo=UTC)

    assert until(cache_tags.link(notice.translation_key)) == midnight
    assert until(cache_tags.REDIRECTS, cache_tags.ADDRESSES) == midnight
    assert until(cache_tags.SITEWIDE) is None


def test_is_read_once_for_each_version(english, django_assert_num_queries):
    factories.news_page(english.news, expire_at=SOON)
    version, at = content_version.current(), timezone.now()
    lifetimes.valid_until(frozenset(["pages:en"]), version=version, at=at)

    with django_assert_num_queries(0):
        lifetimes.valid_until(frozenset(["pages:en"]), version=version, at=at)


def test_what_lies_too_far_ahead_is_taken_for_the_last_that_is_known(english, monkeypatch):
    monkeypatch.setattr(lifetimes, "MOST_KEPT", 2)
    for days in range(3):
        factories.news_page(english.news, expire_at=SOON + timedelta(days=days))
    last = factories.news_page(english.news, expire_at=SOON + timedelta(days=9))

    assert until(cache_tags.page(last.translation_key)) == LATER
