"""The lists of the admin in which editors find news and what sorts them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest


def _titles(editor, **query):
    response = editor.get("/admin/articles/", query)
    assert response.status_code == 200
    return [page.title for page in response.context_data["object_list"]]


def test_articles_of_all_languages_stand_in_one_list_latest_first(newsroom, translate, editor):
    newsroom.article("Older", publication_date="2020-01-01")
    labs = newsroom.category("Labs")
    translate(newsroom.article("Newer", category=labs), newsroom.zh)
    titles = _titles(editor)
    assert (set(titles[:2]), titles[2:]) == ({"Newer", "译Newer"}, ["Older"])
    assert _titles(editor, language=newsroom.en.pk) == ["Newer", "Older"]
    assert _titles(editor, language=newsroom.en.pk, category=labs.pk) == ["Newer"]


def test_categories_of_all_articles_are_read_together(newsroom, editor):
    for number in range(5):
        newsroom.article(f"Article {number}", category=newsroom.category(f"C{number}"))
    with CaptureQueriesContext(connection) as queries:
        _titles(editor)
    of_categories = [one for one in queries if 'FROM "news_newscategory"' in one["sql"]]
    # One for the column and one for the choices of the filter.
    assert len(of_categories) == 2


@pytest.mark.parametrize("model", ["newscategory", "newstag"])
def test_terms_are_found_by_name(newsroom, editor, model):
    (newsroom.category if model == "newscategory" else newsroom.tag)("Labs")
    response = editor.get(f"/admin/snippets/news/{model}/", {"q": "Lab"})
    assert [term.name for term in response.context["object_list"]] == ["Labs"]
    assert b"labs" in response.content


def test_menu_has_news_and_no_snippets(newsroom, editor):
    menu = editor.get("/admin/").content.decode()
    assert "/admin/articles/" in menu
    assert "/admin/snippets/news/newscategory/" in menu
    assert '"/admin/snippets/"' not in menu
