"""The site without a mouse."""

from playwright.sync_api import Locator, Page, expect

TABS_AT_MOST = 40


def test_the_first_key_skips_to_the_content(reader: Page) -> None:
    reader.goto("/en/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()

    press_tab(reader)
    skip_link = reader.get_by_role("link", name="Skip to the content")
    expect(skip_link).to_be_focused()
    expect(skip_link).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("#main")).to_be_focused()


def test_everything_a_reader_does_is_done_with_the_keyboard(reader: Page) -> None:
    header = reader.get_by_role("banner")
    reader.goto("/en/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    press_tab(reader)
    for target in [
        header.get_by_role("link", name="Newsroom for Certification and Testing"),
        header.get_by_role("link", name="Homepage"),
        header.get_by_role("link", name="Favorites"),
        header.get_by_role("link", name="中文版"),
    ]:
        press_tab(reader)
        expect(target).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url("/zh-hans/")
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hans")

    article = reader.get_by_role("main").locator(".news-card-title a").first
    title = article.inner_text()
    tab_to(reader, article)
    reader.keyboard.press("Enter")
    heading = reader.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    expect(heading).to_be_focused()

    star = reader.locator(".news-page").get_by_role("button", name="收藏", exact=True)
    tab_to(reader, star)
    reader.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(reader.get_by_role("status")).to_have_text(f"已加入收藏：{title}")
    reader.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "false")


def tab_to(reader: Page, target: Locator) -> None:
    for _ in range(TABS_AT_MOST):
        press_tab(reader)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The tab key doesn't lead to {target}.")


def press_tab(reader: Page) -> None:
    """Go on, and check that one sees where one is."""
    reader.keyboard.press("Tab")
    focus = reader.evaluate(
        """() => {
            const element = document.activeElement;
            // The title of a card is the link, and the whole card is what is outlined.
            const places = [element, element.closest(".news-card-title")?.closest(".news-card")];
            const widths = places.filter(Boolean).map((place) => {
                const { outlineStyle, outlineWidth } = getComputedStyle(place);
                return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
            });
            return { element: element.outerHTML, width: Math.max(...widths) };
        }"""
    )
    assert focus["width"] >= 2, focus
