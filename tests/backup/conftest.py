"""A small site with something of everything, and a backup of it."""

from pathlib import Path

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

import pytest

from cms.content.images.making import make_all
from cms.delivery.change_feed import feed
from cms.news.models import NewsPage
from tests import factories, snapshots
from tests.backup.calling import backup
from tests.content.media.conftest import s3_store, s3_url
from tests.factories import Newsroom

__all__ = ["s3_store", "s3_url"]


@pytest.fixture
@snapshots.fixture
def page(chinese: Newsroom, english: Newsroom) -> NewsPage:
    """An article with an image and every block, its translation, a redirect, and a user."""
    return published_page(english)


def published_page(english: Newsroom) -> NewsPage:
    """The article, with its files where the settings say."""
    # A test that commits leaves an empty database to the next.
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    shown, offered = factories.image("Oven"), factories.document("Manual")
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    fields = {"lead_image": shown, "lead_image_alt": "An oven", "body": body}
    page = factories.news_page(english.news, "Über Öfen", slug="ovens", **fields)
    factories.translated(page, {"Über Öfen": "烤箱"})
    factories.translated(page, {page.summary: "摘要"}, engine="DeepL")
    page.save_revision(user=factories.administrator())
    make_all(shown)
    Redirect.objects.create(old_path="/en/stoves", redirect_page=page, is_permanent=True)
    feed.settle()
    return page


@pytest.fixture
def saved(page: NewsPage, tmp_path: Path) -> Path:
    """A backup of the site with the article."""
    path = tmp_path / "site.backup"
    backup(path)
    return path
