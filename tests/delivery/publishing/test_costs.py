"""What a publication asks of the database: exactly that, however much content there is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, Revision

import pytest

from cms.delivery.change_feed import feed
from cms.demo import scale
from cms.news.models import NewsPage, NewsPageTag, RelatedNews
from tests import factories
from tests.services import editing, forms
from tests.translation.fixtures import publish

# Where transactions begin and end is counted, too.
EXACTLY = {"sqlite": 98, "postgresql": 96}


@pytest.fixture
def article(english, chinese, settings):
    """A published article with everything an article may have, translated into Chinese."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    others = [factories.news_page(english.news, f"Other {number}") for number in range(3)]
    tags = [publish(factories.tag(f"Tag {number}", slug=f"tag-{number}")) for number in range(3)]
    page = factories.news_page(
        english.news, "The hall is open", lead_image=factories.image(), lead_image_alt="A hall",
        category=publish(factories.category()),
    )  # fmt: skip
    factories.tag_news(page, *tags)
    factories.relate(page, *others)
    page = publish(NewsPage.objects.get(pk=page.pk))
    publish(factories.translation(page, title="大厅开放"))
    return page


@pytest.fixture
def published(client, committed, article):
    """A function that says what the editor's form costs when an article is published with it."""
    client.force_login(factories.administrator())
    return lambda **changed: cost(client, committed, article, changed)


def cost(client, committed, page, changed):
    address = f"/admin/pages/{page.pk}/edit/"
    shown = forms.likeliest(client.get(address).content.decode(), {"title", "slug", "summary"})
    given = {name: values for name, values in shown.items() if not name.startswith("action-")}
    given |= editing._body() | changed | {"action-publish": "action-publish"}
    with CaptureQueriesContext(connection) as queries, committed():
        response = client.post(address, given)
    assert response.status_code == 302
    return len(queries)


def test_publishing_costs_the_same_among_few_pages_and_among_many(published, article):
    published(summary="First.")
    before = published(summary="Second.")
    scale.add_news(20, report=lambda _count: None)
    feed.settle()

    assert published(summary="Third.") == before == EXACTLY[connection.vendor]
    article.refresh_from_db()
    assert (article.summary, article.tags.count(), article.related_news.count()) == ("Third.", 3, 3)
    logged = PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish")
    assert logged.latest("pk").revision == article.live_revision


def test_children_are_written_where_they_differ_and_nowhere_else(article):
    kept, moved, dropped = article.tags.all()
    writes = []

    def note(execute, sql, *arguments):
        writes.extend(
            name for name in ("news_newspagetag", "news_relatednews")
            if f'"{name}"' in sql and not sql.startswith("SELECT")
        )  # fmt: skip
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        publish(article)
    assert writes == []

    draft = NewsPage.objects.get(pk=article.pk)
    moved.sort_order = kept.sort_order - 1
    draft.tags = [kept, moved]
    with connection.execute_wrapper(note):
        publish(draft)
    assert set(writes) == {"news_newspagetag"}
    assert list(NewsPageTag.objects.filter(page=article).values_list("pk", flat=True)) == [
        moved.pk, kept.pk,
    ]  # fmt: skip
    assert not NewsPageTag.objects.filter(pk=dropped.pk).exists()
    assert RelatedNews.objects.filter(page=article).count() == 3


def test_what_is_gone_since_a_draft_was_saved_is_left_out_of_it(article):
    revision = article.save_revision()
    image, related = article.lead_image, article.related_news.first().related
    image.delete()
    Page.objects.get(pk=related.pk).delete()

    draft = Revision.objects.get(pk=revision.pk).as_object()

    assert draft.lead_image_id is None
    assert draft.category_id == article.category_id
    assert related.pk not in [row.related_id for row in draft.related_news.all()]
    assert draft.related_news.count() == 2
    publish(draft)
