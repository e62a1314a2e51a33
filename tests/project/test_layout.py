"""Where things are: what a stranger may rely on when looking for something."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
CMS = ROOT / "cms"
TESTS = ROOT / "tests"
TOP_LEVEL = {
    "LICENSE", "Makefile", "README.md", "cms", "deploy", "frontend_contract", "manage.py",
    "pyproject.toml", "requirements.txt", "tests",
}  # fmt: skip
STATE = {"var", "node_modules"}
# At most so many modules and packages beside each other.
MOST_ROOMS = {"content": 15, "delivery": 19}
WORDS_WITHOUT_MEANING = {"base", "common", "core", "helpers", "lib", "misc", "utils"}


def packages_of(folder):
    return sorted(path.parent for path in folder.rglob("__init__.py") if path.parent != folder)


def test_nothing_new_stands_at_the_top():
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert names - STATE <= TOP_LEVEL


def test_the_readme_is_short_enough_to_be_read():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


def test_every_package_has_a_folder_of_tests():
    packages = {path.name for path in packages_of(CMS) if path.parent == CMS}
    tested_as_a_whole = {"settings"}
    with_tests = {path.parent.name for path in TESTS.glob("*/test_*.py")}
    assert packages - tested_as_a_whole <= with_tests


def test_no_package_hides_a_module_of_somebody_else():
    taken = set(sys.stdlib_module_names) | set(packages_distributions())
    folders = {path.name for path in TESTS.iterdir() if path.is_dir()}
    assert not folders & (taken - {"tests", "__pycache__"}) - {"__pycache__"}


def test_packages_and_modules_are_named_after_something():
    settings = CMS / "settings"
    names = {path.stem for path in CMS.rglob("*.py") if settings not in path.parents}
    names |= {path.name for path in packages_of(CMS)}
    assert not names & WORDS_WITHOUT_MEANING


@pytest.mark.parametrize(("package", "most"), MOST_ROOMS.items())
def test_a_package_has_no_more_rooms_than_one_can_look_through(package, most):
    rooms = {path.stem for path in (CMS / package).glob("*.py")} - {"__init__"}
    rooms |= {path.name for path in packages_of(CMS) if path.parent == CMS / package}
    assert len(rooms - {"migrations"}) <= most, sorted(rooms)


@pytest.mark.parametrize("package", packages_of(CMS), ids=lambda one: str(one.relative_to(CMS)))
def test_the_docstring_of_a_package_names_rooms_that_are_there(package):
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text())) or ""
    listed = re.findall(r"^[*-] ((?:``\w+``(?:, | and )?)+)", text, re.MULTILINE)
    named = {name for line in listed for name in re.findall(r"``(\w+)``", line)}
    there = {path.stem for path in package.iterdir()}
    assert named - there == set()
