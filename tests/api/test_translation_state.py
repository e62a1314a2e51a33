"""Translation state for frontends."""

import pytest

from tests import factories

ROUTE = """
query State($path: String!) {
  route(path: $path) {
    ... on PageRoute { page { translation { state done total machineTranslatedShare } } }
  }
}
"""
LIST = """
query States { news(language: "en", first: 100) { edges { node { translation { state } } } } }
"""


def translation_at(ask, path):
    return ask(ROUTE, path=path).data["route"]["page"]["translation"]


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_tells_source_translation_and_alias_apart(ask, english, chinese):
    page = factories.news_page(english.news, "An article", slug="main")
    publish(page)
    other = factories.news_page(english.news, "Another", slug="other")
    publish(other)
    translated = factories.translation(page, title="文章", summary="摘要")
    factories.alias(other)
    total = translation_at(ask, "/en/news/main/")["total"]

    def expected(state, done):
        return {"state": state, "done": done, "total": total, "machineTranslatedShare": 0.0}

    assert total >= 2
    assert translation_at(ask, "/en/news/main/") == expected("SOURCE", total)
    assert translation_at(ask, "/zh-hans/news/main/") == expected("COMPLETE", total)
    assert translation_at(ask, "/zh-hans/news/other/") == expected("ALIAS", 0)
    page.refresh_from_db()
    publish(page, summary="In other words.")
    assert translation_at(ask, "/zh-hans/news/main/") == expected("STALE", total - 1)
    assert translated.live


def test_nothing_is_told_of_a_page_that_was_written_past_the_models(ask, english):
    factories.news_page(english.news, slug="main")
    assert translation_at(ask, "/en/news/main/") is None


@pytest.mark.one_database
@pytest.mark.parametrize("times", [1, 10])
def test_costs_one_query_for_all_pages(ask, english, times):
    for _ in range(3 * times):
        publish(factories.news_page(english.news))
    plain = ask(LIST.replace("translation { state }", "title"))
    answer = ask(LIST)
    states = [edge["node"]["translation"]["state"] for edge in answer.data["news"]["edges"]]
    assert states == ["SOURCE"] * 3 * times
    assert answer.query_count == plain.query_count + 1
