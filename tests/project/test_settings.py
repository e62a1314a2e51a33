"""Settings: read from the environment in one place, safe in production."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CMS = ROOT / "cms"
ENVIRONMENT = CMS / "settings" / "environment.py"
GIVEN = {
    "SECRET_KEY": "a-key-for-one-check-long-enough-and-of-many-different-letters-0123456789",
    "ALLOWED_HOSTS": "cms.example.org",
    "CMS_URL": "https://cms.example.org",
}


def variables():
    """The names of the variables that ``environment`` reads."""
    calls = (node for node in ast.walk(ast.parse(ENVIRONMENT.read_text())))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
    }


def manage(*arguments, tmp_path, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments, "--settings", "cms.settings.production"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "STATE_DIR": str(tmp_path)} | environment,
    )  # fmt: skip


def test_one_module_reads_the_environment():
    reading = re.compile(r"\benviron(?!ment)\b|\bgetenv\b")
    found = {
        (str(path.relative_to(ROOT)), line.strip())
        for path in CMS.rglob("*.py")
        if path != ENVIRONMENT
        for line in path.read_text().splitlines()
        if reading.search(line)
    }
    naming_the_settings = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", '
    assert {path for path, line in found if not line.startswith(naming_the_settings)} == set()


def test_the_readme_lists_every_variable():
    rows = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == variables()
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= variables()


def test_production_passes_the_checks_for_deployment(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "INFO", tmp_path=tmp_path, **GIVEN)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "System check identified no issues (2 silenced).\n",
        "",
    )


def test_an_answer_may_take_five_seconds_where_nothing_else_is_said(tmp_path):
    said = "from django.conf import settings; print(settings.GRAPHQL_SECONDS)"
    done = manage("shell", "--no-imports", "--command", said, tmp_path=tmp_path, **GIVEN)
    assert (done.returncode, done.stdout) == (0, "5.0\n")


@pytest.mark.parametrize("missing", sorted(GIVEN))
def test_production_does_not_start_without(missing, tmp_path):
    given = {name: value for name, value in GIVEN.items() if name != missing}
    done = manage("check", tmp_path=tmp_path, **given)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set the environment variable {missing}."
    )
