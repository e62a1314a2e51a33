"""Every address of the demo, in both languages: what a careful inspector looks for."""

from typing import Any

import pytest

from tests.browser.addresses import LANGUAGES, PATHS, scroll_through, visit
from tests.browser.conftest import OpenPage
from tests.browser.inspecting import brightness, faults

# From https://web.dev/articles/cls: what more than this moves is felt as restless.
MOST_LAYOUT_SHIFT = 0.1
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
CONDITIONS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "phone-in-the-dark": {"color_scheme": "dark", **PHONE},
    # 320 px are also what is left of 1280 at a zoom of 400 %: WCAG 2.2, success criterion 1.4.10.
    "narrowest": {"viewport": {"width": 320, "height": 600}},
    "zoomed": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}


@pytest.mark.parametrize("options", CONDITIONS.values(), ids=CONDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inspector_finds_nothing(
    open_page: OpenPage, language: str, options: dict[str, Any]
) -> None:
    reader = open_page(**options)
    paper, letters = (0, 1) if "color_scheme" in options else (1, 0)
    titles = set()
    for path in PATHS:
        visit(reader, language, path)
        titles.add(reader.title())
        assert (path, faults(reader)) == (path, {})
        assert brightness(reader) == pytest.approx((paper, letters), abs=0.2)
    assert len(titles) >= len(PATHS) - 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_twice_the_size_fit(open_page: OpenPage, language: str) -> None:
    reader = open_page(**DESKTOP)
    for path in PATHS:
        visit(reader, language, path)
        reader.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        assert (path, faults(reader)) == (path, {})


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_while_a_page_comes(
    open_page: OpenPage, language: str, options: dict[str, Any]
) -> None:
    reader = open_page(**options)
    # As on a first visit, each time.
    session = reader.context.new_cdp_session(reader)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
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
    for path in PATHS:
        visit(reader, language, path)
        scroll_through(reader)
        shifts = reader.evaluate("() => window.shifts")
        assert sum(value for value, _moved in shifts) <= MOST_LAYOUT_SHIFT, (path, shifts)


def test_an_inspector_finds_what_is_wrong(open_page: OpenPage) -> None:
    reader = open_page(**PHONE)
    reader.set_content(
        """
        <meta name="viewport" content="width=device-width">
        <main><h2>Above the first</h2><h1>First</h1></main>
        <img src="data:," width="1">
        <small style="font-size: 11px">Small</small>
        <p style="width: 500px">Wide</p>
        <button style="width: 40px; height: 40px">Tap</button>
        """
    )

    found = faults(reader)

    assert {name: len(places) for name, places in found.items()} == {
        "heading out of order": 1,
        "picture without size or description": 1,
        "letters below 12 px": 1,
        "wider than the screen": 1,
        "cut off": 1,
        "too small to tap": 1,
    }
