import re
from collections import Counter
from datetime import date

import polib
import pytest

from cms.content.body.block_kinds import KINDS
from cms.demo import catalogue
from cms.demo.content import bulk, home, labels, legal, news, reusable
from cms.demo.content.parts import Entry, Picture
from cms.demo.documents import DOCUMENTS
from cms.demo.drawings import DRAWINGS
from cms.demo.tree import day

pytestmark = pytest.mark.one_database

HIDDEN = {news.DRAFT, news.SCHEDULED, news.PRIVATE, news.WITHDRAWN}
PUBLIC = [article for article in news.ALL if article.slug not in HIDDEN]
HAN = "\u4e00-\u9fff"


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return list(polib.pofile(catalogue.FOLDER / "zh-Hans.po"))


def test_there_is_enough_to_page_through() -> None:
    years = {day(article.publication_date).year for article in PUBLIC}
    categories = Counter(article.category for article in PUBLIC)

    assert len(PUBLIC) >= 26
    assert years == set(range(2019, 2027))
    assert len(categories) >= 5
    assert min(categories.values()) >= 2


def test_slugs_are_unique() -> None:
    slugs = [article.slug for article in news.ALL] + [notice.slug for notice in legal.NOTICES]

    assert len(slugs) == len(set(slugs))


def test_all_keys_lead_somewhere() -> None:
    slugs = set(news.BY_SLUG) | {notice.slug for notice in legal.NOTICES} | {"news", "legal"}
    bodies = [article.body for article in news.ALL] + [home.HOME.body]
    blocks = [block for body in bodies for block in body]
    words = repr(blocks) + repr(legal.NOTICES)

    assert set(re.findall(r'<a page="([^"]+)"', words)) <= slugs
    assert set(re.findall(r'<a document="([^"]+)"', words)) <= set(DOCUMENTS)
    assert {slug for article in news.ALL for slug in article.related} <= slugs
    assert set(home.HOME.chosen) <= slugs
    assert {article.category for article in news.ALL} == {one.slug for one in labels.CATEGORIES}
    assert {tag for article in news.ALL for tag in article.tags} == {
        one.slug for one in labels.TAGS
    }
    entries = {block.value.key for block in blocks if isinstance(block.value, Entry)}
    assert entries == reusable.TEXTS.keys() | reusable.PERSONS.keys()
    pictures = [one for block in blocks for one in _pictures(block.value)]
    assert {picture.key for picture in pictures} | {one.image for one in news.ALL} <= set(DRAWINGS)
    assert set(bulk.IMAGE_ALTS) <= set(DRAWINGS)


def test_the_demo_uses_every_kind_of_block() -> None:
    kinds = {block.kind for article in news.BY_SLUG.values() for block in article.body}

    assert kinds == KINDS.keys()
    assert {block.kind for block in news.BY_SLUG[news.MAIN].body} >= {"heading", "table", "embed"}


def test_the_main_article_tells_who_where_when_and_what_for() -> None:
    article = news.BY_SLUG[news.MAIN]
    words = repr(article)

    assert article.publication_date == date(2020, 12, 30)
    for fact in (
        "China Quality Certification Centre (CQC)",
        "National Automobile Quality Supervision and Test Center (Xiangyang)",
        "China Certification and Inspection Group (CCIC)",
        "30 December 2020",
        "Lu Mei",
        "Li Puming",
        "Product Certification Department III",
        "Wuhan branch",
        "Standard, Regulation and Technical Research Department",
        "research for new standards",
        "projects of government",
    ):
        assert fact in words


def test_persons_keep_their_latin_names_in_chinese(entries: list[polib.POEntry]) -> None:
    for name in ("Lu Mei", "Li Puming"):
        named = [entry for entry in entries if name in entry.msgid]
        assert named
        for entry in named:
            assert name in entry.msgstr


def test_every_entry_of_the_catalogue_is_translated_once(entries: list[polib.POEntry]) -> None:
    assert [entry.msgid for entry in entries if not entry.msgstr.strip()] == []
    assert len({entry.msgid for entry in entries}) == len(entries)
    assert [entry.msgid for entry in entries if entry.msgctxt or entry.fuzzy] == []


def test_translations_keep_the_inline_tags(entries: list[polib.POEntry]) -> None:
    for entry in entries:
        assert sorted(re.findall(r"<[^>]+>", entry.msgid)) == sorted(
            re.findall(r"<[^>]+>", entry.msgstr)
        ), entry.msgid


def test_chinese_is_punctuated_as_chinese(entries: list[polib.POEntry]) -> None:
    texts = [entry.msgstr for entry in entries]
    texts += [repr(bulk.wordings(number)[1]) for number in range(40)]
    for text in texts:
        assert not re.search(rf"[{HAN}](?:<[^>]+>)?[,.;:?!()](?![\w])", text), text
        assert not re.search(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", text), text


@pytest.mark.parametrize("number", [1, 2, 997, 123456])
def test_bulk_news_say_the_same_in_both_languages(number: int) -> None:
    english, chinese = bulk.wordings(number)

    assert [block.kind for block in english.body] == [block.kind for block in chinese.body]
    assert re.findall(r"\d+", english.summary) != []
    assert sorted(re.findall(r"\d+", english.summary)) == sorted(
        re.findall(r"\d+", chinese.summary)
    )
    assert len(english.summary) <= 400
    assert re.search(f"[{HAN}]", chinese.title)


def _pictures(value: object) -> list[Picture]:
    if isinstance(value, Picture):
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, Picture)]
    return []
