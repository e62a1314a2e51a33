"""The demo site from SQLite into the database of the tests and back, by files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from wagtail.models import Page

import pytest

from cms.backup import archive
from cms.backup.saving import KIND
from tests.backup.calling import backup, restore
from tests.browser.running import DATABASE
from tests.services.kept import load_demo
from tests.services.migrated import copy_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Manage = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Manage:
    """Runs commands of the CMS with a SQLite database of its own, that of the demo site."""
    state = tmp_path / "elsewhere"
    load_demo(state)

    def manage(*arguments: str) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "STATE_DIR": str(state),
        }
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    manage.state = state  # type: ignore[attr-defined]
    return manage


def tables_of(path: Path) -> dict[str, int]:
    with archive.reading(path, kind=KIND) as file:
        return file.manifest.rows


def test_the_demo_site_answers_the_same_in_each_database(elsewhere, tmp_path, files):
    there, here = tmp_path / "there.backup", tmp_path / "here.backup"
    elsewhere("backup", str(there))
    assert "Route was not asked" not in restore(there, "--replace", "--no-input")
    backup(here)
    assert tables_of(here) == tables_of(there)
    said = elsewhere("restore", str(here), "--replace", "--no-input")
    assert " answers compared, " in said
    assert "This database is what" in elsewhere("restore", str(there), "--compare")


# What ``loaddata`` itself changes on the way: builds are told of it.
FOLLOWING_A_LOAD = {"delivery.PendingChange", "delivery.PublicPage", "delivery.PublicSite"}
# What a migrated database had before, and the demo site has removed: ``loaddata`` removes nothing.
THERE_BEFORE = {"accounts.AuditEntry", "wagtailcore.GroupPagePermission", "wagtailcore.Page"}


@pytest.mark.one_database
def test_dumpdata_is_loaded_into_a_migrated_database(elsewhere, tmp_path):
    dump, state = tmp_path / "dump.json", elsewhere.state
    there, loaded = tmp_path / "there.backup", tmp_path / "loaded.backup"
    elsewhere("backup", str(there))
    elsewhere("dumpdata", "--output", str(dump))
    shutil.rmtree(state)
    state.mkdir()
    copy_to(state / DATABASE)
    elsewhere("loaddata", str(dump))
    elsewhere("backup", str(loaded))
    wanted, found = tables_of(there), tables_of(loaded)
    differing = {label for label in wanted if found[label] != wanted[label]}
    assert differing <= FOLLOWING_A_LOAD | THERE_BEFORE
    assert found["wagtailcore.Page"] == wanted["wagtailcore.Page"] + 1 > 80


def test_dumpdata_writes_the_database_of_the_tests(page, tmp_path):
    dump = tmp_path / "dump.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    dumped = {(one["model"], one["pk"]) for one in json.loads(dump.read_text())}
    pages = {("wagtailcore.page", pk) for pk in Page.objects.values_list("pk", flat=True)}
    assert pages <= dumped
