"""What the admin says in Chinese: a catalogue in each package that says something."""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "accounts", "content", "delivery", "home", "legal", "news", "operation", "sitewide",
    "translation",
)  # fmt: skip
FUNCTIONS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
IN_TEMPLATES = re.compile(r'{% trans "([^"]+)" %}')


def catalogue(package: str) -> polib.POFile:
    return polib.pofile(str(folder(package) / "django.po"))


def folder(package: str) -> Path:
    return ROOT / "cms" / package / "locale" / "zh_Hans" / "LC_MESSAGES"


def texts(package: str) -> Iterator[str]:
    """What the code of a package has translated."""
    for path in (ROOT / "cms" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in FUNCTIONS and isinstance(first, ast.Constant):
                    yield str(first.value)
    for path in (ROOT / "cms" / package).rglob("*.html"):
        yield from IN_TEMPLATES.findall(path.read_text())


def test_every_package_that_says_something_has_a_catalogue():
    packages = {path.name for path in (ROOT / "cms").iterdir() if path.is_dir()}
    assert {one for one in packages if any(texts(one))} == {*PACKAGES}


@pytest.mark.parametrize("package", PACKAGES)
def test_everything_is_translated(package):
    entries = catalogue(package)
    assert len(entries) > 10
    assert [entry.msgid for entry in entries if not entry.translated()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_the_code_is_in_the_catalogue(package):
    known = {entry.msgid for entry in catalogue(package)}
    assert sorted(set(texts(package)) - known) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_translations_have_the_same_places_to_fill(package):
    for entry in catalogue(package):
        said = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
        places = re.compile(r"{\w*}|%\(\w+\)s")
        assert set(places.findall(said)) == set(
            places.findall(entry.msgid_plural or entry.msgid)
        ), entry.msgid


@pytest.mark.parametrize("package", PACKAGES)
def test_the_compiled_catalogue_says_the_same(package):
    compiled = gettext.GNUTranslations(io.BytesIO((folder(package) / "django.mo").read_bytes()))
    for entry in catalogue(package):
        if entry.msgid_plural:
            said = compiled.ngettext(entry.msgid, entry.msgid_plural, 2)
            assert said == entry.msgstr_plural[0]
        else:
            assert compiled.gettext(entry.msgid) == entry.msgstr
