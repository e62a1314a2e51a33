"""What is striking about a translated text, and what isn't."""

from __future__ import annotations

import pytest

from cms.demo import catalogue
from cms.translation.checks import findings

pytestmark = pytest.mark.one_database

CHINESE = "zh-hans"


def codes(source: str, translation: str, code: str = CHINESE, most: int | None = None) -> list[str]:
    return [one.code for one in findings(source, translation, code, most)]


@pytest.mark.parametrize(
    ("source", "translation", "code", "expected"),
    [
        ("The lab opens in May.", "The lab opens in May.", CHINESE, ["left_over"]),
        ("Read how we test it.", "请看 how we test it 一文。", CHINESE, ["left_over"]),
        ("It has 12 halls.", "有十三个展厅。", CHINESE, ["numbers"]),
        ("It has 1,200 seats.", "有120个座位。", CHINESE, ["numbers", "numbers"]),
        ("On 6 May 2024", "2024年5月7日", CHINESE, ["numbers", "numbers"]),
        ("1.2 million cells", "12万个电池", CHINESE, ["numbers", "numbers"]),
        ("Write to a@example.org.", "请来信。", CHINESE, ["addresses"]),
        ("See https://example.org/a", "见 https://example.org/b", CHINESE, ["addresses"] * 2),
        ("Dear {name}", "尊敬的用户", CHINESE, ["placeholders"]),
        ('<a id="a1">Here</a>', "这里", CHINESE, ["tags"]),
        ("Here", "<b>这里</b>", CHINESE, ["tags"]),
        ("Good, better", "好,更好", CHINESE, ["punctuation"]),
        ("The end.", "完.", CHINESE, ["punctuation"]),
        ("The lab (closed)", "实验室(关闭)", CHINESE, ["punctuation"]),
        ("The lab", "实 验室", CHINESE, ["punctuation"]),
        ("The lab", "實驗室", CHINESE, ["mixed_scripts"]),
        ("The lab", "实驗室", "zh-hant", ["mixed_scripts"]),
        ("One two", "Eins  zwei", "de", ["blanks"]),
    ],
)
def test_finds(source, translation, code, expected):
    assert codes(source, translation, code) == expected


@pytest.mark.parametrize(
    ("source", "translation", "code"),
    [
        (
            "China Quality Certification Centre",
            "中国质量认证中心（China Quality Certification Centre）",
            CHINESE,
        ),
        ("On 6 May 2024", "2024年5月6日", CHINESE),
        ("On 6 May 2024", "二〇二四年五月六日", CHINESE),
        ("1,000 visitors", "1000名访客", CHINESE),
        ("1,000 visitors", "１０００名访客", CHINESE),
        ("1.2 million cells", "120万个电池", CHINESE),
        ("Three labs", "3个实验室", CHINESE),
        ("12 labs", "十二个实验室", CHINESE),
        ("From 9:30 to 17:00", "9:30至17:00", CHINESE),
        ("Version 2.10.3 of IEC 62133-2", "IEC 62133-2 第2.10.3版", CHINESE),
        ("Write to a@example.org.", "请写信至 a@example.org。", CHINESE),
        ("See https://example.org/a.", "见https://example.org/a。", CHINESE),
        ("<b>Dear</b> {name}", "<b>尊敬的</b>{name}", CHINESE),
        ("An <i>important</i> thing", "一件重要的事", CHINESE),
        ("Good, better", "好，更好", CHINESE),
        ("GB/T 31485 (2015)", "GB/T 31485 (2015)", CHINESE),
        ("After the emperor", "皇后之后，在里程碑里", CHINESE),
        ("After the empress", "皇后之後，台灣的里程碑", "zh-hant"),
        ("One  two", "Eins  zwei", "de"),
        ("Cookies", "Cookies", "fr"),
    ],
)  # fmt: skip
def test_is_quiet_about(source, translation, code):
    assert codes(source, translation, code) == []


def test_says_how_much_a_field_takes():
    assert codes("Text", "字" * 11, most=10) == ["length"]
    assert codes("Text", "字" * 10, most=10) == []


def test_the_demo_gives_no_alarm():
    """Its translations are what the checks have to be right about."""
    striking = {
        source: found
        for source, translation in catalogue.catalogue(CHINESE).items()
        if translation and (found := findings(source, translation, CHINESE))
    }
    assert striking == {}
