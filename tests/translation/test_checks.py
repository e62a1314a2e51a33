"""Findings of the checks of translated texts, and texts without any."""

from __future__ import annotations

import pytest

from cms.demo import catalogue
from cms.translation.checks import findings
from cms.translation.checks.numbers import differing

pytestmark = pytest.mark.one_database

CHINESE = "zh-hans"

# A source and a translation that say the same numbers.
SAME = """
10 km | 10千米
10 km | 10公里
10 km | 1万米
5 kg | 5千克
5 kg | 5公斤
300 kWh | 300千瓦时
10 kV | 10千伏
44.1 kHz | 44.1千赫
100 MHz | 100兆赫
3 MW | 3兆瓦
3 MW | 3000千瓦
3 MW | 3000 kW
5 mm | 5毫米
0.5 mm | 0.5 毫米
20 °C | 20℃
20 °C | 20摄氏度
-20 degrees Celsius | 零下20度
50% | 百分之五十
50% | 百分之50
50 percent | 50%
50 per cent | ５０％
5‰ | 千分之五
5‰ | 千分之5
70% | 七成
70% | 7成
1.2 million cells | 120万个电池
120 million | 1.2亿
1.2 billion | 12亿
120 million people | 1亿2000万人
3 million kWh | 300万千瓦时
500 million kWh | 5亿千瓦时
10,000 visitors | 1万名访客
10 000 visitors | 1万名访客
10 000 visitors | 10000名访客
1.000.000 Besucher | 100万名访客
12,5 kg | 12.5公斤
1.234,56 Euro | 1234.56欧元
3,000 euros | 3千欧元
5,000 Swedish kronor | 5千克朗
１０，０００ visitors | 10,000
On 6 May 2024 | 2024年5月6日
06.05.2024 | 2024年5月6日
2024-05-06 | 2024年5月6日
May 6, 2024 | ２０２４年５月６日
in the 1990s | 20世纪90年代
in the 1990s | 二十世纪九十年代
2023–24 | 2023—2024年
5 pm | 17时
5:00 p.m. | 下午5点
17:00 | 下午5点
9:30 | 9点半
Q1 2024 | 2024年第1季度
ISO 9001 | ISO9001
ISO9001 | ISO 9001
ten kilometres | 10公里
10 kilometres | 十公里
10 kilograms | 十千克
twenty-five labs | 25个实验室
25 labs | 二十五个实验室
two hundred people | 200人
100 members | 一百名成员
more than 100,000 | 10多万
over 1 million | 100余万
10 m² | 10平方米
5 km2 | 5平方公里
120 km/h | 每小时120公里
33 m/s | 33米/秒
3 t | 3吨
3 kt | 3千吨
30,000 tonnes | 3万吨
5 MPa | 5兆帕
10 kPa | 10千帕
100 GB | 100吉字节
8 GB | 8 GB
2 TB | 2太字节
5 mAh | 5毫安时
4.7 kΩ | 4.7千欧
100 kN | 100千牛
half of it | 50%
a third of 3 labs | 3个实验室的三分之一
version 2.10.3 of IEC 62133-2 | IEC 62133-2 第2.10.3版
$10m | 1000万美元
US$3bn | 30亿美元
10k users | 1万用户
1,000 kWh | 1千千瓦时
15 minutes | 15分钟
90 minutes | 1.5小时
3 years | 3年
12 months | 12个月
6 months | 半年
2 weeks | 14天
tables 1, 2 and 3 | 表1、2和3
tables 1, 2 and 3 | 表1，2，3
5G network | 5G网络
3 percentage points | 3个百分点
25 basis points | 25个基点
10 kV transformer of 500 kVA | 500千伏安、10千伏变压器
10-km run | 10公里跑
10 kHz | 10千赫兹
1 million | 一百万
0.5 kg | 半千克
3,5 Millionen | 350万
10 KM | 10千米
100 Mbps | 100兆比特每秒
1 MWh | 1000度电
10 nm | 10奈米
7 days | 七天
5 ml | 5毫升
2 hectares | 2公顷
16 bit | 16位
10 trillion | 10兆
10 MB | 10兆
150 lux | 150勒克斯
10 000 km² | 1万平方公里
"""
# A source and a translation whose numbers differ.
OTHERS = """
10 km | 10000
10 000 | 10千米
10 km | 10米
10 km | 10,000千米
10 km | 100千米
5 kg | 5吨
50% | 50‰
50% | 百分之五
3 MW | 3毫瓦
3 mW | 3兆瓦
1.2 million cells | 12万
1,200 seats | 120
On 6 May 2024 | 2024年5月7日
12 halls | 有十三个展厅
10 kV | 10伏
300 kWh | 300兆瓦时
10,000 | 10
10 visitors | 10,000名
120 million | 12亿
100 million | 1000万
10,000 people | 1千人
5 pm | 18时
1.5 | 15
20 °C | 30℃
3 million kWh | 3百万兆瓦时
"""


def pairs(lines: str) -> list[tuple[str, str]]:
    split = (line.partition(" | ") for line in lines.strip().splitlines())
    return [(source, translation) for source, _bar, translation in split]


def codes(source: str, translation: str, code: str = CHINESE, most: int | None = None) -> list[str]:
    return [finding.code for finding in findings(source, translation, code, most)]


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


def test_numbers_are_the_same_however_they_are_written():
    alarms = {
        (source, translation): found
        for source, translation in pairs(SAME)
        if (found := [finding.message for finding in differing(source, translation, CHINESE, None)])
    }
    assert alarms == {}


def test_numbers_that_differ_are_found_whatever_their_units_are():
    assert [item for item in pairs(OTHERS) if not list(differing(*item, CHINESE, None))] == []


@pytest.mark.parametrize(
    ("source", "translation", "code"),
    [
        ("10,000.5 kg", "10.000,5 kg", "de"),
        ("10,000 visitors", "10 000 visiteurs", "fr"),
        ("12.5%", "12,5 %", "de"),
        ("1.2 million", "1,2 Millionen", "de"),
        ("3 million kWh", "3百萬瓩時", "zh-hant"),
        ("5 tonnes at 20 °C", "5公噸，攝氏20度", "zh-hant"),
        ("12 km", "١٢ كم", "ar"),
    ],
)
def test_each_language_writes_numbers_its_own_way(source, translation, code):
    assert list(differing(source, translation, code, None)) == []


def test_a_number_is_named_as_it_is_written():
    results = differing("It weighs 1,200 kg.", "重1200克。", CHINESE, None)
    assert [item.message for item in results] == [
        "Missing number: “1,200 kg”",
        "Number not in the source: “1200克”",
    ]
