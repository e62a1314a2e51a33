"""A backup of a small site, put back into another database of the same process."""

import shutil
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision

import pytest

from cms.backup import archive, rows, sequences, tables
from cms.content.images.making import make_all
from cms.delivery.change_feed import feed
from cms.delivery.models import ContentVersion, Outbox, PublicSite, RaisedTags
from cms.delivery.versions import content_version
from cms.news.models import NewsPage
from tests import factories
from tests.factories import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


def backup(path: Path) -> str:
    """Write a backup, and return what was printed."""
    out = StringIO()
    call_command("backup", str(path), stdout=out)
    return out.getvalue()


def restore(path: Path, *options: str) -> str:
    """Restore a backup, and return what was printed."""
    out = StringIO()
    call_command("restore", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def page(chinese: Newsroom, english: Newsroom) -> NewsPage:
    """An article with an image and every block, its translation, a redirect, and a user."""
    shown, offered = factories.image("Oven"), factories.document("Manual")
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    page = factories.news_page(english.news, "Über Öfen", slug="ovens", image=shown, body=body)
    factories.translated(page, {"title": "烤箱"}).save_target(publish=True)
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


def contents() -> dict[str, Any]:
    """Every saved row of the database, as it is in a file."""
    with transaction.atomic():
        return {model._meta.label: list(rows.read(model)) for model in tables.saved()}


def without_identity(found: dict[str, Any]) -> dict[str, Any]:
    """What of the rows is the same after a restore."""
    return {label: rows for label, rows in found.items() if label != "delivery.PublicSite"}


def empty(files: Path) -> None:
    """Leave a database as after ``migrate``, whose types have other ids, and no file."""
    call_command("flush", interactive=False, inhibit_post_migrate=True)
    call_command("migrate", verbosity=0)
    shutil.rmtree(f"{files}_private")
    shutil.rmtree(files)


def test_everything_is_back_with_its_ids(saved, files):
    before = contents()
    last_ids = sequences.last_ids(tables.saved())
    empty(files)
    restore(saved)
    assert without_identity(contents()) == without_identity(before)
    assert sequences.last_ids(tables.saved()) == last_ids
