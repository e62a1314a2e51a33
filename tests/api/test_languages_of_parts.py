"""Parts of a page in another language say so, and headings are named alike in all languages."""

import pytest

from cms.content.body.rich_text.schema import json_schema
from tests import factories, snapshots
from tests.content.body.json_schema import errors

PAGE = """
query ($path: String!) {
  route(path: $path) {
    ... on PageRoute {
      page {
        contentLanguage
        ... on NewsPage {
          body {
            __typename
            ... on HeadingBlock { id anchor lang dir text }
            ... on RichTextBlock { lang dir richText { html text markdown document } }
            ... on QuoteBlock { lang dir }
            ... on EmbedBlock { lang dir }
          }
        }
      }
    }
  }
}
"""
TEXTS = {"An article": "文章", "In short.": "摘要", "One &amp; only.": "一。", "Said.": "说。"}


@pytest.fixture
@snapshots.fixture
def partial(english, chinese, django_capture_on_commit_callbacks):
    """An article in English, and in Chinese with some texts missing."""
    page = factories.news_page(
        english.news,
        slug="main",
        body=[
            factories.heading("A heading"),
            factories.rich_text("<p>One &amp; only.</p><ul><li>Two <b>bold</b>.</li></ul>"),
            factories.rich_text("<p>Three.</p><p>Four.</p>"),
            factories.block("quote", {"quote": "Said.", "attribution": "Somebody"}),
            factories.block("embed", {"url": "https://example.com/", "title": "Film"}),
        ],
    )
    page.save_revision().publish()
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(page, TEXTS)
    return page


def page_at(ask, path):
    return ask(PAGE, path=path).data["route"]["page"]


def test_blocks_say_in_which_language_they_are(ask, partial):
    source, translated = page_at(ask, "/en/news/main/"), page_at(ask, "/zh-hans/news/main/")

    assert [block["lang"] for block in source["body"]] == ["en"] * 5
    assert translated["contentLanguage"] == "zh-Hans"
    assert [block["lang"] for block in translated["body"]] == [
        "en", "zh-Hans", "en", "zh-Hans", "en",
    ]  # fmt: skip
    assert {block["dir"] for block in source["body"] + translated["body"]} == {"LTR"}


def test_so_do_paragraphs_of_a_text(ask, partial):
    text = page_at(ask, "/zh-hans/news/main/")["body"][1]["richText"]
    of_source = page_at(ask, "/en/news/main/")["body"][1]["richText"]

    assert text["html"] == ('<p>一。</p><ul><li lang="en" dir="ltr">Two <b>bold</b>.</li></ul>')
    first, listed = text["document"]["children"]
    assert first == {"type": "paragraph", "children": [{"type": "text", "value": "一。"}]}
    paragraph = listed["children"][0]["children"][0]
    assert (paragraph["lang"], paragraph["dir"]) == ("en", "ltr")
    assert errors(text["document"], json_schema()) == []
    assert "lang" not in str(of_source)


def test_a_text_translated_later_is_no_longer_marked(
    ask, partial, django_capture_on_commit_callbacks
):
    rest = {"A heading": "标题", "Three.": "三。", "Four.": "四。", "Film": "影片"}
    rest["Two <b>bold</b>."] = "二<b>粗</b>。"
    rest["Somebody"] = "某人"
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(partial, TEXTS | rest)

    translated = page_at(ask, "/zh-hans/news/main/")
    assert {block["lang"] for block in translated["body"]} == {"zh-Hans"}
    assert "lang=" not in str(translated)


def test_cells_of_a_table_say_it_where_nothing_else_is_asked(
    ask, english, chinese, django_capture_on_commit_callbacks
):
    table = factories.table(("Fee", "Days"), caption="")
    page = factories.news_page(english.news, slug="main", body=[table])
    page.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(page, {"An article": "文章", "Fee": "费用"})

    document = """
    query ($path: String!) {
      route(path: $path) {
        ... on PageRoute {
          page { ... on NewsPage { body { ... on TableBlock { rows { cells { text lang } } } } } }
        }
      }
    }
    """
    (block,) = ask(document, path="/zh-hans/news/main/").data["route"]["page"]["body"]
    assert block["rows"] == [
        {"cells": [{"text": "费用", "lang": "zh-Hans"}, {"text": "Days", "lang": "en"}]}
    ]


def test_a_page_that_stands_in_is_in_the_language_of_its_source(ask, english, chinese):
    page = factories.news_page(english.news, slug="main", body=[factories.heading("A heading")])
    factories.alias(page)

    found = page_at(ask, "/zh-hans/news/main/")
    assert (found["contentLanguage"], found["body"][0]["lang"]) == ("en", "en")


def test_a_heading_is_named_alike_in_all_languages(ask, partial):
    source, translated = (
        page_at(ask, f"/{code}/news/main/")["body"][0] for code in ("en", "zh-hans")
    )

    assert source["anchor"] == translated["anchor"]
    assert source["anchor"].startswith("section-")
    assert source["id"] != translated["id"]
