"""Mappings, dates and encodings as other sites write them."""

import json
from datetime import UTC, date, datetime

import pytest

from cms.importing.reading import dates, mapping
from cms.importing.reading.decoding import decoded
from tests.importing import seed_site

pytestmark = pytest.mark.one_database

RULE = '[[pages]]\nfiles = "*"\nlanguage = "en"\ntitle = "h1"\nbody = "main"\n'
TOP = 'url = "https://www.example.org"\n'


@pytest.fixture
def written(tmp_path):
    """Reads a mapping from a file."""

    def read(text, name="mapping.toml"):
        (tmp_path / name).write_text(text)
        return mapping.read(tmp_path / name)

    return read


def test_a_mapping_is_read_from_toml_and_json(written):
    found = written(seed_site.MAPPING)
    rule = found.rule("zh/news/x.html")
    content = {
        "url": "https://www.example.org", "pages": [
            {"files": "*.html", "language": "en", "title": "h1", "body": "main", "draft": True,
             "partner_path": ["en/", "zh/"]},
        ],
    }  # fmt: skip
    other = written(json.dumps(content), "mapping.json")

    assert (found.origin, found.url) == ("old-site", "https://www.example.org/")
    assert found.hosts == {"www.example.org", "example.org"}
    assert found.rule("en/index.html").kind == "skip"
    assert (rule.kind, rule.language, rule.language_at.attribute) == ("news", "", "lang")
    assert found.rule("elsewhere.html") is None
    assert (other.origin, other.rules[0].is_draft) == ("www.example.org", True)
    assert other.rules[0].partner_path == ("en/", "zh/")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there are no pages"),
        ("x =", "mapping.toml"),
        (RULE, "url must be"),
        ('url = "ftp://example.org"\n' + RULE, "url must be"),
        (TOP + "unknown = 1\n" + RULE, "unknown isn't known"),
        (TOP + RULE + 'colour = "red"\n', "page rule 1: colour isn't known"),
        (TOP + RULE.replace('"h1"', '"h1["'), "title isn't a CSS selector"),
        (TOP + RULE.replace('"h1"', "1"), "title must be a text"),
        (TOP + RULE.replace('title = "h1"\n', ""), "needs language, title and body"),
        (TOP + RULE + 'kind = "blog"\n', "kind is one of"),
        (TOP + RULE + 'ignore = ["p["]\n', "isn't a CSS selector"),
        (TOP + RULE + 'partner_path = ["en/"]\n', "partner_path must be two texts"),
    ],
)
def test_a_mapping_that_is_not_understood_is_refused(written, text, message):
    with pytest.raises(mapping.UnusableMapping, match=message.replace("[", r"\[")):
        written(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-12-30", date(2020, 12, 30)),
        ("2020-12-30T23:30:00-08:00", date(2020, 12, 30)),
        ("Published: 2020/1/5 09:00", date(2020, 1, 5)),
        ("发布时间：2020年12月30日", date(2020, 12, 30)),
        ("On December 30, 2020, CQC", date(2020, 12, 30)),
        ("30th Dec. 2020", date(2020, 12, 30)),
        ("Sept 1, 2020 and 2021-01-01", date(2020, 9, 1)),
        ("2020-13-40", None),
        ("No. 12020-12-301", None),
        ("Tomorrow", None),
        ("", None),
    ],
)
def test_dates_are_found_in_sentences(text, day):
    assert dates.day_in(text) == day


def test_a_date_may_be_written_in_a_form_of_its_own():
    assert dates.day_in("30.12.20", "%d.%m.%y") == date(2020, 12, 30)
    assert dates.day_in("2020-12-30", "%d.%m.%y") is None


def test_moments_need_a_time_zone():
    assert dates.moment_in("2020-12-30T09:00:00+08:00").astimezone(UTC).hour == 1
    assert dates.moment_in("2020-12-30T09:00:00") is None
    assert dates.utc_moment("2020-12-30 09:00:00") == datetime(2020, 12, 30, 9, tzinfo=UTC)
    assert dates.utc_moment("0000-00-00 00:00:00") is None


@pytest.mark.parametrize(
    ("content", "text", "fault"),
    [
        ("é中".encode(), "é中", ""),
        ("\ufeffé".encode(), "é", ""),
        ("é中".encode("utf-16"), "é中", ""),
        (b'<meta charset="gb2312">' + "镕".encode("gbk"), '<meta charset="gb2312">镕', ""),
        ("镕基".encode("gbk"), "镕基", ""),
        (b"charset=utf-8 \xff", "charset=utf-8 \ufffd", "1 characters aren't utf-8"),
        (b"charset=klingon x", "charset=klingon x", "the encoding klingon isn't known"),
        (b'<?xml encoding="ISO-8859-1"?>\xe9\x93', '<?xml encoding="ISO-8859-1"?>é“', ""),
    ],
)
def test_text_is_read_in_whatever_encoding(content, text, fault):
    found = decoded(content)
    assert (found.text, found.fault) == (text, fault)
