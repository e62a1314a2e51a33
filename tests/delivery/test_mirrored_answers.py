"""A kept answer that shows an alias is served no longer than what it mirrors can be read."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from wagtail.models import Page

import pytest

from cms.delivery.response_cache.version_source import Django
from cms.delivery.response_cache.wsgi_middleware import ResponseCache
from cms.delivery.versions import lifetimes
from cms.news.models import NewsIndexPage, NewsPage
from tests import factories
from tests.delivery.calling import Caller

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import Newsroom

QUESTION = """query ($path: String!) {
  route(path: $path) { ... on PageRoute { page { title url } } }
  news(language: "zh-Hans", fallback: SOURCE) { edges { node { title path } } }
  sitemap(language: "zh-Hans", first: 50) { edges { node { path } } }
}"""
WORD = "mirrored"


@pytest.fixture
def told(numbered: None) -> Callable[[], list[bool]]:
    """Whether answers that are kept speak of the article, asked twice for each address."""
    lifetimes._cached.clear()
    caller = Caller(
        ResponseCache(get_wsgi_application(), path="/graphql/", source=Django(), most_bytes=10**7)
    )

    def ask() -> list[bool]:
        found = []
        for path in ("/zh-hans/news/mirrored/", "/en/news/mirrored-copy/"):
            variables = f'{{"path": "{path}"}}'
            replies = [caller.get(query=QUESTION, variables=variables) for _ in range(2)]
            assert replies[1].cache.startswith("hit")
            assert replies[0].content == replies[1].content
            found += [_speaks(replies[0].json["data"], path)]
        return found

    return ask


def _speaks(data: Any, path: str) -> bool:
    """Whether all that can speak of the article does; what does otherwise is a fault."""
    is_shown = bool(data["route"].get("page"))
    others = {WORD in str(data[name]).lower() for name in ("news", "sitemap")}
    assert others == {is_shown} or path.startswith("/en/")
    return is_shown


GONE, THERE = [False, False], [True, True]


@dataclass(frozen=True)
class Mirrored:
    """A draft in a section, its alias in Chinese, and one in another list of its own language."""

    section: Page
    page: NewsPage
    aliases: tuple[int, ...]

    def stored(self) -> NewsPage:
        return NewsPage.objects.get(pk=self.page.pk)

    def live_aliases(self) -> int:
        return Page.objects.filter(pk__in=self.aliases, live=True).count()


@pytest.fixture
def mirrored(english: Newsroom, chinese: Newsroom) -> Mirrored:
    section = factories.add(english.home, NewsIndexPage(title="Desk", slug="desk"))
    page = factories.news_page(section, "Mirrored", slug="mirrored", live=False)
    mirror = page.create_alias(
        parent=chinese.news, update_locale=chinese.home.locale, reset_translation_key=False
    )
    copy = page.create_alias(parent=english.news, update_slug="mirrored-copy")
    return Mirrored(section, page, (mirror.pk, copy.pk))


def test_kept_answers_follow_what_an_alias_mirrors(told, mirrored, english):
    assert told() == GONE
    mirrored.stored().save_revision().publish()
    assert told() == THERE
    hidden = mirrored.stored()
    hidden.live = False
    hidden.save()
    assert (told(), mirrored.live_aliases()) == (GONE, 2)
    hidden.live = True
    hidden.save()
    assert told() == THERE

    section = mirrored.section
    Page.objects.get(pk=section.pk).specific.unpublish()
    assert told() == GONE
    Page.objects.get(pk=section.pk).specific.save_revision().publish()
    assert told() == THERE
    setting = factories.private(section)
    assert told() == GONE
    setting.delete()
    assert told() == THERE
    mirrored.stored().move(Page.objects.get(pk=factories.home("Stray").pk), pos="last-child")
    assert (told(), mirrored.live_aliases()) == (GONE, 2)
    mirrored.stored().move(Page.objects.get(pk=english.news.pk), pos="last-child")
    assert told() == THERE


def test_kept_answers_end_when_what_an_alias_mirrors_expires(told, mirrored):
    mirrored.stored().save_revision().publish()
    NewsPage.objects.filter(pk__in=mirrored.aliases).update(expire_at=None)
    expiring = mirrored.stored()
    expiring.expire_at = soon = timezone.now() + timedelta(seconds=2)
    expiring.save()
    assert told() == THERE

    time.sleep(max(0, (soon - timezone.now()).total_seconds()) + 0.05)
    assert (told(), mirrored.live_aliases()) == (GONE, 2)
