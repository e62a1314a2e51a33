"""Small screens, large letters, no motion, paper."""

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news
from tests.browser.addresses import LANGUAGES, PATHS, visit
from tests.browser.conftest import OpenPage
from tests.browser.holding import Held

ARTICLE = f"news/{news.MAIN}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_narrowest_screen_needs_no_scrolling_sideways(
    open_page: OpenPage, language: str
) -> None:
    # 320 px are also what is left of 1280 at a zoom of 400 %: WCAG 2.2, success criterion 1.4.10.
    reader = open_page(viewport={"width": 320, "height": 600})
    for path in PATHS:
        visit(reader, language, path)
        assert (path, overflow(reader), cut_off(reader)) == (path, 0, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_twice_the_size_fit(open_page: OpenPage, language: str) -> None:
    zoomed = open_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    enlarged = open_page(viewport={"width": 1280, "height": 900})
    for path in PATHS:
        visit(zoomed, language, path)
        assert (path, overflow(zoomed), cut_off(zoomed)) == (path, 0, [])
        visit(enlarged, language, path)
        enlarged.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        assert (path, overflow(enlarged), cut_off(enlarged)) == (path, 0, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letters_are_too_small_to_read(reader: Page, language: str) -> None:
    for path in PATHS:
        visit(reader, language, path)
        smallest = reader.evaluate(
            """() => Math.min(...[...document.querySelectorAll("body *")]
                .filter((one) => one.checkVisibility() && [...one.childNodes]
                    .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
                .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
        )
        assert smallest >= 12, path


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


def overflow(reader: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    wider: int = reader.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def cut_off(reader: Page) -> list[str]:
    """The texts that reach beyond the screen, or of which a part is hidden at the side."""
    found: list[str] = reader.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true })
                && !one.closest(".visually-hidden, .skip-link, input")
                && [...one.childNodes].some((node) =>
                    node.nodeType === Node.TEXT_NODE && node.data.trim()))
            .filter((one) => {
                const { left, right } = one.getBoundingClientRect();
                const isHiding = getComputedStyle(one).overflowX !== "visible";
                return left < 0 || right > document.documentElement.clientWidth + 1
                    || (isHiding && one.scrollWidth > one.clientWidth + 1);
            })
            .map((one) => one.textContent.trim())"""
    )
    return found
