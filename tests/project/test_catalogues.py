"""What the admin says in Chinese: a catalogue in each package that says something."""

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

from tests.services import messages

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "accounts", "content", "delivery", "desk", "home", "importing", "legal", "news", "operation",
    "sitewide", "translation",
)  # fmt: skip


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
    return ROOT / "cms" / package / messages.CATALOGUE


def test_every_package_that_says_something_has_a_catalogue():
    packages = {path.name for path in (ROOT / "cms").iterdir() if path.is_dir()}
    assert {one for one in packages if any(messages.texts(ROOT / "cms" / one))} == {*PACKAGES}


@pytest.mark.parametrize("package", PACKAGES)
def test_everything_is_translated(package):
    entries = catalogue(package)
    assert len(entries) > 10
    assert [entry.msgid for entry in entries if not entry.translated()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(package):
    known = {(entry.msgid, entry.msgid_plural) for entry in catalogue(package)}
    assert set(messages.texts(ROOT / "cms" / package)) ^ known == set(), "make messages"


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
    compiled = gettext.GNUTranslations(
        io.BytesIO((folder(messages.OTHERS) / f"{domain}.mo").read_bytes())
    )
    for entry in catalogue(messages.OTHERS, domain):
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


@pytest.fixture
def bakery(tmp_path):
    """A package with a catalogue, whose code has gone on since."""
    package = tmp_path / "bakery"
    place = package / messages.CATALOGUE
    place.mkdir(parents=True)
    (package / "blocks.py").write_text(
        'title = _("Bread")\ncount = ngettext("{count} roll", "{count} rolls", 2)\n_(title)\n'
    )
    (package / "oven.html").write_text(
        '{% trans "Hot" %}{% blocktrans trimmed %}\n  {{ share }} % done\n{% endblocktrans %}'
    )
    (place / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Stale"\nmsgstr "不新鲜"\n\nmsgid "Bread"\nmsgstr "面包"\n'
    )
    return package


def test_messages_brings_a_catalogue_up_to_date_and_asks_for_translations(bakery, capsys):
    path = bakery / messages.CATALOGUE / "django.po"

    assert messages.main(bakery.parent) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "bakery: - Stale",
        "bakery: + {count} roll",
        "bakery: + Hot",
        "bakery: + %(share)s %% done",
    ]
    assert printed.err == "3 texts have no translation yet.\n"
    found = polib.pofile(str(path))
    assert [(one.msgid, one.msgid_plural, chinese(one)) for one in found] == [
        ("Bread", "", "面包"),
        ("{count} roll", "{count} rolls", ""),
        ("Hot", "", ""),
        ("%(share)s %% done", "", ""),
    ]
    assert [one.msgid for one in polib.mofile(str(path.with_suffix(".mo")))] == ["Bread"]


def test_messages_leaves_what_is_up_to_date_as_it_is(bakery, capsys):
    messages.main(bakery.parent)
    path = bakery / messages.CATALOGUE / "django.po"
    translated = path.read_text().replace('msgid "Hot"\nmsgstr ""', 'msgid "Hot"\nmsgstr "热"')
    path.write_text(translated)
    capsys.readouterr()

    assert messages.main(bakery.parent) == 1
    assert capsys.readouterr().out == ""
    assert path.read_text() == translated
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    assert {one.msgid: one.msgstr for one in compiled} == {"Bread": "面包", "Hot": "热"}
