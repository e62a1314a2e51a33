"""Whether readers ever get an old answer: ``python -m tests.performance.exactness 1000 600``.

A small site is published in an empty database, that of ``DATABASE_URL`` or ``STATE_DIR``, and
served by two workers that keep answers. This process changes it, event by event, so many and no
longer than so many seconds, each in a transaction; readers in processes of their own ask all the
time. A reader that begins after a commit must get what was committed, or something newer: an older
answer is stale, and one that shows what is hidden has leaked. Ends with 1 if there was one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.performance.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from cms.news.models import NewsIndexPage, NewsPage
from cms.sitewide.models import Sitewide
from tests import factories
from tests.browser.running import free_port
from tests.performance.journal import HEADER, NUMBER, REDIRECT, Journal, name_of
from tests.performance.serving import granian

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.performance.journal import Seen

ARTICLES = 8
READERS = 4
_ALL, _ONE_LESS = (str(ARTICLES), ""), (str(ARTICLES - 1), "")


@dataclass
class World:
    """The site: its articles by translation key, and what readers may be told of it."""

    journal: Journal
    articles: dict[str, int] = field(default_factory=dict)
    indexes: list[int] = field(default_factory=list)
    header_pk: int = 0
    events: Counter[str] = field(default_factory=Counter)

    def now(self, key: str, language: str) -> Seen:
        """What readers see of an article."""
        return self.journal.things[name_of(key, language)].history[-1]


def build(journal: Journal) -> World:
    """A site with articles, all translated, in two lists."""
    world = World(journal)
    english = factories.newsroom()
    factories.in_chinese(english)
    press = factories.add(english.home, NewsIndexPage(title="Press", slug="press"))
    factories.translation(press, title="媒体")
    world.indexes = [english.news.pk, press.pk]
    for number in range(ARTICLES):
        add_article(world, number, 0)
    header = factories.sitewide(Site.objects.get(), organisation_name="Institute 0")
    world.header_pk = header.pk
    journal.write(thing=NUMBER, seen=_ALL)
    journal.write(thing=HEADER, seen=["Institute 0", ""])
    Redirect.objects.create(old_path="/en/old", redirect_link="/en/0/")
    journal.write(thing=REDIRECT, seen=["", "/en/0/"])
    return world


def add_article(world: World, number: int, stamp: int) -> None:
    """A published article and its translation."""
    index = NewsIndexPage.objects.get(pk=world.indexes[0])
    page = factories.news_page(index, f"News {number}.{stamp}", slug=f"news-{number}-{stamp}")
    chinese = factories.translation(page, title=f"新闻 {number}.{stamp}")
    key = str(page.translation_key)
    world.articles[key] = page.pk
    seen = [_seen(page), _seen(chinese)]
    transaction.on_commit(lambda: world.journal.write(article=key, seen=seen))


def _seen(page: Any) -> Seen:
    code = "zh-hans" if page.locale.language_code == "zh-hans" else "en"
    return page.title, f"/{code}/{'/'.join(page.url_path.split('/')[2:])}"


def happen(world: World, stamp: int, chance: random.Random) -> None:
    """Let one event happen, whichever it is."""
    name, event = chance.choice(EVENT_LIST)
    world.events[name] += 1
    event(world, stamp, chance)


def _change(world: World, seen: Mapping[str, Seen], act: Callable[[], object]) -> None:
    """Write down what will be seen, by the names of things, and commit."""
    for name, one in seen.items():
        world.journal.write(begun=name, seen=one)
    with transaction.atomic():
        act()
    for name in seen:
        world.journal.write(committed=name)


def _any(world: World, chance: random.Random) -> tuple[str, NewsPage]:
    key = chance.choice(sorted(world.articles))
    return key, NewsPage.objects.get(pk=world.articles[key])


def _publish(world: World, stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    _title, path = world.now(key, "en") or ("", "")
    page.title = f"News {stamp}"
    seen = {name_of(key, "en"): (page.title, path)}
    _change(world, seen, lambda: page.save_revision().publish())


def _translate(world: World, stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    chinese = NewsPage.objects.exclude(pk=page.pk).get(translation_key=page.translation_key)
    chinese.title = f"新闻 {stamp}"
    _title, path = world.now(key, "zh-Hans") or ("", "")
    seen = {name_of(key, "zh-Hans"): (chinese.title, path)}
    _change(world, seen, lambda: chinese.save_revision().publish())


def _rename(world: World, stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    page.slug = f"news-{stamp}"
    seen: dict[str, Seen] = {}
    for language in ("en", "zh-Hans"):
        title, path = world.now(key, language) or ("", "")
        seen[name_of(key, language)] = (title, f"{_parent_of(path)}{page.slug}/")
    _change(world, seen, lambda: page.save_revision().publish())


def _parent_of(path: str) -> str:
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def _move(world: World, _stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    title, path = world.now(key, "en") or ("", "")
    here = page.get_parent().pk
    target = NewsIndexPage.objects.get(pk=next(pk for pk in world.indexes if pk != here))
    path = f"/en/{target.slug}/{path.rstrip('/').rpartition('/')[2]}/"
    seen = {name_of(key, "en"): (title, path)}
    _change(world, seen, lambda: page.move(target, pos="last-child"))


def _delete(world: World, stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    _change(world, _nothing_of(key), page.delete)
    del world.articles[key]
    world.journal.write(gone=key)
    _change(world, {NUMBER: _ALL}, lambda: add_article(world, len(world.articles), stamp))


def _hide(world: World, _stamp: int, chance: random.Random) -> None:
    key, page = _any(world, chance)
    before = {name: world.journal.things[name].history[-1] for name in _nothing_of(key)}
    _change(world, _nothing_of(key), lambda: factories.private(page))
    time.sleep(0.02)
    _change(world, before, PageViewRestriction.objects.get(page=page).delete)


def _nothing_of(key: str) -> dict[str, Seen]:
    """What is seen while one article is hidden."""
    return {name_of(key, "en"): None, name_of(key, "zh-Hans"): None, NUMBER: _ONE_LESS}


def _listed_in(world: World, index: NewsIndexPage) -> list[str]:
    """The keys of the articles in a list."""
    pks = set(index.get_children().values_list("pk", flat=True))
    return [key for key, pk in world.articles.items() if pk in pks]


def _rename_list(world: World, stamp: int, chance: random.Random) -> None:
    """No article is touched, and all in the list get another address, in both languages.

    What was moved has its translation still where it was.
    """
    index = NewsIndexPage.objects.get(pk=chance.choice(world.indexes))
    index.slug = f"list-{stamp}"
    below = {str(page.translation_key) for page in _chinese_of(index).get_children()}
    seen: dict[str, Seen] = {}
    for language, prefix, keys in (
        ("en", "en", _listed_in(world, index)),
        ("zh-Hans", "zh-hans", sorted(below & world.articles.keys())),
    ):
        for key in keys:
            title, path = world.now(key, language) or ("", "")
            last = path.rstrip("/").rpartition("/")[2]
            seen[name_of(key, language)] = (title, f"/{prefix}/{index.slug}/{last}/")
    _change(world, seen, lambda: index.save_revision().publish())


def _hide_list(world: World, _stamp: int, chance: random.Random) -> None:
    """Hides the list in both languages, and what lies below it in one of them in the other, too.

    What was moved has its translation still where it was.
    """
    index = NewsIndexPage.objects.get(pk=chance.choice(world.indexes))
    below = {str(page.translation_key) for page in _chinese_of(index).get_children()}
    keys = {*_listed_in(world, index), *(below & world.articles.keys())}
    hidden: dict[str, Seen] = {NUMBER: (str(ARTICLES - len(keys)), "")}
    hidden |= {name_of(key, language): None for key in keys for language in ("en", "zh-Hans")}
    before = {name: world.journal.things[name].history[-1] for name in hidden}
    _change(world, hidden, lambda: factories.private(index))
    time.sleep(0.02)
    _change(world, before, PageViewRestriction.objects.get(page=index).delete)


def _chinese_of(index: NewsIndexPage) -> NewsIndexPage:
    translations = NewsIndexPage.objects.exclude(pk=index.pk)
    return translations.get(translation_key=index.translation_key)


def _head(world: World, stamp: int, _chance: random.Random) -> None:
    header = Sitewide.objects.get(pk=world.header_pk)
    header.organisation_name = f"Institute {stamp}"
    seen: dict[str, Seen] = {HEADER: (header.organisation_name, "")}
    _change(world, seen, lambda: header.save_revision().publish())


def _redirect(world: World, stamp: int, _chance: random.Random) -> None:
    redirect = Redirect.objects.get(old_path="/en/old")
    redirect.redirect_link = f"/en/{stamp}/"
    _change(world, {REDIRECT: ("", redirect.redirect_link)}, redirect.save)


EVENT_LIST: list[tuple[str, Callable[[World, int, random.Random], None]]] = [
    ("publish", _publish), ("translation", _translate), ("slug", _rename), ("move", _move),
    ("deletion", _delete), ("privacy", _hide), ("slug of a list", _rename_list),
    ("privacy of a list", _hide_list), ("snippet", _head), ("redirect", _redirect),
]  # fmt: skip


@contextmanager
def reading(journal: Path, origin: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Readers that ask until the journal says that it is over; ended by force if they don't."""
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.performance.readers", journal, origin, str(number)],
            cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )
        for number in range(READERS)
    ]  # fmt: skip
    try:
        yield readers
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()


def run(
    journal: Journal, events: int, seconds: float, chance: random.Random
) -> tuple[World, list[Any]]:
    """Let the events happen; the site, and what each reader has to say."""
    world = build(journal)
    stop_at = time.monotonic() + seconds
    own = {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    with (
        granian(free_port(), workers=2, threads=2, settings=own) as server,
        reading(journal.path, server.origin) as readers,
    ):
        for stamp in range(1, events + 1):
            happen(world, stamp, chance)
            is_late = time.monotonic() > stop_at
            if is_late or any(reader.poll() is not None for reader in readers):
                break
        journal.write(over=True)
        return world, [json.loads(reader.communicate(timeout=120)[0]) for reader in readers]


def main() -> int:
    """Run, print, and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("events", type=int, nargs="?", default=1000)
    parser.add_argument("seconds", type=float, nargs="?", default=3600)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    seed = random.randrange(2**32)
    begun_at = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal")
        world, told = run(journal, given.events, given.seconds, random.Random(seed))
    served: Counter[str] = sum((Counter(one["served"]) for one in told), Counter())
    faults = [fault for one in told for fault in one["faults"]]
    count, spent = world.events.total(), time.monotonic() - begun_at
    print(f"seed {seed}, {spent:.0f} s, {count} events: {dict(world.events)}")
    print(f"answers to {READERS} readers: {dict(served)}")
    print("\n".join(faults[:20]) or "None was stale, none has leaked.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
