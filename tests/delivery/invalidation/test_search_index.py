"""How often the search index is written for what is saved in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from wagtail.search.models import IndexEntry

import pytest
from django_tasks_db.models import DBTaskResult
from modelsearch import index

from cms.delivery.invalidation import search_index
from cms.delivery.versions import printed_text
from cms.demo import scale
from cms.news.models import NewsPage
from tests import factories

if TYPE_CHECKING:
    from typing import Any

ENTRY_TASK = "modelsearch.tasks.insert_or_update_object_task"
ROWS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def article(db: None, settings: Any) -> NewsPage:
    """An article in a site whose tasks are rows, as in production."""
    found = factories.news_page(factories.newsroom().news, "A lab opens")
    settings.TASKS = ROWS
    return found


def tasks_of(page: NewsPage) -> int:
    """How many tasks will write the entry of a page."""
    rows = DBTaskResult.objects.filter(task_path=ENTRY_TASK)
    return sum(str(page.pk) in row.args_kwargs["args"] for row in rows)


def test_a_page_saved_several_times_in_a_transaction_gets_one_task(article: NewsPage):
    with transaction.atomic():
        for number in range(3):
            article.summary = f"Summary {number}"
            article.save()
    assert tasks_of(article) == 1


def test_what_is_saved_after_a_part_was_rolled_back_gets_a_task(article: NewsPage):
    with transaction.atomic():
        article.save()
        transaction.set_rollback(True)
    assert tasks_of(article) == 0
    article.save()
    assert tasks_of(article) == 1


def test_each_object_gets_its_own(article: NewsPage):
    other = factories.news_page(article.get_parent().specific, "Another lab opens")
    before = tasks_of(other)
    article.save()
    assert (tasks_of(article), tasks_of(other)) == (1, before)


def test_what_is_saved_while_the_index_is_paused_gets_none(article: NewsPage):
    term = factories.category()
    type(article).objects.filter(pk=article.pk).update(category=term)
    article.refresh_from_db()
    DBTaskResult.objects.all().delete()
    with search_index.paused():
        article.save()
        term.save()
    written = [ENTRY_TASK, "cms.delivery.versions.printed_text.index_pages"]
    assert not DBTaskResult.objects.filter(task_path__in=written).exists()
    article.save()
    assert tasks_of(article) == 1


def test_a_page_is_read_once_for_each_entry(article: NewsPage, monkeypatch: Any):
    read = []

    def noted(page: NewsPage) -> list[str]:
        read.append(page.summary)
        return ["Xylophone"]

    monkeypatch.setattr(NewsPage, "search_terms", noted)
    index.insert_or_update_object(article)
    assert len(read) == 1
    article.summary = "Glockenspiel"
    index.insert_or_update_object(article)
    assert read[1:] == ["Glockenspiel"]
    body = IndexEntry._default_manager.get(object_id=str(article.pk)).body
    assert "xylophon" in body
    assert "glockenspiel" in body


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_nothing_is_read_any_more_while_entries_are_written(monkeypatch: Any):
    """SQLite refuses to write in the midst of a read that began before another process wrote."""
    factories.in_chinese(factories.newsroom())
    scale.add_news(60, report=lambda _count: None)
    ids = sorted(NewsPage.objects.values_list("pk", flat=True))
    written = []

    def write(page: NewsPage) -> None:
        # Refused as long as any statement of the connection is still read.
        connection.connection.execute("VACUUM")
        written.append(page.pk)

    monkeypatch.setattr(index, "insert_or_update_object", write)
    printed_text.index_pages.func(ids)

    assert len(ids) == 120
    assert sorted(written) == ids
