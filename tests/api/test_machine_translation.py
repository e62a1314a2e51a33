"""Labels of what a machine translated and nobody has confirmed, as frontends get them."""

import json
from datetime import UTC, datetime

import pytest
from wagtail_localize.models import StringTranslation

from tests import factories

ROUTE = """
query Label($path: String!) {
  route(path: $path) {
    ... on PageRoute { page {
      seo { jsonLd }
      translation { machineTranslation {
        isPartial engines translatedAt parts { field blockId engine translatedAt }
      } }
      ... on NewsPage { body { ... on RichTextBlock { id } } }
    } }
  }
}
"""
LIST = """
query Labels {
  news(language: "zh-Hans", first: 100) {
    edges { node { title translation { machineTranslation { parts { field } } } } }
  }
}
"""
PATH = "/zh-hans/news/main/"


@pytest.fixture
def article(english, chinese):
    page = factories.news_page(
        english.news, "An article", slug="main", body=[factories.rich_text("<p>One.</p>")]
    )
    page.save_revision().publish()
    return page


@pytest.fixture
def translate(article, django_capture_on_commit_callbacks):
    def run(texts, engine=""):
        factories.translated(article, texts, engine=engine)
        made = StringTranslation.objects.filter(translation_type="machine")
        made.update(updated_at=datetime(2026, 5, 3, tzinfo=UTC))
        with django_capture_on_commit_callbacks(execute=True):
            factories.translated(article, {})

    return run


def page_at(ask, path=PATH):
    page = ask(ROUTE, path=path).data["route"]["page"]
    graph = json.loads(page["seo"]["jsonLd"])["@graph"]
    keys = "digitalSourceType", "creditText"
    labels = [tuple(node[key] for key in keys) for node in graph if keys[0] in node]
    return page["translation"]["machineTranslation"], labels, page.get("body")


def test_a_page_names_its_engine_day_and_parts(ask, translate, settings):
    translate({"An article": "文章", "In short.": "摘要"})
    assert page_at(ask)[:2] == (None, [])
    translate({"One.": "一。"}, "DeepL")
    label, in_json_ld, (block,) = page_at(ask)
    at = "2026-05-03T00:00:00+00:00"
    part = {"field": "body", "blockId": block["id"], "engine": "DeepL", "translatedAt": at}
    assert label == {
        "isPartial": True, "engines": ["DeepL"], "translatedAt": at, "parts": [part],
    }  # fmt: skip
    assert in_json_ld == [
        (
            "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
            "Machine translation, not reviewed: DeepL, 2026-05-03",
        )
    ]
    assert page_at(ask, "/en/news/main/")[:2] == (None, [])
    settings.MACHINE_TRANSLATION_LABELS = False
    assert page_at(ask)[:2] == (None, [])


def test_a_page_that_a_machine_wrote_whole_says_so(ask, translate):
    translate({"An article": "文章", "In short.": "摘要", "One.": "一。"}, "OpenCC")
    label, ((source_type, _credit),), _body = page_at(ask)
    assert label["isPartial"] is False
    assert [part["field"] for part in label["parts"]] == ["title", "summary", "body"]
    assert source_type == "https://schema.org/AlgorithmicMediaDigitalSource"


def test_a_page_that_is_no_work_is_labelled_as_a_web_page(ask, english, chinese, translate):
    home = english.home
    factories.translated(home, {home.title: "首页"}, engine="DeepL")
    home.save_revision().publish()
    chinese_home = home.get_translation(chinese.home.locale)
    chinese_home.save_revision().publish()
    label, ((source_type, _credit),), _body = page_at(ask, "/zh-hans/")
    assert [part["field"] for part in label["parts"]] == ["title"]
    assert source_type.endswith("TrainedAlgorithmicMediaDigitalSource")


def test_a_list_names_them_in_the_query_of_its_states(ask, translate):
    translate({"An article": "文章"}, "DeepL")
    answer = ask(LIST)
    plain = ask(LIST.replace("machineTranslation { parts { field } }", "state"))
    (edge,) = answer.data["news"]["edges"]
    assert edge["node"]["translation"]["machineTranslation"]["parts"] == [{"field": "title"}]
    assert answer.query_count == plain.query_count
