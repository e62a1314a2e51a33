"""What webhooks are told: what readers see or saw, and nothing else."""

import json

from wagtail.models import Page

import pytest

from cms.content.caching import cache_tags
from cms.delivery.change_feed import changed_pages, feed
from cms.delivery.dispatch import planning
from cms.delivery.outbox.models import Delivery, Outbox
from cms.delivery.versions import content_version
from cms.delivery.webhooks.models import Webhook
from tests import factories

pytestmark = pytest.mark.one_database

URL = "https://receiver.example/"


@pytest.fixture
def site(numbered, english, chinese):
    """The pages of two languages, of which everybody has been told."""
    planning.plan([])
    return english


@pytest.fixture
def tell(site):
    """What a webhook is told of all that was done since the last time; ``None``: nothing."""

    def told_now(**fields):
        webhook = Webhook.objects.create(name="Frontend", url=URL, **fields)
        planning.plan([])
        delivery = Delivery.objects.filter(receiver=webhook).first()
        webhook.delete()
        return json.loads(delivery.payload)["data"] if delivery else None

    return told_now


def naming(data):
    """The tags that name one thing."""
    return [tag for tag in data["tags"] if tag.startswith(("page:", "link:", "slug:", "image:"))]


def summaries(data):
    return [(one["kind"], one["language"], one["path"]) for one in data["pages"]]


def test_a_published_page_is_told_as_readers_find_it(site, tell):
    article = factories.news_page(site.news, slug="a-lab")
    data = tell()
    key = article.translation_key

    assert data["version"] == content_version.current()
    assert data["rebuildEverything"] is False
    assert data["pages"] == [
        {
            "kind": "published",
            "translationKey": str(key),
            "language": "en",
            "path": "/en/news/a-lab/",
            "url": "http://localhost:8000/en/news/a-lab/",
            "type": "NewsPage",
        }
    ]
    assert {cache_tags.page(key), cache_tags.link(key), "slug:a-lab"} <= set(data["tags"])
    assert "newspage:en" in data["tags"]


def test_nothing_is_told_twice(site, tell):
    factories.news_page(site.news, slug="a-lab")
    assert tell() is not None
    assert tell() is None


def test_translations_and_stand_ins_are_told_at_their_own_addresses(site, tell):
    factories.translation(factories.news_page(site.news, slug="a-lab"))
    factories.alias(factories.news_page(site.news, slug="a-fair"))
    assert sorted(summaries(tell())) == [
        ("published", "en", "/en/news/a-fair/"),
        ("published", "en", "/en/news/a-lab/"),
        ("published", "zh-Hans", "/zh-hans/news/a-fair/"),
        ("published", "zh-Hans", "/zh-hans/news/a-lab/"),
    ]


def test_a_page_with_another_address_is_told_there(site, tell):
    article = factories.news_page(site.news, slug="a-lab")
    tell()
    article.slug = "the-lab"
    article.save_revision().publish()
    data = tell()
    assert summaries(data) == [
        ("removed", "en", "/en/news/a-lab/"),
        ("published", "en", "/en/news/the-lab/"),
    ]
    assert "slug:the-lab" in data["tags"]


@pytest.mark.parametrize("way", ["unpublish", "delete", "private"])
def test_a_page_that_is_gone_for_readers_is_told_as_removed_once(site, tell, way):
    article = factories.news_page(site.news, slug="a-lab")
    tell()
    if way == "private":
        factories.private(article)
    else:
        getattr(article, way)()
    data = tell()

    assert summaries(data) == [("removed", "en", "/en/news/a-lab/")]
    assert data["pages"][0]["type"] is None
    assert cache_tags.page(article.translation_key) in data["tags"]
    assert tell() is None


def hide(site, way):
    """A page readers have never seen, with words of its own in all that names it."""
    parent = site.news
    if way == "below a private page":
        parent = factories.news_page(site.news, slug="internal", live=False)
        factories.private(parent)
    page = factories.news_page(
        parent, "Secret merger", slug="secret-merger", live=way == "below a private page"
    )
    if way == "private":
        factories.private(page)
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


@pytest.mark.parametrize("way", ["a draft", "private", "below a private page"])
def test_nothing_of_a_hidden_page_is_told(site, tell, way):
    page = hide(site, way)
    page.save_revision()
    sent = [tell()]
    page.delete()
    sent.append(tell())

    assert [data["pages"] for data in sent if data] == [[] for data in sent if data]
    assert [naming(data) for data in sent if data] == [[] for data in sent if data]
    assert "secret" not in json.dumps(sent)
    assert page.translation_key.hex[:16] not in json.dumps(sent)


def test_a_trusted_webhook_is_told_the_tags_of_hidden_pages_too(site, tell):
    page = hide(site, "private")
    data = tell(is_trusted=True)
    assert data["pages"] == []
    assert cache_tags.page(page.translation_key) in data["tags"]
    # What no answer carries is of use to nobody.
    assert cache_tags.entry(page.translation_key) not in data["tags"]


def test_a_file_is_named_where_readers_may_see_it(site, tell):
    shown = factories.image()
    hidden = factories.image(collection=factories.private_collection())
    data = tell()
    assert naming(data) == [cache_tags.image(shown.pk)]
    for picture in (shown, hidden):
        picture.title = "Another"
        picture.save()
    assert set(naming(tell(is_trusted=True))) == {
        cache_tags.image(shown.pk), cache_tags.image(hidden.pk),
    }  # fmt: skip


def test_a_webhook_of_one_language_is_told_of_its_pages_alone(site, tell):
    factories.translation(factories.news_page(site.news, slug="a-lab"))
    assert summaries(tell(languages="zh-hans")) == [
        ("published", "zh-Hans", "/zh-hans/news/a-lab/")
    ]
    factories.news_page(site.news, slug="a-fair")
    assert tell(languages="zh-hans") is None
    content_version.invalidate_tags([cache_tags.SITEWIDE])
    assert cache_tags.SITEWIDE in tell(languages="zh-hans")["tags"]


def test_a_webhook_is_told_of_the_tags_it_asks_for(site, tell):
    content_version.invalidate_tags(["newspage:en", "search:en"])
    assert tell(tag_prefixes="legal newspage:") is not None
    content_version.invalidate_tags(["search:en"])
    assert tell(tag_prefixes="legal newspage:") is None


def test_what_every_page_shows_is_told_as_everything(site, tell):
    assert tell() is None
    factories.category()
    assert tell()["rebuildEverything"] is True
    content_version.invalidate_everything()
    assert tell()["rebuildEverything"] is True


def test_more_pages_than_are_named_are_told_as_everything(site, tell, monkeypatch):
    monkeypatch.setattr(changed_pages, "MOST_PAGES", 2)
    for number in range(3):
        factories.news_page(site.news, slug=f"lab-{number}")
    data = tell()
    assert (len(data["pages"]), data["rebuildEverything"]) == (2, True)


def test_pages_of_another_site_are_told_with_its_origin(site, tell):
    other = factories.newsroom(hostname="other.example", port=443)
    tell()
    factories.news_page(other.news, slug="elsewhere")
    assert [one["url"] for one in tell()["pages"]] == ["https://other.example/en/news/elsewhere/"]


def test_what_is_committed_while_an_event_is_made_is_told_with_its_tags(site, tell, monkeypatch):
    looks = []

    def settle():
        looks.append("look")
        if len(looks) > 1:
            settle_now()

    settle_now = feed.settle
    monkeypatch.setattr(feed, "settle", settle)
    article = factories.news_page(site.news, slug="a-lab")
    data = tell()

    assert summaries(data) == [("published", "en", "/en/news/a-lab/")]
    assert cache_tags.page(article.translation_key) in data["tags"]


def test_a_page_is_told_with_its_tags_though_another_event_had_them(site, tell):
    article = factories.news_page(site.news, slug="a-lab")
    Outbox.objects.update(version=content_version.current())
    content_version.invalidate_tags([cache_tags.FILES])
    data = tell()

    assert summaries(data) == [("published", "en", "/en/news/a-lab/")]
    assert {cache_tags.page(article.translation_key), "slug:a-lab"} <= set(data["tags"])
