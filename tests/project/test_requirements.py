"""The pinned dependencies: complete, verifiable, and silent about where they come from."""

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]
# What installs packages, and what lists them.
TOOLS = [ROOT / "deploy" / "uv.txt", ROOT / "deploy" / "sbom.txt"]
every_file = pytest.mark.parametrize("path", FILES + TOOLS, ids=["cms", "tests", "uv", "sbom"])


def pins(path):
    """What a file pins, by name: the version and how many hashes stand for it."""
    text = path.read_text().replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    found = {}
    for line in lines:
        match = re.match(r"([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", line)
        assert match, line
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}(?:\s|$)", line)
        found[match[1]] = (match[2], len(hashes))
    return found


@every_file
def test_every_dependency_is_pinned_with_hashes(path):
    found = pins(path)
    assert found
    assert {name for name, (_version, hashes) in found.items() if not hashes} == set()


@every_file
def test_names_no_place_to_get_it_from(path):
    text = path.read_text()
    assert "://" not in text
    assert not re.search(
        r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted)", text, re.MULTILINE
    )


def test_the_tests_run_on_what_is_delivered():
    delivered, tested = pins(FILES[0]), pins(FILES[1])
    assert {name: tested.get(name) for name in delivered} == delivered


def test_whatever_is_asked_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def names(requirements):
        return {re.match(r"[A-Za-z0-9.-]+", one)[0].lower() for one in requirements}

    assert names(project["dependencies"]) <= pins(FILES[0]).keys()
    assert names(project["optional-dependencies"]["test"]) <= pins(FILES[1]).keys()
