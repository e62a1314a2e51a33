"""What ``make`` says where it can't go on, before it has changed anything."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.services import chromium, postgresql, programs, pythons, varnish

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()


@pytest.fixture
def checkout(tmp_path):
    """A checkout that was never set up."""
    (tmp_path / "tests").mkdir()
    for name in ("Makefile", "requirements.txt", "tests/requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make(checkout, *arguments):
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip


def python_that(checkout, script):
    path = checkout / "some-python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"PYTHON={path}"


@pytest.mark.parametrize("target", ["demo", "test"])
def test_says_that_there_is_no_python(checkout, target):
    done = make(checkout, target, "PYTHON=python-that-is-not-there")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(
        "Newsroom CMS needs Python 3.11 or newer, and there is no python-that-is-not-there here.\n"
        "Install it (Debian: python3 python3-venv), or name another with PYTHON=….\n"
    )
    assert not (checkout / ".venv").exists()


def test_says_that_python_is_too_old(checkout):
    old = python_that(checkout, '[ "$1" = -V ] && echo "Python 3.9.2" || exit 1')
    done = make(checkout, "demo", old)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.match(
        r"Newsroom CMS needs Python 3\.11 or newer; \S+/some-python is Python 3\.9\.2\.\n"
        r"Name another with PYTHON=…, for example: make PYTHON=python3\.12 demo\n",
        done.stderr,
    )
    assert not (checkout / ".venv").exists()


def test_says_which_package_virtual_environments_need(checkout):
    bare = python_that(
        checkout, 'case "$2" in *ensurepip*) exit 1;; *venv\\"*) echo python3.11-venv;; esac'
    )
    done = make(checkout, "demo", bare)
    assert done.returncode == 2
    assert re.match(
        r"\S+/some-python can't make virtual environments\.\n"
        r"Install the missing package \(Debian: python3\.\d+-venv\) and try again\.\n",
        done.stderr,
    )
    assert not (checkout / ".venv").exists()


def test_leaves_a_virtual_environment_of_an_older_python_alone(checkout):
    inside = checkout / ".venv" / "bin"
    inside.mkdir(parents=True)
    (inside / "python").write_text("#!/bin/sh\nexit 1\n")
    (inside / "python").chmod(0o755)
    done = make(checkout, "demo")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "The Python of .venv is older than 3.11 or doesn't start.\n"
        "Remove the folder .venv and try again.\n"
    )
    assert [path.name for path in inside.iterdir()] == ["python"]


def test_lists_every_target_that_is_for_people(checkout):
    done = make(checkout)
    listed = re.findall(r"^  ([a-z-]+) ", done.stdout, re.MULTILINE)
    phony = set(re.findall(r"^\.PHONY: (\S+)", MAKEFILE, re.MULTILINE))
    assert done.returncode == 0
    assert set(listed) == phony - {"forget", "python"}
    assert {"demo", "test", "lint", "types", "layers", "migrations"} <= set(listed)


def test_ci_does_what_make_test_and_the_topology_do_and_leaves_nothing_out():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[-1] == "exec make test topology </dev/null"
    assert any(line.startswith("export STRICT=1") for line in lines)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    ("strict", "code"), [({}, 0), ({"STRICT": "1"}, 1), ({"CI": "true"}, 1), ({"CI": "false"}, 0)]
)
@pytest.mark.parametrize(
    ("service", "search", "sentence"),
    [
        (
            postgresql,
            "folder_of_programs",
            "not run: PostgreSQL 15 is not installed (Debian: postgresql-15)\n",
        ),
        (chromium, "chromium", "not run: Chromium is not installed (Debian: chromium)\n"),
        (
            varnish,
            "varnishd",
            "not run: Varnish is not installed (Debian: varnish varnish-modules gcc)\n",
        ),
    ],
    ids=["postgresql", "chromium", "varnish"],
)
def test_names_a_missing_program_and_fails_only_where_nothing_may_be_left_out(
    monkeypatch, tmp_path, capsys, strict, code, service, search, sentence
):
    monkeypatch.chdir(tmp_path)
    for name in ("STRICT", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in strict.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(service, search, lambda: None)
    assert service.main(["true"]) == code
    assert capsys.readouterr().err == sentence
    assert (tmp_path / programs.NOT_RUN).read_text() == sentence


def test_names_a_missing_python_which_is_no_failure(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STRICT", "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert pythons.main([]) == 0
    said = capsys.readouterr().err
    named = re.findall(r"^not run: the tests on Python (\S+), which is neither", said, re.MULTILINE)
    assert named == ["3.12", "3.13"]
    assert (tmp_path / programs.NOT_RUN).read_text() == said


def test_finds_a_python_of_pyenv_that_can_make_environments(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    for version, code in (("3.12.0", 1), ("3.12.1", 0)):
        program = tmp_path / "versions" / version / "bin" / "python"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\nexit {code}\n")
        program.chmod(0o755)
    assert pythons.interpreter("3.12") == tmp_path / "versions/3.12.1/bin/python"
    assert pythons.interpreter("3.13") is None
