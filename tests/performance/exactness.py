"""Whether a reader ever gets an old answer: ``python -m tests.performance.exactness [EVENTS]``.

A small site is published in an empty database, that of ``DATABASE_URL`` or ``STATE_DIR``, and
served by two workers that keep answers. One process changes it, event by event, each in a
transaction; readers ask all the time. A reader that begins after a commit must get what was
committed, or something newer: an older answer is stale, and one that shows what is hidden has
leaked. Ends with 1 if there was one.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.performance.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from cms.news.models import NewsIndexPage, NewsPage
from cms.sitewide.models import Sitewide
from tests import factories
from tests.browser.running import free_port
from tests.performance.serving import granian

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = 1000
ARTICLES = 8
READERS = 4
QUESTIONS_A_CONNECTION = 25
SHOWN = """
query ($keys: [ID!]!, $language: String!) {
  pages(translationKeys: $keys, language: $language) { title path }
}
"""
LIST = """
query { news(language: "en", first: 100) { edges { node { title path } } } }
"""
NUMBER = """
query ($first: Int!) { news(language: "en", first: $first) { totalCount } }
"""
ROUTE = """
query ($path: String!) {
  route(path: $path) {
    __typename
    ... on PageRoute { page { title path } }
    ... on RedirectRoute { path }
  }
}
"""
HEADER = 'query { sitewide(language: "en") { organisation { name } } }'

# What a reader sees of a thing: its title and path, or nothing.
Seen = tuple[str, str] | None


@dataclass
class Thing:
    """Something readers see: all it was since the beginning, and which of that is committed.

    What an event makes of it is written down before the event, so an answer is known to be right
    as soon as it can be given.
    """

    history: list[Seen]
    committed: int = 0

    def allowed(self, since: int) -> list[Seen]:
        """What a reader may be told who began when ``since`` was committed."""
        return self.history[since:]


@dataclass
class Article:
    """An article in English and, as readers of Chinese see it, in Chinese."""

    pk: int
    key: str
    english: Thing
    chinese: Thing


@dataclass
class World:
    """The site, and what was found."""

    articles: list[Article] = field(default_factory=list)
    number: Thing = field(default_factory=lambda: Thing([(str(ARTICLES), "")]))
    header: Thing = field(default_factory=lambda: Thing([("Institute 0", "")]))
    redirect: Thing = field(default_factory=lambda: Thing([("", "/en/0/")]))
    indexes: list[int] = field(default_factory=list)
    header_pk: int = 0
    is_over: bool = False
    faults: list[str] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)


# The site and what happens to it


def build() -> World:
    """A site with articles, all translated, in two lists."""
    world = World()
    english = factories.newsroom()
    factories.in_chinese(english)
    press = factories.add(english.home, NewsIndexPage(title="Press", slug="press"))
    factories.translation(press, title="媒体")
    world.indexes = [english.news.pk, press.pk]
    for number in range(ARTICLES):
        add_article(world, number, 0)
    header = factories.sitewide(Site.objects.get(), organisation_name="Institute 0")
    world.header_pk = header.pk
    Redirect.objects.create(old_path="/en/old", redirect_link="/en/0/")
    return world


def add_article(world: World, number: int, stamp: int) -> Article:
    """A published article and its translation."""
    index = NewsIndexPage.objects.get(pk=world.indexes[0])
    page = factories.news_page(index, f"News {number}.{stamp}", slug=f"news-{number}-{stamp}")
    chinese = factories.translation(page, title=f"新闻 {number}.{stamp}")
    article = Article(
        page.pk,
        str(page.translation_key),
        Thing([_seen(page)]),
        Thing([_seen(chinese)]),
    )
    world.articles.append(article)
    return article


def _seen(page: Any) -> Seen:
    code = "zh-hans" if page.locale.language_code == "zh-hans" else "en"
    return page.title, f"/{code}/{'/'.join(page.url_path.split('/')[2:])}"


def happen(world: World, stamp: int, chance: random.Random) -> None:
    """Let one event happen, whichever it is."""
    name, event = chance.choice(EVENT_LIST)
    world.events[name] += 1
    event(world, stamp, chance)


def _change(things: list[tuple[Thing, Seen]], act: Callable[[], object]) -> None:
    """Write down what will be seen, and commit."""
    for thing, seen in things:
        thing.history.append(seen)
    with transaction.atomic():
        act()
    for thing, _seen_then in things:
        thing.committed = len(thing.history) - 1


def _any(world: World, chance: random.Random) -> tuple[Article, NewsPage]:
    article = chance.choice([one for one in world.articles if one.english.history[-1]])
    return article, NewsPage.objects.get(pk=article.pk)


def _translation(page: NewsPage) -> NewsPage:
    others = NewsPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return others.get()


def _publish(world: World, stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    _title, path = article.english.history[-1] or ("", "")
    page.title = f"News {stamp}"
    _change([(article.english, (page.title, path))], lambda: page.save_revision().publish())


def _translate(world: World, stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    chinese = _translation(page)
    chinese.title = f"新闻 {stamp}"
    _title, path = article.chinese.history[-1] or ("", "")
    _change([(article.chinese, (chinese.title, path))], lambda: chinese.save_revision().publish())


def _rename(world: World, stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    title, path = article.english.history[-1] or ("", "")
    page.slug = f"news-{stamp}"
    path = f"{path.rstrip('/').rpartition('/')[0]}/{page.slug}/"
    _change([(article.english, (title, path))], lambda: page.save_revision().publish())


def _move(world: World, _stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    title, path = article.english.history[-1] or ("", "")
    here = page.get_parent().pk
    target = NewsIndexPage.objects.get(pk=next(pk for pk in world.indexes if pk != here))
    path = f"/en/{target.slug}/{path.rstrip('/').rpartition('/')[2]}/"
    _change([(article.english, (title, path))], lambda: page.move(target, pos="last-child"))


def _delete(world: World, stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    fewer, all_of_them = _numbers(world)
    _change([(article.english, None), (article.chinese, None), fewer], page.delete)
    world.articles = [one for one in world.articles if one is not article]

    def add() -> None:
        added.append(add_article(world, len(world.articles), stamp))
        world.articles = [one for one in world.articles if one is not added[0]]

    added: list[Article] = []
    _change([all_of_them], add)
    world.articles = [*world.articles, *added]


def _hide(world: World, _stamp: int, chance: random.Random) -> None:
    article, page = _any(world, chance)
    before = article.english.history[-1], article.chinese.history[-1]
    fewer, all_of_them = _numbers(world)
    _change(
        [(article.english, None), (article.chinese, None), fewer],
        lambda: factories.private(page),
    )
    time.sleep(0.02)
    _change(
        [(article.english, before[0]), (article.chinese, before[1]), all_of_them],
        PageViewRestriction.objects.get(page=page).delete,
    )


def _numbers(world: World) -> list[tuple[Thing, Seen]]:
    """What is said of the list while one article is hidden, and when all are there."""
    return [(world.number, (str(number), "")) for number in (ARTICLES - 1, ARTICLES)]


def _head(world: World, stamp: int, _chance: random.Random) -> None:
    header = Sitewide.objects.get(pk=world.header_pk)
    header.organisation_name = f"Institute {stamp}"
    _change(
        [(world.header, (header.organisation_name, ""))], lambda: header.save_revision().publish()
    )


def _redirect(world: World, stamp: int, _chance: random.Random) -> None:
    redirect = Redirect.objects.get(old_path="/en/old")
    redirect.redirect_link = f"/en/{stamp}/"
    _change([(world.redirect, ("", redirect.redirect_link))], redirect.save)


EVENT_LIST: list[tuple[str, Callable[[World, int, random.Random], None]]] = [
    ("publish", _publish), ("translation", _translate), ("slug", _rename), ("move", _move),
    ("deletion", _delete), ("privacy", _hide), ("snippet", _head), ("redirect", _redirect),
]  # fmt: skip


# Readers


@dataclass
class Reader:
    """Somebody who asks again and again, and judges what comes back."""

    world: World
    origin: str
    chance: random.Random
    connection: HTTPConnection | None = None
    asked_count: int = 0

    def run(self) -> None:
        """Ask until it is over."""
        try:
            while not self.world.is_over:
                self.chance.choice(
                    (self.shown, self.shown, self.listed, self.counted, self.routed, self.others)
                )()
        except Exception as error:  # noqa: BLE001 - a reader that stops would find nothing more
            self.world.faults.append(f"{type(error).__name__}: {error}")

    def ask(self, document: str, **variables: Any) -> Any:
        """The data of an answer, by GET or by POST."""
        if self.connection is None or self.asked_count % QUESTIONS_A_CONNECTION == 0:
            self.connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=60)
        self.asked_count += 1
        if self.chance.random() < 0.7:
            given = {"query": document, "variables": json.dumps(variables)}
            self.connection.request("GET", "/graphql/?" + urlencode(given))
        else:
            body = json.dumps({"query": document, "variables": variables})
            self.connection.request("POST", "/graphql/", body, {"Content-Type": "application/json"})
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        self.world.served[response.getheader("Cache-Status", "").partition("; ")[2]] += 1
        if "errors" in answer:
            raise ValueError(answer["errors"])
        return answer["data"]

    def judge(self, what: str, seen: Seen, thing: Thing, since: int) -> None:
        """Write down an answer that was overtaken before it was asked for."""
        allowed = thing.allowed(since)
        if seen not in allowed:
            fault = "leaked" if seen and set(allowed) == {None} else "stale"
            self.world.faults.append(f"{fault}: {what} gives {seen} instead of {allowed}")

    def shown(self) -> None:
        """An article by its translation key, in English or Chinese."""
        article = self.chance.choice(self.world.articles)
        language = self.chance.choice(("en", "zh-Hans"))
        thing = article.english if language == "en" else article.chinese
        since = thing.committed
        found = self.ask(SHOWN, keys=[article.key], language=language)["pages"]
        seen = (found[0]["title"], found[0]["path"]) if found else None
        self.judge(f"pages in {language}", seen, thing, since)

    def listed(self) -> None:
        """All articles."""
        since = [(one, one.english.committed) for one in self.world.articles]
        edges = self.ask(LIST)["news"]["edges"]
        found = {(edge["node"]["title"], edge["node"]["path"]) for edge in edges}
        for article, committed in since:
            allowed = article.english.allowed(committed)
            seen = next((one for one in article.english.history if one in found), None)
            seen = next((one for one in allowed if one in found), seen)
            self.judge("news", seen, article.english, committed)

    def counted(self) -> None:
        """How many articles there are. Most answers are read anew, and what they count isn't."""
        since = self.world.number.committed
        news = self.ask(NUMBER, first=self.chance.randrange(100))["news"]
        self.judge("number of news", (str(news["totalCount"]), ""), self.world.number, since)

    def routed(self) -> None:
        """Whatever is at the address of an article."""
        thing = self.chance.choice(self.world.articles).english
        since = thing.committed
        asked = thing.history[since]
        if asked is None:
            return
        route = self.ask(ROUTE, path=asked[1])["route"]
        if route["__typename"] == "PageRoute":
            seen: Seen = (route["page"]["title"], route["page"]["path"])
            self.judge("route", seen, thing, since)
        elif all(one is not None and one[1] == asked[1] for one in thing.allowed(since)):
            self.world.faults.append(f"stale: route gives {route} instead of {asked}")

    def others(self) -> None:
        """The header, or what a redirect leads to."""
        since = self.world.header.committed
        name = self.ask(HEADER)["sitewide"]["organisation"]["name"]
        self.judge("sitewide", (name, ""), self.world.header, since)
        since = self.world.redirect.committed
        path = self.ask(ROUTE, path="/en/old/")["route"]["path"]
        self.judge("redirect", ("", path), self.world.redirect, since)


def main() -> int:
    """Run, print, and return the exit code."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    call_command("migrate", verbosity=0)
    world = build()
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    with granian(free_port(), workers=2, threads=2, settings={}) as server:
        readers = [
            threading.Thread(target=Reader(world, server.origin, random.Random(number)).run)
            for number in range(READERS)
        ]
        for thread in readers:
            thread.start()
        for stamp in range(1, events + 1):
            happen(world, stamp, chance)
            if world.faults:
                break
        world.is_over = True
        for thread in readers:
            thread.join()
    print(f"seed {seed}, events: {dict(world.events)}")
    print(f"answers: {dict(world.served)}")
    print("\n".join(world.faults[:20]) or "None was stale, none has leaked.")
    return 1 if world.faults else 0


if __name__ == "__main__":
    sys.exit(main())
