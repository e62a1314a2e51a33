"""Whatever changes an answer raises a tag of it: every event against every question."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction

import pytest

from cms.delivery.models import CacheTag
from cms.delivery.versions import content_version, lifetimes
from tests.delivery import questions
from tests.delivery import world as worlds
from tests.delivery.events import EVENTS, UNSEEN
from tests.delivery.world import World


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    # Kept by the number of a version that is now free again.
    lifetimes._cached.clear()


@dataclass(frozen=True)
class Outcome:
    """What an event did to answers, by the names of the questions.

    ``dropped`` are those that one of the tags raised belongs to, and ``purged`` those whose tags
    caches in front know; ``stale`` and ``unpurged`` have changed and are not among them.
    """

    dropped: set[str]
    purged: set[str]
    stale: set[str]
    unpurged: set[str]
    was_raised: bool
    has_changed: bool


Happen = Callable[[str], Outcome]


@pytest.fixture
def world(db: None) -> World:
    """The world before anything happens, its search index up to date."""
    built = worlds.build()
    call_command("update_index", verbosity=0)
    return built


@pytest.fixture
def happen(world: World, django_capture_on_commit_callbacks: Any) -> Happen:
    """Let one event happen and be undone."""
    asked = questions.of(world)
    before = {name: questions.ask(question) for name, question in asked.items()}

    def _happen(name: str) -> Outcome:
        version = _settled_version()
        # Wagtail keeps renditions there, those that were taken back as well.
        cache.clear()
        with undone():
            with django_capture_on_commit_callbacks(execute=True):
                EVENTS[name](world)
            was_raised = _settled_version() > version
            newer = CacheTag.objects.filter(version__gt=version)
            raised = set(newer.values_list("name", flat=True))

            def differs(one: str) -> bool:
                return before[one].differs(questions.ask(asked[one]))

            dropped = {one for one in before if before[one].tags & raised}
            purged = {one for one in before if before[one].public_tags & raised}
            changed = {one for one in before.keys() - (dropped & purged) if differs(one)}
            has_changed = bool(changed) or any(map(differs, sorted(dropped & purged)))
        return Outcome(
            dropped, purged, changed - dropped, changed - purged, was_raised, has_changed
        )

    return _happen


def _settled_version() -> int:
    """The version, numbered now where the database waits for the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS delivery_number_change IMMEDIATE")
            cursor.execute("SET CONSTRAINTS delivery_number_change DEFERRED")
    return content_version.current()


@pytest.mark.one_database
@pytest.mark.slow
def test_every_event_drops_the_answers_it_changes(happen: Happen, world: World):
    outcomes = {name: happen(name) for name in EVENTS}

    assert {name: one.stale for name, one in outcomes.items() if one.stale} == {}
    assert {name: one.unpurged for name, one in outcomes.items() if one.unpurged} == {}
    assert {name for name, one in outcomes.items() if not one.was_raised} == UNSEEN
    assert {name for name, one in outcomes.items() if not one.has_changed} == UNSEEN | {
        "image not in use deleted", "locale created", "privacy by password instead of a login",
    }  # fmt: skip
    # An edit concerns the article's own address; a new one the front page, too.
    other = world.page("other 1").url.split("localhost", 1)[1]
    assert routes_dropped_by(outcomes["publish"]) == {other}
    assert routes_dropped_by(outcomes["publish a new article"]) == {"/en/", "/en/news/new/"}
    # Lists with fallback show it in Chinese, too.
    chinese = {name for name in outcomes["publish"].dropped if "zh-Hans" in name}
    assert chinese == {"news zh-Hans"}


def routes_dropped_by(outcome: Outcome) -> set[str]:
    """The addresses that have to be asked for again."""
    return {name[6:] for name in outcome.dropped if name.startswith("Route ")}
