"""An upgrade from each release: every operation answers as before, and old code goes on meanwhile.

Each is upgraded to a release that comes after this one, so there is always something to migrate.
"""

from __future__ import annotations

import json
import threading
import time
import urllib.request
import zipfile
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from cms.backup.saving import ANSWERS, DOCUMENTS
from tests.browser.running import free_port
from tests.operation import processes
from tests.releases.conftest import upgrade
from tests.releases.keeping import SITE, releases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.every_database]
TEST, PRODUCTION = "cms.settings.test", "cms.settings.production"
# What may be done while old code serves.
ADDED = {
    "operation": 'migrations.AddField("newspage", "later", models.CharField(null=True))',
    "change": "later='later'",
}
# Old code knows nothing of the column and can't fill it; readers get another summary.
OWED = {
    "operation": 'migrations.AddField("newspage", "owed", models.IntegerField(default=1))',
    "change": "summary='Changed.'",
}
READERS = 2


@pytest.mark.parametrize("release", releases(), ids=lambda folder: folder.name)
def test_every_answer_is_the_same(release, tmp_path, empty_database, later_release):
    later = later_release(TEST, **ADDED)
    # Whoever skips releases stops all processes first.
    options = ["--old-code"] if release == releases()[-1] else []
    done = upgrade(release, tmp_path, *options, **empty_database, **later)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.one_database
def test_an_answer_that_differs_and_a_column_old_code_cannot_fill_are_named(
    tmp_path, empty_database, later_release
):
    later = later_release(TEST, **OWED)
    done = upgrade(releases()[-1], tmp_path, "--old-code", **empty_database, **later)
    assert done.returncode == 1, done.stderr
    said = done.stdout.splitlines()
    assert 'Route {"path": "/en/news/ovens/"} still finds PageRoute, with other content.' in said
    refused = "The release can't write into the present tables: news.NewsPage, rows "
    (sentence,) = [line for line in said if line.startswith(refused)]
    assert "owed" in sentence


def kept_questions() -> list[dict[str, Any]]:
    """Everything that was asked for the newest release, as a frontend sends it."""
    with zipfile.ZipFile(releases()[-1] / SITE) as file:
        texts = dict(json.loads(line) for line in file.open(DOCUMENTS))
        asked = [json.loads(line) for line in file.open(ANSWERS)]
    return [{"query": texts[one["operation"]], "variables": one["variables"]} for one in asked]


def answer(origin: str, question: dict[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json", "X-Forwarded-Proto": "https"}
    body = json.dumps(question).encode()
    request = urllib.request.Request(f"{origin}/graphql/", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read()


@contextmanager
def readers(origin: str, wanted: list[tuple[dict[str, Any], bytes]]) -> Iterator[list[str]]:
    """Ask one question after the other until the end; gives what went wrong, or differed."""
    wrong, ended, rounds = [], threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            for question, expected in wanted:
                try:
                    if answer(origin, question) != expected:
                        wrong.append(f"{question['variables']} is answered otherwise")
                except OSError as error:
                    wrong.append(f"{question['variables']}: {error}")
            rounds.append(len(wanted))

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield wrong
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert sum(rounds) >= READERS * len(wanted)


def is_served_by(origin: str, commit: str) -> bool:
    """Tell if a process of this commit answers, alone or as one of several."""
    told = (processes.asked(f"{origin}/health/ready?format=json")[2] for _ in range(20))
    return any(json.loads(one)["commit"] == commit for one in told)


def test_readers_notice_nothing_while_the_next_release_migrates_and_takes_over(
    tmp_path: Path, empty_database: dict[str, str], later_release: Any
):
    state = {name: tmp_path / name for name in ("old", "new")}
    for folder in state.values():
        folder.mkdir()
    variables = empty_database | {
        "KEPT_ANSWERS_MEGABYTES": "0", "GRANIAN_PORT": str(free_port()),
    }  # fmt: skip
    made = upgrade(
        releases()[-1], state["old"], "--leave", DJANGO_SETTINGS_MODULE=PRODUCTION, **variables
    )
    assert made.returncode == 0, made.stderr
    later = later_release(PRODUCTION, **ADDED) | variables | {"COMMIT": "next"}
    if not empty_database:
        later["DATABASE_URL"] = f"sqlite:///{state['old'] / 'newsroom.sqlite3'}"
    with ExitStack() as old:
        origin = old.enter_context(processes.web(state["old"], **variables))
        wanted = [(question, answer(origin, question)) for question in kept_questions()]
        with readers(origin, wanted) as wrong:
            migrated = processes.manage(state["old"], "migrate", **later)
            with processes.web(state["new"], **later):
                give_up_at = time.monotonic() + processes.START_SECONDS
                while not is_served_by(origin, "next"):
                    assert time.monotonic() < give_up_at
                old.close()
                for question, expected in wanted:
                    assert answer(origin, question) == expected, question["variables"]
                assert not is_served_by(origin, "")
                seen = list(wrong)
    assert "Applying news.9999_later... OK" in migrated.stdout, migrated.stderr
    assert len(wanted) > 50
    assert seen == []
