"""What one article leaves in place: of all that is kept of a site, only what it concerns goes."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from wagtail.models import Site

import pytest

from cms.delivery.response_cache.version_source import Django
from cms.delivery.response_cache.wsgi_middleware import ResponseCache
from cms.delivery.versions import lifetimes
from cms.demo import scale
from cms.news.models import NewsPage
from tests import factories
from tests.delivery.calling import Caller

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import Newsroom

pytestmark = pytest.mark.one_database

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"
ARTICLES = 120
LANGUAGES = ("en", "zh-Hans")
WORDS = ("kettles", "noise emission", "tyres", "durability", "轮胎", "噪声", "能耗", "台灯")
CATEGORIES = ("research", "standards", "services")
IN_CATEGORY = """query($language: String!, $category: String!) {
  news(language: $language, category: $category, first: 10) { edges { node { title path } } }
}"""
LEAST_KEPT_SHARE = 0.95


@dataclass
class Archive:
    """A site with many articles, and somebody who has everything of it kept."""

    caller: Caller
    english: Newsroom
    asked: dict[tuple[str, str], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def ask(self, operation: str, about: str, document: str = "", **variables: Any) -> Any:
        """Ask, and remember the question."""
        document = document or (OPERATIONS / f"{operation}.graphql").read_text()
        self.asked[operation, about] = (document, variables)
        reply = self.caller.get(query=document, variables=json.dumps(variables))
        assert "errors" not in reply.json
        self.kept[operation, about] = reply.content
        return reply.json["data"]

    def page_through(self, operation: str, name: str, language: str, first: int) -> list[Any]:
        """Ask for every page of a list; the nodes of them all."""
        nodes: list[Any] = []
        after = None
        while True:
            about = f"{language} after {len(nodes)}"
            data = self.ask(operation, about, language=language, first=first, after=after)[name]
            nodes += [edge["node"] for edge in data["edges"]]
            if not data["pageInfo"]["hasNextPage"]:
                return nodes
            after = data["pageInfo"]["endCursor"]

    def asked_of(self, operation: str, language: str) -> set[str]:
        """What one operation was asked about in a language."""
        return {
            about
            for name, about in self.asked
            if name == operation and about.partition(" ")[0] == language
        }

    def ask_again(self) -> Outcome:
        """Ask all questions once more."""
        outcome = Outcome()
        for name, (document, variables) in self.asked.items():
            reply = self.caller.get(query=document, variables=json.dumps(variables))
            if reply.content != self.kept[name]:
                outcome.changed.add(name)
            if not reply.cache.startswith("hit"):
                outcome.read_again.add(name)
        return outcome


@dataclass
class Outcome:
    """What an event did to answers, each by its operation and what it was asked about."""

    changed: set[tuple[str, str]] = field(default_factory=set)
    read_again: set[tuple[str, str]] = field(default_factory=set)

    def read_of(self, operation: str) -> set[str]:
        """What one operation was read again about."""
        return {about for name, about in self.read_again if name == operation}


@pytest.fixture
def archive(numbered: None, english: Newsroom, chinese: Newsroom) -> Archive:
    """The site, with every answer there is to the questions of the contract."""
    lifetimes._cached.clear()
    for slug in CATEGORIES:
        factories.translated(
            factories.category(slug.title(), slug=slug), {slug.title(): f"类别 {slug}"}
        )
    factories.tag("Testing")
    for number in range(3):
        factories.translation(factories.legal_notice(english.legal, slug=f"notice-{number}"))
    factories.sitewide(Site.objects.get(), organisation_name="Institute")
    scale.add_news(ARTICLES, report=lambda _count: None)
    application = get_wsgi_application()
    found = Archive(
        Caller(ResponseCache(application, path="/graphql/", source=Django(), most_bytes=10**9)),
        english,
    )
    _ask_everything(found)
    assert found.ask_again() == Outcome()
    return found


def _ask_everything(archive: Archive) -> None:
    for language in LANGUAGES:
        archive.ask("Home", language, language=language)
        archive.ask("Sitewide", language, language=language)
        archive.page_through("NewsList", "news", language, first=10)
        pages = archive.page_through("Sitemap", "sitemap", language, first=50)
        for page in pages:
            archive.ask("Route", page["path"], path=page["path"])
        keys = [page["translationKey"] for page in pages]
        for start in range(0, len(keys), 8):
            chosen = keys[start : start + 8]
            archive.ask(
                "Favorites", f"{language} {start}", language=language, translationKeys=chosen
            )
        for word in WORDS:
            archive.ask("Search", f"{language} {word}", language=language, query=word, first=10)
        for number in range(3):
            slug = f"notice-{number}"
            archive.ask("LegalNotice", f"{language} {slug}", language=language, slug=slug)
        for category in CATEGORIES:
            archive.ask(
                "category", f"{language} {category}", IN_CATEGORY,
                language=language, category=category,
            )  # fmt: skip


def share_kept(archive: Archive, outcome: Outcome) -> float:
    """The share of the answers that didn't change that were served from where they were kept."""
    unrelated = archive.asked.keys() - outcome.changed
    return len(unrelated - outcome.read_again) / len(unrelated)


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Tell whoever runs the tests what was measured."""

    def write(text: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n  {text}\n")

    return write


def test_an_edit_leaves_what_is_unrelated(archive: Archive, say: Callable[[str], None]):
    page = NewsPage.objects.filter(locale__language_code="en").order_by("pk")[ARTICLES // 2]
    page.summary = "Otherwise than before."
    page.save_revision().publish()
    outcome = archive.ask_again()

    share = share_kept(archive, outcome)
    say(f"an edit: {share:.1%} of {len(archive.asked)} answers that didn't change stayed")
    assert outcome.changed <= outcome.read_again
    assert share >= LEAST_KEPT_SHARE
    assert outcome.read_of("Route") == {
        f"/{language}/news/{page.slug}/" for language in ("en", "zh-hans")
    }
    # The pages of lists that show it, and in its language all searches and the whole sitemap.
    assert {name for name, about in outcome.read_again if about.startswith("zh-Hans")} <= {
        "NewsList", "Favorites",
    }  # fmt: skip
    assert len(outcome.read_of("NewsList")) == len(outcome.read_of("Favorites")) == 2
    assert outcome.read_of("Search") == {f"en {word}" for word in WORDS}
    assert outcome.read_of("Sitemap") == archive.asked_of("Sitemap", "en")
    for untouched in ("Home", "Sitewide", "LegalNotice", "category"):
        assert outcome.read_of(untouched) == set()


def test_a_new_article_leaves_what_is_unrelated(archive: Archive, say: Callable[[str], None]):
    archive.ask("Route", "/en/news/new/", path="/en/news/new/")
    page = factories.news_page(archive.english.news, "New", slug="new", live=False)
    assert archive.ask_again() == Outcome()
    page.save_revision().publish()
    outcome = archive.ask_again()

    share = share_kept(archive, outcome)
    say(f"a new article: {share:.1%} of {len(archive.asked)} answers that didn't change stayed")
    assert outcome.changed <= outcome.read_again
    assert share >= LEAST_KEPT_SHARE
    assert outcome.read_of("Route") == {"/en/", "/en/news/new/"}
    assert {about for _, about in outcome.read_again if about.startswith("zh-Hans")} == set()
    for everything in ("NewsList", "Search", "Sitemap", "category", "Home"):
        assert outcome.read_of(everything) == archive.asked_of(everything, "en")
    for untouched in ("Sitewide", "LegalNotice", "Favorites"):
        assert outcome.read_of(untouched) == set()
