"""Lists of the admin in the order of an alphabet, Chinese by its pinyin."""

from types import SimpleNamespace
from typing import Any

from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Page

import pytest

from cms.content.search.title_order import by_alphabet
from cms.news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db

# By their pinyin: àn, běi, chéng, guān (twice, written in both ways), zhì.
CHINESE = ["安全", "北京", "成都", "关于", "關於2", "质量"]


def listed(*names, queryset=None):
    rows = Page.objects.filter(depth__gt=3) if queryset is None else queryset
    return [page.title for page in by_alphabet(rows.order_by(*names), names)]


def test_chinese_titles_are_sorted_by_pinyin(english):
    for title in (*reversed(CHINESE), "zoo", "Éclair", "eclair 2", "Apple", "banana"):
        factories.news_page(english.news, title, slug="")
    news = NewsPage.objects.all()
    titles = listed("title", queryset=news)
    assert [title for title in titles if title in CHINESE] == CHINESE
    latin = [title for title in titles if title.isascii() or title == "Éclair"]
    assert latin == ["Apple", "banana", "Éclair", "eclair 2", "zoo"]
    assert listed("-title", queryset=news) == titles[::-1]


def test_other_columns_are_sorted_as_before(english):
    factories.news_page(english.news, "B", category=factories.category("质量"))
    factories.news_page(english.news, "A", category=factories.category("安全"))
    news = NewsPage.objects.all()
    assert listed("-pk", queryset=news) == ["A", "B"]
    assert listed("category__name", queryset=news) == ["A", "B"]
    assert str(by_alphabet(news.order_by("-pk"), "-pk").query) == str(news.order_by("-pk").query)


@pytest.mark.parametrize(("is_searching", "by_pinyin"), [(False, True), (True, False)])
def test_every_list_of_the_admin_is_sorted_so(is_searching, by_pinyin):
    view: Any = SimpleNamespace(ordering="title", is_searching=is_searching)
    sql = str(BaseListingView.order_queryset(view, Page.objects.all()).query)
    assert ("COLLATE" in sql) is by_pinyin
