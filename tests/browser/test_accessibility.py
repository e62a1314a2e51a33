"""No barrier that axe-core knows, on any kind of page, wide and narrow, light and dark."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news
from tests.browser.addresses import LANGUAGES, PATHS, visit

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)
COLOR_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# All rules that are on by default, and the one of WCAG 2.2 that isn't.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier(reader: Page, language: str, path: str) -> None:
    visit(reader, language, path)

    assert barriers(reader) == []


def test_what_opens_and_what_is_kept_has_no_barrier(reader: Page) -> None:
    visit(reader, "en", f"news/{news.UNTRANSLATED}/")
    reader.get_by_role("banner").get_by_text("中文版", exact=True).click()
    reader.locator(".news-page").get_by_role("button", name="Favorite", exact=True).click()
    expect(reader.get_by_role("banner")).to_contain_text("no version in Simplified Chinese")
    assert barriers(reader) == []

    visit(reader, "zh-hans", "favorites/")
    expect(reader.get_by_role("article")).to_have_count(1)
    assert barriers(reader) == []
    reader.get_by_role("main").get_by_role("button").click()
    expect(reader.get_by_role("article")).to_have_count(0)
    assert barriers(reader) == []


def test_a_failure_has_no_barrier(reader: Page) -> None:
    visit(reader, "en", "news/")
    documents = "**/operations/Search.graphql"
    reader.route(documents, lambda route: route.fulfill(status=200, body="query Search { nothing"))
    reader.evaluate("() => { console.error = () => {}; }")
    reader.get_by_role("searchbox").fill("noise")
    reader.get_by_role("searchbox").press("Enter")
    expect(reader.get_by_role("button", name="Try again")).to_be_visible()
    assert barriers(reader) == []


def barriers(reader: Page) -> list[tuple[int, str, str, Any]]:
    """What axe-core finds at every width in every scheme: the rule, and what breaks it."""
    reader.evaluate(AXE.read_text())
    found: list[tuple[int, str, str, Any]] = []
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for scheme in COLOR_SCHEMES:
            reader.emulate_media(color_scheme=scheme)
            result = reader.evaluate("(options) => axe.run(document, options)", OPTIONS)
            assert len(result["passes"]) > 10
            found += [
                (width, scheme, violation["id"], [node["target"] for node in violation["nodes"]])
                for violation in result["violations"]
            ]
    return found
