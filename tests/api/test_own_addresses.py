"""Addresses of the own site that an editor pasted lead where links to pages do."""

import pytest

from tests import factories
from tests.factories import block

PAGE = """
query ($path: String!) {
  route(path: $path) {
    ... on PageRoute {
      page {
        ... on NewsPage {
          body {
            ... on RichTextBlock { richText { html markdown document } }
            ... on CallToActionBlock { link { href language isExternal } }
          }
        }
      }
    }
  }
}
"""
ORIGIN = "https://www.example.org"


@pytest.fixture
def linking(english, chinese, settings):
    """Publishes an article that leads to an address twice, in two languages."""
    settings.FRONTEND_URL = ORIGIN
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    target = factories.news_page(english.news, "Target", slug="target")
    factories.translation(target, title="目标")

    def link(url):
        action = block("call_to_action", {"text": "", "link": {"text": "Go", "url": url}})
        body = [factories.rich_text(f'<p><a href="{url}">Go</a></p>'), action]
        page = factories.news_page(english.news, "Linking", slug="linking", body=body)
        factories.translation(page, title="链接")

    return link


def links(ask, path):
    answer = ask(PAGE, path=path)
    text, action = answer.data["route"]["page"]["body"]
    return text["richText"], action["link"], answer.query_count


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/en/news/target/",
        f"{ORIGIN}/en/news/target",
        "http://WWW.example.org/EN/news/Target/",
        f"{ORIGIN}:443/zh-hans/news/target/",
        "https://cms.example.org/en/news/target/",
        "/en/news/target/",
    ],
)
def test_one_of_a_page_leads_to_it_in_the_language_of_the_answer(ask, linking, url):
    linking(url)

    for code, tag in (("en", "en"), ("zh-hans", "zh-Hans")):
        text, action, _count = links(ask, f"/{code}/news/linking/")
        path = f"/{code}/news/target/"
        assert text["html"] == f'<p><a href="{path}" hreflang="{tag}">Go</a></p>'
        assert text["markdown"] == f"[Go]({path})"
        link = text["document"]["children"][0]["children"][0]
        assert (link["url"], link["hreflang"]) == (path, tag)
        assert action == {"href": path, "language": tag, "isExternal": False}


def test_query_and_fragment_stay(ask, linking):
    linking(f"{ORIGIN}/en/news/target/?from=mail#section-1")

    _text, action, _count = links(ask, "/zh-hans/news/linking/")
    assert action["href"] == "/zh-hans/news/target/?from=mail#section-1"


@pytest.mark.parametrize(
    "url",
    ["https://www.example.com/en/news/target/", "https://cms.example.org/admin/", "https://x:y/"],
)
def test_those_of_other_sites_stay_as_they_are(ask, linking, url):
    linking(url)

    text, action, _count = links(ask, "/zh-hans/news/linking/")
    assert f'<a href="{url}">' in text["html"]
    assert action == {"href": url, "language": None, "isExternal": True}


@pytest.mark.parametrize("path", ["/en/news/gone/", "/en/favorites/?a=b", "/", "/robots.txt"])
def test_where_no_page_is_they_are_paths_of_the_frontend(ask, linking, path):
    linking(ORIGIN + path)

    text, action, _count = links(ask, "/zh-hans/news/linking/")
    assert f'<a href="{path}">' in text["html"]
    assert action == {"href": path, "language": None, "isExternal": False}


def test_a_hidden_page_is_not_told_by_its_address(ask, linking, english):
    linking(f"{ORIGIN}/en/news/secret/")
    before = links(ask, "/en/news/linking/")
    factories.private(factories.news_page(english.news, "Secret", slug="secret"))

    assert links(ask, "/en/news/linking/") == before


def test_one_of_a_document_leads_to_it_while_it_is_public(ask, linking):
    document = factories.document("Paper")
    url = f"https://cms.example.org/documents/{document.pk}/{document.filename}"
    linking(url)
    assert links(ask, "/en/news/linking/")[1]["href"] == url

    document.collection = factories.private_collection()
    document.save()
    body = ask(PAGE, path="/en/news/linking/").data["route"]["page"]["body"]
    assert [one["richText"]["html"] for one in body] == ["<p>Go</p>"]


def test_they_cost_no_query_more(ask, linking, english):
    linking(f"{ORIGIN}/en/news/target/")
    plain = factories.news_page(english.news, "Plain", slug="plain")
    plain.body = [
        factories.rich_text(f'<p><a linktype="page" id="{english.news.pk}">Go</a></p>'),
        factories.call_to_action(page=english.news),
    ]
    plain.save()

    assert links(ask, "/en/news/linking/")[2] == links(ask, "/en/news/plain/")[2]


def test_a_page_that_comes_to_the_address_changes_the_answer(ask, linking, english):
    linking(f"{ORIGIN}/en/news/later/")
    assert links(ask, "/en/news/linking/")[1]["language"] is None
    factories.news_page(english.news, "Later", slug="later")

    assert links(ask, "/en/news/linking/")[1]["language"] == "en"
