"""Pictures: what is shown until they have come, which file is loaded, what stays visible."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news
from cms.demo.drawings import FOCAL_POINTS
from cms.demo.drawings.canvas import HEIGHT, WIDTH
from tests.browser.holding import Held

ARTICLE = f"/en/news/{news.MAIN}/"


def test_a_placeholder_stands_in_until_the_picture_has_come(reader: Page) -> None:
    held = Held(reader, "**/media/**")
    reader.goto(ARTICLE)
    picture = reader.locator(".lead-image img")
    expect(picture).to_be_visible()
    before = look(picture)
    assert before["background"].startswith('url("data:image/webp;base64,')
    assert before["complete"] is False
    assert before["width"] > 300
    assert before["height"] > 150

    held.let_go()
    expect(picture).not_to_have_class("is-coming")
    after = look(picture)
    assert after == {**before, "complete": True, "background": "none"}


def test_the_best_format_is_loaded_and_others_are_offered(reader: Page) -> None:
    reader.goto(ARTICLE)
    picture = reader.locator(".lead-image picture")
    picture.locator("img").evaluate("picture => picture.decode()")
    types = picture.locator("source").evaluate_all("sources => sources.map(({ type }) => type)")
    assert types[-2:] == ["image/webp", "image/jpeg"]
    loaded = picture.locator("img").evaluate("({ currentSrc }) => currentSrc")
    first = picture.locator("source").first.get_attribute("srcset")
    assert first is not None
    assert any(loaded.endswith(one.split(" ")[0]) for one in first.split(", "))


def test_what_must_stay_visible_does_however_it_is_cropped(reader: Page) -> None:
    reader.goto("/en/")
    picture = reader.locator(".hero img")
    expect(picture).to_be_visible()
    position = picture.evaluate("picture => getComputedStyle(picture).objectPosition")
    x, y, _width, _height = FOCAL_POINTS["wind-tunnel"]
    left, top = (float(part.rstrip("%")) for part in position.split(" "))
    assert (left, top) == pytest.approx((100 * x / WIDTH, 100 * y / HEIGHT), abs=0.1)


def look(picture: Any) -> dict[str, Any]:
    """How a picture is drawn at this moment."""
    drawn: dict[str, Any] = picture.evaluate(
        """(picture) => {
            const { width, height } = picture.getBoundingClientRect();
            const background = getComputedStyle(picture).backgroundImage;
            return { width, height, background, complete: picture.complete };
        }"""
    )
    return drawn
