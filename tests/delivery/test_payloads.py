"""What webhooks are told: what readers see or saw, and nothing else."""

import json

from wagtail.models import Page

import pytest

from cms.content import dependencies
from cms.delivery import planning, versions
from cms.delivery.outbox.models import Delivery
from cms.delivery.webhooks.models import ToldPage, Webhook
from tests import factories

URL = "https://receiver.example/"


@pytest.fixture
def site(numbered, english, chinese):
    """The pages of two languages, known as public."""
    versions.raise_everything()
    planning.plan([])
    return english


def told(*pages, tags=(), **fields):
    """What a webhook is told once these pages were changed."""
    webhook = Webhook.objects.create(name="Frontend", url=URL, **fields)
    raise_for(*pages, tags=tags)
    planning.plan([])
    delivery = Delivery.objects.filter(receiver=webhook).first()
    return json.loads(delivery.payload)["data"] if delivery else None


def raise_for(*pages, tags=()):
    """Raise what a change of these pages raises."""
    raised = set(tags)
    for page in pages:
        key = page.translation_key
        raised |= {dependencies.page(key), dependencies.link(key)}
        raised.add(dependencies.slug(page.slug))
    versions.raise_tags(raised)


def naming(data):
    """The tags that name one page."""
    return [tag for tag in data["tags"] if tag.startswith(("page:", "link:", "slug:"))]


def summaries(data):
    return [(one["change"], one["language"], one["path"]) for one in data["pages"]]


def test_knows_the_public_pages_once_everything_was_raised(site):
    assert sorted(ToldPage.objects.values_list("path", flat=True)) == [
        "/en/", "/en/legal/", "/en/news/", "/zh-hans/", "/zh-hans/legal/", "/zh-hans/news/",
    ]  # fmt: skip


def test_a_published_page_is_told_as_readers_find_it(site):
    article = factories.news_page(site.news, slug="a-lab")
    data = told(article)
    key = article.translation_key
    assert naming(data) == sorted(
        [dependencies.page(key), dependencies.link(key), dependencies.slug("a-lab")]
    )
    assert data == {
        "version": versions.current(),
        "pages": [
            {
                "change": "added",
                "translationKey": str(key),
                "language": "en",
                "type": "NewsPage",
                "path": "/en/news/a-lab/",
                "url": "http://localhost:8000/en/news/a-lab/",
            }
        ],
        "tags": data["tags"],
        "isComplete": True,
    }


def test_translations_and_stand_ins_are_told_at_their_own_addresses(site):
    article = factories.news_page(site.news, slug="a-lab")
    factories.translation(article)
    other = factories.news_page(site.news, slug="a-fair")
    factories.alias(other)
    assert summaries(told(article, other)) == [
        ("added", "en", "/en/news/a-fair/"),
        ("added", "en", "/en/news/a-lab/"),
        ("added", "zh-Hans", "/zh-hans/news/a-fair/"),
        ("added", "zh-Hans", "/zh-hans/news/a-lab/"),
    ]


def test_a_changed_page_is_told_as_changed_and_one_that_is_only_linked_is_not(site):
    article = factories.news_page(site.news, slug="a-lab")
    raise_for(article)
    planning.plan([])
    data = told(article, tags=[dependencies.link(site.legal.translation_key)])
    assert summaries(data) == [("changed", "en", "/en/news/a-lab/")]


def test_a_moved_page_is_told_with_the_address_it_had(site):
    article = factories.news_page(site.news, slug="a-lab")
    raise_for(article)
    planning.plan([])
    article.slug = "the-lab"
    article.save()
    data = told(article, tags=["slug:a-lab", "slug:somebody-elses"])
    assert summaries(data) == [("changed", "en", "/en/news/the-lab/")]
    assert data["pages"][0]["previousPath"] == "/en/news/a-lab/"
    assert [tag for tag in data["tags"] if tag.startswith("slug:")] == [
        "slug:a-lab", "slug:the-lab",
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["unpublish", "delete", "private"])
def test_a_page_that_is_gone_for_readers_is_told_as_removed_once(site, way):
    article = factories.news_page(site.news, slug="a-lab")
    raise_for(article)
    planning.plan([])
    if way == "private":
        factories.private(article)
    else:
        getattr(article, way)()
    assert summaries(told(article)) == [("removed", "en", "/en/news/a-lab/")]
    assert summaries(told(article)) == []


def hidden(site, way):
    """A page readers have never seen, with words of its own in all that names it."""
    parent = site.news
    if way == "below a private page":
        parent = factories.news_page(site.news, slug="internal")
        factories.private(parent)
    page = factories.news_page(
        site.news, "Secret merger", slug="secret-merger", live=way != "a draft"
    )
    if way == "below a private page":
        page.move(parent, "last-child")
        page = Page.objects.get(pk=page.pk)
    elif way == "private":
        factories.private(page)
    return page


@pytest.mark.parametrize("way", ["a draft", "private", "below a private page"])
def test_nothing_of_a_hidden_page_is_told(site, way):
    page = hidden(site, way)
    data = told(page, tags=["newspage:en"])

    assert (data["pages"], naming(data)) == ([], [])
    assert "newspage:en" in data["tags"]
    sent = json.dumps(data)
    assert "secret" not in sent
    assert page.translation_key.hex[:16] not in sent
    assert not ToldPage.objects.filter(page_id=page.pk).exists()


def test_a_hidden_page_that_goes_is_not_told_either(site):
    page = hidden(site, "private")
    raise_for(page)
    planning.plan([])
    page.delete()
    data = told(page)
    assert (data["pages"], naming(data)) == ([], [])


def test_a_trusted_webhook_is_told_every_tag_but_no_more_pages(site):
    page = hidden(site, "private")
    data = told(page, is_trusted=True)
    key = page.translation_key
    assert data["pages"] == []
    assert naming(data) == sorted(
        [dependencies.page(key), dependencies.link(key), "slug:secret-merger"]
    )


def test_a_webhook_of_one_language_is_told_of_its_pages_alone(site):
    article = factories.news_page(site.news, slug="a-lab")
    factories.translation(article)
    assert summaries(told(article, languages="zh-hans")) == [
        ("added", "zh-Hans", "/zh-hans/news/a-lab/")
    ]
    only_english = factories.news_page(site.news, slug="a-fair")
    assert told(only_english, languages="zh-hans") is None
    assert told(tags=["sitewide"], languages="zh-hans")["tags"] == ["sitewide"]


def test_a_webhook_is_told_of_the_tags_it_asks_for(site):
    assert told(tags=["newspage:en", "search:en"], tag_prefixes="legal newspage:") is not None
    assert told(tags=["search:en"], tag_prefixes="legal newspage:") is None


def test_says_that_it_does_not_name_all_pages(site, monkeypatch):
    monkeypatch.setattr("cms.delivery.webhooks.payloads.MOST_PAGES", 1)
    pages = [factories.news_page(site.news) for _ in range(2)]
    data = told(*pages)
    assert (len(data["pages"]), data["isComplete"]) == (1, False)


def test_many_pages_at_once_are_found_in_parts(site, monkeypatch):
    monkeypatch.setattr("cms.delivery.webhooks.public_pages.KEYS_PER_QUERY", 2)
    pages = [factories.news_page(site.news, slug=f"lab-{number}") for number in range(5)]
    assert [path for _, _, path in summaries(told(*pages))] == [
        f"/en/news/lab-{number}/" for number in range(5)
    ]


def test_pages_of_another_site_are_told_with_its_origin(site):
    other = factories.newsroom(hostname="other.example", port=443)
    planning.plan([])
    article = factories.news_page(other.news, slug="elsewhere")
    data = told(article)
    assert [one["url"] for one in data["pages"]] == ["https://other.example/en/news/elsewhere/"]
