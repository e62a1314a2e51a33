"""Every address of the demo, in both languages, on a large screen and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news
from tests.browser.conftest import OpenPage

LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
PATHS = [
    "", "news/", f"news/{news.MAIN}/", f"news/{news.STALE}/", f"news/{news.PARTIAL}/",
    f"news/{news.UNTRANSLATED}/", f"news/{news.PRIVATE}/", f"news/{news.DRAFT}/", "legal/",
    "legal/introduction-of-website/", "legal/exception-clause/",
    "legal/exception-clause/?asOf=2020-06-30", "favorites/", "nothing/",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_shown_in_its_language_without_an_error(open_page: OpenPage, language: str) -> None:
    reader = open_page(viewport={"width": 1280, "height": 900})
    titles = set()
    for path in PATHS:
        visit(reader, language, path)
        titles.add(reader.title())
        assert brightness(reader) == pytest.approx((1, 0), abs=0.15)
    assert len(titles) >= len(PATHS) - 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_fits_a_phone_and_the_dark(open_page: OpenPage, language: str) -> None:
    reader = open_page(
        viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True, is_mobile=True
    )
    for path in PATHS:
        visit(reader, language, path)
        width = reader.evaluate("() => document.documentElement.scrollWidth")
        assert (path, width) == (path, 360)
        assert brightness(reader) == pytest.approx((0, 1), abs=0.2)


def visit(reader: Page, language: str, path: str) -> None:
    reader.goto(f"/{language}/{path}")
    expect(reader.locator("#main")).not_to_have_attribute("aria-busy", "true")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.locator("html")).to_have_attribute("lang", LANGUAGES[language])
    expect(reader.get_by_role("contentinfo")).to_be_visible()


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
