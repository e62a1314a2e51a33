"""Routes: all answers agree with the model, whatever has happened to the pages.

A history is a few steps of editors. Several are tried that begin alike and end otherwise, so that
what they have in common is done once. ``HISTORIES=50000`` tries so many others, by chance.
"""

import os
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as some
from hypothesis.configuration import set_hypothesis_home_dir

from cms.delivery.invalidation import search_index
from cms.news.models import NewsIndexPage
from tests import factories
from tests.api.histories import SLUGS, Site, Step, View, commit

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

HISTORIES = int(os.environ.get("HISTORIES", "0"))
LEAST = HISTORIES or 2000
ENDINGS = 16

set_hypothesis_home_dir(Path(django_settings.BASE_DIR) / ".cache" / "hypothesis")

steps = some.builds(
    Step,
    act=some.sampled_from(Site.ACTS * 3 + Site.RARE),
    page=some.integers(0, 4),
    place=some.integers(0, 1),
    slug=some.integers(0, len(SLUGS) - 1),
)
beginnings = some.lists(some.tuples(steps, some.booleans()), max_size=4)
endings = some.lists(steps, min_size=ENDINGS, max_size=ENDINGS, unique=True)


@pytest.fixture
def site(english: Any, chinese: Any) -> Site:
    """Two lists in two languages, and an article in both."""
    archive = factories.add(english.home, NewsIndexPage(title="Archive", slug="archive"))
    factories.translation(archive, title="存档")
    page = factories.news_page(english.news, slug="a")
    factories.translation(page, title="文章")
    for one in (english.legal, chinese.legal):
        one.delete()
    commit()
    return Site(factories.administrator())


def test_all_answers_agree_after_every_history(site: Site) -> None:
    count = 0
    start = View()
    start.look()
    start.check(before=None, with_build=True)

    @settings(
        max_examples=-(-LEAST // ENDINGS),
        deadline=None,
        database=None,
        derandomize=not HISTORIES,
        # What has failed is short, and is named.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(beginning=beginnings, last=endings)
    def tell(beginning: list[tuple[Step, bool]], last: list[Step]) -> None:
        nonlocal count
        with transaction.atomic():
            view = start.copy()
            view.look()
            for step, is_built in beginning:
                before = view.copy()
                site.do(step, view)
                view.look()
                if is_built:
                    view.check(before=before, with_build=True)
            for step in last:
                note(f"A history: {[*(one for one, _is_built in beginning), step]}")
                with transaction.atomic():
                    site.do(step, view)
                    ended = view.copy()
                    ended.look()
                    # A step that can't be done leaves what was there.
                    if (ended.rows, ended.private) != (view.rows, view.private):
                        ended.check(before=view, with_build=True)
                    transaction.set_rollback(True)
                count += 1
            transaction.set_rollback(True)

    # Neither finds what is at an address.
    with search_index.paused(), disable_reference_index_auto_update():
        tell()
    assert count >= LEAST
