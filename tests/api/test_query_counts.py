"""The number of queries of each operation: exact, and the same with ten times the content."""

from datetime import date, timedelta

from django.db import connection
from wagtail.models import Page, Site

import pytest

from cms.api.contract import files
from cms.database.indexes import gather_statistics
from cms.delivery.change_feed import feed
from cms.delivery.previews import tokens
from cms.home.models import ChosenNews
from tests import factories
from tests.factories import block


def favorites(english, _editor):
    """As many pages as may be asked for, of every kind."""
    pages = Page.objects.descendant_of(english.home, inclusive=True)
    keys = [str(page.translation_key) for page in pages.order_by("content_type__model")]
    return {"translationKeys": keys[:100], "language": "zh-Hans"}


def draft_at(path):
    """A look at a page as it stands."""

    def variables(english, editor):
        page = Page.objects.get(url_path=f"{english.home.url_path}{path}").specific
        return {"token": tokens.create(page, user=editor)}

    return variables


def new_draft(english, editor):
    """A look at an article that was never saved."""
    shown, offered = factories.image(), factories.document()
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    draft = factories.unsaved_news_page(english.news, body=body)
    return {"token": tokens.create(draft, user=editor)}


# An operation, its variables or what makes them of the content, and the number.
COUNTS = [
    ("Sitewide", {"language": "zh-Hans"}, 3),
    ("Home", {"language": "zh-Hans"}, 7),
    ("NewsList", {"language": "zh-Hans", "first": 20}, 4),
    ("Route", {"path": "/zh-hans/"}, 8),
    ("Route", {"path": "/zh-hans/news/"}, 4),
    ("Route", {"path": "/zh-hans/news/main/"}, 6),
    ("Route", {"path": "/zh-hans/legal/"}, 6),
    ("Route", {"path": "/zh-hans/legal/terms-0/"}, 5),
    ("Route", {"path": "/zh-hans/news/untranslated/"}, 4),
    ("Route", {"path": "/zh-hans/news/secret/"}, 2),
    ("Route", {"path": "/zh-hans/news/nothing/"}, 3),
    ("LegalNotice", {"slug": "terms-0", "language": "zh-Hans"}, 4),
    ("LegalNoticeChain", {"slug": "terms-0", "language": "zh-Hans"}, 5),
    ("Favorites", favorites, 9),
    ("Search", {"query": "news", "language": "en"}, 4),
    ("Search", {"query": "notice", "language": "en", "first": 100}, 5),
    ("Search", {"query": "this page", "language": "en"}, 6),
    ("Search", {"query": "新闻", "language": "zh-Hans"}, 4),
    ("Search", {"query": "zeppelin", "language": "en"}, 2),
    ("Sitemap", {"language": "zh-Hans", "first": 20}, 4),
    ("Changes", {"first": 20}, 6),
    ("Changes", {"first": 20, "after": "Y2hhbmdlfDE="}, 6),
    ("Changes", {"first": 0}, 4),
    # All but the queries of the answer are the draft's own few, and what every publication does to
    # the state of translations.
    ("Preview", draft_at(""), 52),
    ("Preview", draft_at("news/"), 35),
    ("Preview", draft_at("news/main/"), 53),
    ("Preview", draft_at("legal/"), 37),
    ("Preview", draft_at("legal/terms-0/"), 46),
    ("Preview", new_draft, 51),
    ("Preview", {"token": "A" * 43}, 2),
    ("PrivatePage", {"path": "/zh-hans/news/secret/", "token": "unknown"}, 2),
]


def fill(english, chinese, times):
    """A site where every edge leads somewhere, ``times`` as much of everything."""
    image, document = factories.image(), factories.document()
    category = factories.category()
    tags = [factories.tag(f"Tag {number}") for number in range(3 * times)]
    others = []
    for number in range(25 * times):
        day = date(2024, 1, 1) + timedelta(days=number % 300)
        page = factories.news_page(
            english.news,
            f"News {number}",
            publication_date=day,
            category=category,
            lead_image=image,
            lead_image_alt="A picture",
        )
        others.append(page)
        if number < 22:
            factories.translation(page, title=f"新闻 {number}")
    body = []
    for other in others[: 2 * times]:
        body += factories.every_block(
            shown=factories.image(), offered=factories.document(), page=other
        )
    main = factories.news_page(
        english.news, "Main", slug="main", body=body, category=category,
        lead_image=image, lead_image_alt="A picture",
    )  # fmt: skip
    factories.tag_news(main, *tags)
    factories.relate(main, *others[: 3 * times])
    factories.translation(main, title="主要")
    for number in range(2 * times):
        notice = factories.legal_notice(english.legal, slug=f"terms-{number}")
        factories.translation(notice, title=f"条款 {number}")
    fill_front(english, chinese, others[: 3 * times], body, image)
    fill_header(english, others[:times], image)
    factories.news_page(english.news, slug="untranslated")
    secret = factories.news_page(english.news, slug="secret")
    factories.translation(secret, title="秘密")
    factories.private(secret)
    assert document.pk


def fill_front(english, chinese, chosen, body, image):
    for front in (english.home, chinese.home):
        front.hero_link, front.hero_image, front.body = chosen[0], image, body
        front.save()
        for order, page in enumerate(chosen):
            ChosenNews.objects.create(page=front, news=page, sort_order=order)


def fill_header(english, pages, image):
    items = [block("page", {"label": "A page", "page": page.pk}) for page in pages]
    links = [block("link", {"text": "A page", "page": page.pk, "url": ""}) for page in pages]
    factories.sitewide(Site.objects.get(), logo=image, header_navigation=items, footer_links=links)


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 10])
def test_takes_a_fixed_number_of_queries(ask, english, chinese, settings, times):
    fill(english, chinese, times)
    feed.settle()
    gather_statistics()
    editor = factories.administrator("editor")
    # As in production: the search index is written by a worker, who never sees a draft's task.
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    counted = []
    for operation, variables, _count in COUNTS:
        given = variables(english, editor) if callable(variables) else variables
        answer = ask(operation, **given)
        assert "errors" not in answer.body
        counted.append((operation, variables, answer.query_count))

    # PostgreSQL is also told how long a look may wait for somebody who publishes the same.
    more = connection.vendor == "postgresql"
    assert counted == [
        (operation, variables, count + (more and operation == "Preview" and count > 2))
        for operation, variables, count in COUNTS
    ]


def test_every_operation_is_counted():
    names = {path.stem for path in files.OPERATIONS.glob("*.graphql")}

    assert {operation for operation, _variables, _count in COUNTS} == names
