import pytest

from cms.localisation import tags

SITE = ["en", "zh-hans", "zh-hant"]


@pytest.mark.parametrize(
    ("code", "spelled"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("zh-hans", "zh-Hans"),
        ("ZH_HANT_hk", "zh-Hant-HK"),
        ("sr-latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
        ("en-x-US", "en-x-us"),
        ("de-DE-u-CO-phonebk", "de-DE-u-co-phonebk"),
    ],
)
def test_spells_a_tag_as_rfc_5646_recommends(code, spelled):
    assert tags.canonical(code) == spelled


@pytest.mark.parametrize(
    "tag",
    ["en", "zh-Hans", "zh-Hans-CN", "ZH-hant-tw", "es-419", "sl-rozaj-biske", "de-x-a-b", "yue"],
)
def test_takes_well_formed_tags(tag):
    assert tags.is_well_formed(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "", "-", "e", "en-", "-en", "en--gb", "zh_Hans", "en gb", "en;q=1", "../en", "中文",
        "zh-中文", "en\n", "en-x", "123", "abcdefghi", "e" * 36, "en-x-" + "-".join(["abcd"] * 7),
        "٣٣",
    ],
)  # fmt: skip
def test_refuses_malformed_tags(tag):
    assert not tags.is_well_formed(tag)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-US", "en"),
        ("en-Latn-US-x-twain", "en"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-cn", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-MY", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("zh-Hans-TW", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh-MO", "zh-hant"),
        ("zh-Hant-CN", "zh-hant"),
        ("fr", None),
        ("e", None),
        ("", None),
        ("zhx", None),
    ],
)
def test_looks_up_as_rfc_4647_says_with_script_before_region(asked, found):
    assert tags.lookup(asked, SITE) == found


@pytest.mark.parametrize("asked", ["zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-hant-tw"])
def test_never_gives_simplified_chinese_to_who_reads_traditional(asked):
    assert tags.lookup(asked, ["en", "zh-hans"]) is None


def test_never_gives_traditional_chinese_to_who_reads_simplified():
    assert tags.lookup("zh-CN", ["en", "zh-hant"]) is None


def test_prefers_the_region_where_there_is_one():
    assert tags.lookup("pt-BR", ["pt", "pt-br"]) == "pt-br"
    assert tags.lookup("pt-PT", ["pt", "pt-br"]) == "pt"


def test_finds_chinese_codes_that_name_a_region():
    assert tags.lookup("zh-TW", ["zh-cn", "zh-tw"]) == "zh-tw"
    assert tags.lookup("zh-Hant-TW", ["zh-cn", "zh-tw"]) == "zh-tw"


def test_shortens_past_the_singleton_of_an_extension():
    assert tags.lookup("de-u-co-phonebk", ["de-u", "de"]) == "de"


def test_returns_the_entry_as_it_was_given():
    assert tags.lookup("ZH-hans-CN", ["zh-Hans"]) == "zh-Hans"
