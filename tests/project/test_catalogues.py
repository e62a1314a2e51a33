"""What the admin says in Chinese: a catalogue in each package that says something."""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import translation

import polib
import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "accounts", "content", "delivery", "home", "legal", "news", "operation", "sitewide",
    "translation",
)  # fmt: skip
# Where what Wagtail and its parts leave in English is said in Chinese.
OTHERS = "localisation"
FUNCTIONS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
IN_TEMPLATES = re.compile(r'{% trans "([^"]+)" %}')


# What is the same in Chinese.
NAMES = {"PO", "XLIFF", "XLIFF 1.2", "Webhook", "Webhooks", "Wagtail API v3"}
# Words of ours that have one name: what an English text has, and what its Chinese one has then.
TERMS = (
    (r"\bout of date\b|\bstale\b", "需更新"),
    (r"\bprevailing language\b", "作准语言"),
    (r"\b(?:is|are) signed\b", "签名"),
    (r"\b[Dd]ocuments?\b(?! type)", "文档"),
    (r"\b[Ss]egments?\b", "句段"),
    (r"\bthe code “", "内联标记"),
    (r"\b(?:[Ii]ts|[Tt]heir) translations?\b", "译文"),
    (r"^Translations?$|\btranslation editor\b", "译文"),
    (r"\b[Ss]nippets?\b", "片段"),
    (r"\b[Ww]orkflows?\b", "工作流"),
)
REFUSED = re.compile(
    "(?<!表单)已过期|已过时|准据|签署|区域设置"  # other names for the same
    r"|[。，；：！？、] |[\u4e00-\u9fff] [\u4e00-\u9fff]"  # spaces of English
    r"|[\u4e00-\u9fff][,;!?](?!/)|[,;!?][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)|\.\.\."
)


def catalogue(package: str, domain: str = "django") -> polib.POFile:
    return polib.pofile(str(folder(package) / f"{domain}.po"))


def catalogues() -> Iterator[polib.POFile]:
    for path in sorted((ROOT / "cms").glob("*/locale/zh_Hans/LC_MESSAGES/*.po")):
        yield polib.pofile(str(path))


def chinese(entry: polib.POEntry | polib.MOEntry) -> str:
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


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


def test_terms_have_one_name_and_sentences_no_spaces_of_english():
    wrong = []
    for one in catalogues():
        for entry in one:
            said, source = chinese(entry), f"{entry.msgid} {entry.msgid_plural}".strip()
            wrong += [
                (source, term) for english, term in TERMS if lacks(source, english, said, term)
            ]
            wrong += [(source, found[0]) for found in [REFUSED.search(said)] if found]
            if said == entry.msgid and re.search("[a-z]", said) and said not in NAMES:
                wrong.append((source, "isn't translated"))
    assert wrong == []


def lacks(source: str, english: str, said: str, term: str) -> bool:
    return bool(re.search(english, source)) and term not in said


def test_what_others_leave_in_english_is_said_in_chinese():
    """Every text of what is installed, in the catalogue that comes with it or in ours."""
    missing = []
    for app in apps.get_app_configs():
        for domain in ("django", "djangojs"):
            theirs = Path(app.path) / "locale"
            english = theirs / "en" / "LC_MESSAGES" / f"{domain}.po"
            if app.name.startswith("cms.") or not english.exists():
                continue
            known = {entry.msgid for one in catalogues() for entry in one}
            compiled = theirs / "zh_Hans" / "LC_MESSAGES" / f"{domain}.mo"
            if compiled.exists():
                known |= {entry.msgid for entry in polib.mofile(str(compiled)) if chinese(entry)}
            missing += [
                (app.name, entry.msgid)
                for entry in polib.pofile(str(english))
                if not entry.obsolete and entry.msgid not in known
            ]
    assert missing == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_others_are_given_has_the_same_places_to_fill_and_is_compiled(domain):
    places = re.compile(r"{\w*}|%\(\w+\)[sd]|%[sd]|</?\w+|=\"[^\"]*\"")
    compiled = gettext.GNUTranslations(io.BytesIO((folder(OTHERS) / f"{domain}.mo").read_bytes()))
    for entry in catalogue(OTHERS, domain):
        said = chinese(entry)
        assert set(places.findall(said)) == set(places.findall(entry.msgid_plural or entry.msgid))
        many = compiled.ngettext(entry.msgid, entry.msgid_plural, 2)
        assert said == (many if entry.msgid_plural else compiled.gettext(entry.msgid))


def test_languages_have_names_in_chinese():
    with translation.override("zh-hans"):
        names = [str(name) for _code, name in settings.WAGTAIL_CONTENT_LANGUAGES]
    assert [name for name in names if re.search("[A-Za-z]", name)] == []
    assert "简体中文" in names
    with translation.override("en"):
        assert str(dict(settings.LANGUAGES)["zh-hans"]) == "Simplified Chinese"
