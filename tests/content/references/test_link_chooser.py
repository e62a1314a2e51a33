"""Editors are offered the page whose address they paste."""

import json

from django.test import Client

import pytest

from cms.content.body.link_blocks import LinkBlock
from tests import factories

pytestmark = pytest.mark.one_database
ORIGIN = "https://www.example.org"
CHOOSER = "/admin/choose-external-link/"


@pytest.fixture
def article(english, chinese, settings):
    settings.FRONTEND_URL = ORIGIN
    return factories.news_page(english.news, "Target", slug="target")


@pytest.fixture
def chosen(client: Client, article):
    """The answer of the form for links to URLs."""
    client.force_login(factories.administrator())

    def choose(url: str):
        response = client.post(
            CHOOSER,
            {"external-link-chooser-url": url, "external-link-chooser-link_text": "Go"},
        )
        return json.loads(response.content)

    return choose


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/en/news/target/",
        f"{ORIGIN}/en/news/Target",
        "http://www.example.org/en/news/target/",
    ],
)
def test_the_text_editor_offers_the_page(chosen, article, url):
    answer = chosen(url)

    assert answer["step"] == "confirm_external_to_internal"
    assert answer["internal"]["id"] == article.pk
    assert answer["external"]["url"] == url
    assert "Target" in answer["html"]


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/en/news/nothing/",
        f"{ORIGIN}/en/news/target/#a",
        "https://example.com/en/news/target/",
    ],
)
def test_other_addresses_are_taken_as_they_are(chosen, article, url):
    answer = chosen(url)

    assert (answer["step"], answer["result"]["url"]) == ("external_link_chosen", url)


def test_the_title_of_a_draft_is_not_told(chosen, article):
    article.live = False
    article.save()

    assert "Target" not in str(chosen(f"{ORIGIN}/en/news/target/"))


def test_whoever_may_not_enter_the_admin_chooses_nothing(client, article):
    client.force_login(factories.user())

    response = client.post(CHOOSER, {"external-link-chooser-url": f"{ORIGIN}/en/news/target/"})
    assert response.status_code in {302, 403}


def test_in_a_link_of_a_block_the_address_of_a_page_becomes_the_page(article):
    block = LinkBlock()
    pasted = {"text": "Go", "page": None, "url": f"{ORIGIN}/en/news/target/"}
    cleaned = block.clean(block.to_python(pasted))
    kept = block.clean(block.to_python(pasted | {"url": f"{ORIGIN}/en/news/target/?a=1"}))

    assert (cleaned["page"].pk, cleaned["url"]) == (article.pk, "")
    assert (kept["page"], kept["url"]) == (None, f"{ORIGIN}/en/news/target/?a=1")
