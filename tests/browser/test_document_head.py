"""What the head of the document says to search engines and to those who share an address."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news
from tests.browser.running import Demo

PATH = f"/news/{news.MAIN}/"


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_an_article_says_what_it_is_and_where_it_stands_in_other_languages(
    reader: Page, demo: Demo, code: str, tag: str
) -> None:
    reader.goto(f"/{code}{PATH}")
    title = reader.get_by_role("heading", level=1).inner_text()
    address = f"{demo.origin}/{code}{PATH}"

    expect(reader.locator("html")).to_have_attribute("lang", tag)
    said = head(reader)
    assert said["canonical"] == [address]
    assert said["alternates"] == {
        "en": f"{demo.origin}/en{PATH}",
        "zh-Hans": f"{demo.origin}/zh-hans{PATH}",
        "x-default": f"{demo.origin}/en{PATH}",
    }
    assert "robots" not in said["meta"]
    description = reader.locator(".standfirst").inner_text()
    assert said["meta"]["description"] == said["meta"]["og:description"] == description
    assert said["meta"]["og:title"] == title
    assert said["meta"]["og:url"] == address
    assert said["meta"]["og:type"] == "article"
    assert said["meta"]["og:site_name"] in reader.title()
    assert reader.request.get(said["meta"]["og:image"]).ok
    graph = {node["@type"]: node for node in said["json_ld"]["@graph"]}
    assert graph["NewsArticle"]["headline"] == title
    assert graph["NewsArticle"]["inLanguage"] == tag
    places = graph["BreadcrumbList"]["itemListElement"]
    shown = reader.locator(".breadcrumbs a")
    assert [place["name"] for place in places] == [*shown.all_inner_texts(), title]


def test_every_page_replaces_what_the_one_before_said(reader: Page, demo: Demo) -> None:
    reader.goto(f"/en{PATH}")
    expect(reader.locator("link[rel=canonical]")).to_have_count(1)
    reader.get_by_role("banner").get_by_role("link", name="Homepage").click()
    expect(reader).to_have_title(re.compile("^News on "))
    said = head(reader)
    assert said["canonical"] == [f"{demo.origin}/en/"]
    assert said["meta"]["og:type"] == "website"
    assert {node["@type"] for node in said["json_ld"]["@graph"]} >= {"Organization"}

    reader.get_by_role("banner").get_by_role("link", name="Favorites").click()
    expect(reader).to_have_title(re.compile("^Favorites"))
    assert head(reader) == NOTHING


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/favorites/", 200),
        ("/en/search/?q=noise", 200),
        (f"/en/news/{news.PRIVATE}/", 403),
        (f"/zh-hans/news/{news.UNTRANSLATED}/", 404),
        ("/en/nothing/", 404),
    ],
)
def test_an_address_without_a_page_is_not_for_search_engines(
    reader: Page, path: str, status: int
) -> None:
    response = reader.goto(path)
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert response is not None
    assert response.status == status
    assert head(reader) == NOTHING


NOTHING: dict[str, Any] = {
    "canonical": [],
    "alternates": {},
    "meta": {"robots": "noindex"},
    "json_ld": None,
}


def head(reader: Page) -> dict[str, Any]:
    """What the head says of the page that is shown."""
    said: dict[str, Any] = reader.evaluate(
        """() => {
            const all = (selector) => [...document.head.querySelectorAll(selector)];
            const pairs = (list) => Object.fromEntries(list);
            return {
                canonical: all("link[rel=canonical]").map((link) => link.href),
                alternates: pairs(
                    all("link[rel=alternate]").map((link) => [link.hreflang, link.href])),
                meta: pairs(all("meta[data-of-page]").map((meta) => [
                    meta.name || meta.getAttribute("property"), meta.content])),
                json_ld: all("script[type='application/ld+json']").map((one) => one.text),
            };
        }"""
    )
    texts = said["json_ld"]
    assert len(texts) <= 1
    said["json_ld"] = json.loads(texts[0]) if texts else None
    return said
