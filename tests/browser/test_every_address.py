"""Every address of the demo, in both languages: what a careful inspector looks for."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import LANGUAGES, PATHS, scroll_through, visit
from tests.browser.conftest import OpenPage

# From https://web.dev/articles/cls: what more than this moves is felt as restless.
MOST_LAYOUT_SHIFT = 0.1
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_shown_in_its_language_without_an_error(open_page: OpenPage, language: str) -> None:
    reader = open_page(**DESKTOP)
    titles = set()
    for path in PATHS:
        visit(reader, language, path)
        titles.add(reader.title())
        assert brightness(reader) == pytest.approx((1, 0), abs=0.15)
    assert len(titles) >= len(PATHS) - 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_fits_a_phone_and_the_dark(open_page: OpenPage, language: str) -> None:
    reader = open_page(color_scheme="dark", **PHONE)
    for path in PATHS:
        visit(reader, language, path)
        width = reader.evaluate("() => document.documentElement.scrollWidth")
        assert (path, width) == (path, 360)
        assert brightness(reader) == pytest.approx((0, 1), abs=0.2)


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_while_a_page_comes(
    open_page: OpenPage, language: str, options: dict[str, Any]
) -> None:
    for path in PATHS:
        reader = open_page(**options)
        reader.add_init_script(
            """
            window.shifts = [];
            new PerformanceObserver((list) => {
                for (const { value, hadRecentInput, sources } of list.getEntries()) {
                    const moved = sources.map(({ node }) => node?.className ?? String(node));
                    if (!hadRecentInput) window.shifts.push([value, moved]);
                }
            }).observe({ type: "layout-shift", buffered: true });
            """
        )
        visit(reader, language, path)
        scroll_through(reader)
        shifts = reader.evaluate("() => window.shifts")
        assert sum(value for value, _moved in shifts) <= MOST_LAYOUT_SHIFT, (path, shifts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_order_and_pictures_have_a_size(reader: Page, language: str) -> None:
    for path in PATHS:
        visit(reader, language, path)
        found = reader.evaluate(
            """() => ({
                levels: [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
                    .map(({ tagName }) => Number(tagName[1])),
                unsized: [...document.images]
                    .filter((picture) => !picture.getAttribute("width")
                        || !picture.getAttribute("height") || !picture.hasAttribute("alt"))
                    .map(({ outerHTML }) => outerHTML),
            })"""
        )
        levels = found["levels"]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == [], path
        assert found["unsized"] == [], path


def test_everything_to_tap_is_large_enough(open_page: OpenPage) -> None:
    reader = open_page(**PHONE)
    for language in LANGUAGES:
        for path in PATHS:
            visit(reader, language, path)
            small = reader.evaluate(
                """() => [...document.querySelectorAll("button, input, summary, .button, .step, "
                    + ".main-navigation a, .identity")]
                    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
                    .filter((one) => {
                        const { width, height } = one.getBoundingClientRect();
                        return Math.min(width, height) < 44;
                    })
                    .map(({ outerHTML }) => outerHTML)"""
            )
            assert small == [], path


def brightness(reader: Page) -> tuple[float, float]:
    """How bright the paper and the letters on it are, from 0 to 1."""
    colors = reader.evaluate(
        """() => {
            const canvas = document.createElement("canvas").getContext("2d");
            const { backgroundColor } = getComputedStyle(document.documentElement);
            const { color } = getComputedStyle(document.body);
            return [backgroundColor, color].map((one) => {
                canvas.fillStyle = one;
                canvas.fillRect(0, 0, 1, 1);
                const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
            });
        }"""
    )
    return colors[0], colors[1]
