"""Databases of their own for processes, and releases that come after this one."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from django.db import connection

import pytest

from tests.browser.running import ROOT
from tests.operation import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LATER = """
from importlib import import_module

from django.db import migrations, models


def change(apps, _editor):
    apps.get_model("news", "NewsPage").objects.update({change})


class Migration(migrations.Migration):
    dependencies = [("news", "{last}")]
    operations = [
        {operation},
        migrations.RunPython(change, migrations.RunPython.noop),
    ]
"""
_numbers = itertools.count(1)


@pytest.fixture
def empty_database(django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """Environment of processes with an empty database that this process doesn't use."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"upgraded_{os.getpid()}_{next(_numbers)}"
    with django_db_blocker.unblock():
        _run(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"}
        _run(f"DROP DATABASE {name} WITH (FORCE)")


def _run(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def later_release(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """A function that makes a release with one more migration of news; returns its environment.

    ``settings`` are those it adds itself to, ``operation`` is what the migration does to tables and
    ``change`` what it writes into each article.
    """

    def make(settings: str, *, operation: str, change: str) -> dict[str, str]:
        package = tmp_path / "later_news"
        package.mkdir()
        (package / "__init__.py").touch()
        names = sorted(path.stem for path in (ROOT / "cms/news/migrations").glob("[0-9]*.py"))
        for name in names:
            (package / f"{name}.py").write_text(
                "from importlib import import_module\n"
                f"Migration = import_module('cms.news.migrations.{name}').Migration\n"
            )
        later = _LATER.format(last=names[-1], operation=operation, change=change)
        (package / "9999_later.py").write_text(later)
        (tmp_path / "later_settings.py").write_text(
            f"from {settings} import *\nMIGRATION_MODULES = {{'news': 'later_news'}}\n"
        )
        return {"PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "later_settings"}

    return make


def upgrade(
    release: Path, state: Path, *options: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Upgrade from a kept release in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.releases.upgrading", str(release), *options],
        cwd=ROOT, env=processes.environment(state, **variables), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
