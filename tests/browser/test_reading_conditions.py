"""No motion, paper."""

import pytest
from playwright.sync_api import expect

from cms.demo.content import news
from tests.browser.addresses import LANGUAGES, visit
from tests.browser.conftest import OpenPage
from tests.browser.holding import Held

ARTICLE = f"news/{news.MAIN}/"


def test_nothing_moves_for_who_wants_no_motion(open_page: OpenPage) -> None:
    moving = """() => document.getAnimations()
        .filter(({ effect }) => effect.getComputedTiming().activeDuration > 1).length"""
    for reduced_motion, expected in [("reduce", 0), ("no-preference", 6)]:
        reader = open_page(reduced_motion=reduced_motion)
        held = Held(reader, "**/graphql/")
        reader.goto("/en/")
        expect(reader.locator(".skeleton")).to_be_visible()
        assert reader.evaluate(moving) >= expected
        assert (reader.evaluate(moving) == 0) is (expected == 0)
        held.let_go()
        expect(reader.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_gets_the_text_and_no_controls(open_page: OpenPage, language: str) -> None:
    reader = open_page(color_scheme="dark")
    visit(reader, language, ARTICLE)
    reader.emulate_media(media="print")
    for kept in ["h1", ".standfirst", ".rich-text", ".image-block img", ".organisation-name"]:
        expect(reader.locator(kept).first).to_be_visible()
    for controls in [".main-navigation", ".search-form", ".favorite-button", ".breadcrumbs"]:
        for control in reader.locator(controls).all():
            expect(control).to_be_hidden()
    colors = reader.evaluate(
        """() => ["backgroundColor", "color"].map((name) =>
            getComputedStyle(name === "color" ? document.body : document.documentElement)[name])"""
    )
    assert colors == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert reader.pdf().startswith(b"%PDF")
