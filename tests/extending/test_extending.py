"""An organisation adds a type of pages by one setting, and the CMS knows nothing of it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cms.api.schema import schema

ROOT = Path(__file__).resolve().parents[2]
EVENTS = "tests.extending.events"


def environment():
    """The environment with the events, and with a database of its own."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    if "DATABASE_URL" in given:
        parts = urlsplit(given["DATABASE_URL"])
        given["DATABASE_URL"] = parts._replace(path=f"{parts.path}_extended").geturl()
    return given | {"EXTENSIONS": EVENTS}


def run(*arguments, **more):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, env=environment() | more,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.one_database
def test_the_tests_of_the_events_pass_where_they_are_switched_on():
    done = run("-m", "pytest", "tests/extending/events", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert re.search(r"^\d{2} passed", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.one_database
def test_nothing_of_them_is_there_without_the_setting():
    assert "EventPage" not in schema.graphql_schema.type_map
    assert "events" not in schema.graphql_schema.query_type.fields


@pytest.mark.one_database
def test_the_cms_does_not_know_them():
    sources = [path for path in (ROOT / "cms").rglob("*.py") if "migrations" not in path.parts]
    naming = re.compile(r"EventPage|EventIndexPage|eventpage|extending\.events|events\.models")

    assert [path for path in sources if naming.search(path.read_text())] == []


@pytest.mark.slow
@pytest.mark.one_database
def test_models_and_migrations_agree_with_the_setting(tmp_path):
    asked = ("makemigrations", "--check", "--dry-run", "--settings", "cms.settings.test")
    done = run("manage.py", *asked, STATE_DIR=str(tmp_path))

    assert (done.returncode, done.stdout) == (0, "No changes detected\n"), done.stderr


@pytest.mark.slow
@pytest.mark.one_database
def test_a_contract_is_written_with_them_into_a_folder_of_its_own(tmp_path):
    before = (ROOT / "frontend_contract" / "schema.graphql").read_bytes()
    write = ("manage.py", "write_contract", "--settings", "cms.settings.test")

    refused = run(*write, STATE_DIR=str(tmp_path))
    written = run(*write, "--to", str(tmp_path / "contract"), STATE_DIR=str(tmp_path))
    unchanged = run(*write, "--check", "--to", str(tmp_path / "contract"), STATE_DIR=str(tmp_path))

    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        "CommandError: With EXTENSIONS, name a folder of your own: --to FOLDER."
    )
    assert (written.returncode, unchanged.returncode) == (0, 0), written.stderr + unchanged.stderr
    text = (tmp_path / "contract" / "schema.graphql").read_text()
    assert "type EventPage implements Node & Page {" in text
    assert "type NewsPage implements Node & Page {" in text
    names = {path.stem for path in (tmp_path / "contract" / "operations").glob("*.graphql")}
    assert names >= {"Event", "EventList", "Route", "NewsList"}
    document = (tmp_path / "contract" / "operations" / "Event.graphql").read_text()
    for name in ("PageHead", "EventCard", "RenditionParts", "BodyBlock"):
        assert document.count(f"\nfragment {name} on ") == 1
    assert (ROOT / "frontend_contract" / "schema.graphql").read_bytes() == before
