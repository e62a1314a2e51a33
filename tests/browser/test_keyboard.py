"""The site without a mouse."""

from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from cms.demo.content import news

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

    find(reader, "实验室")
    article = reader.get_by_role("main").locator(".search-result a").first
    title = article.inner_text()
    tab_to(reader, article)
    reader.keyboard.press("Enter")
    heading = reader.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    expect(heading).to_be_focused()
    keep(reader, title)
    take_off_and_back(reader, title)


def find(reader: Page, words: str) -> None:
    tab_to(reader, reader.get_by_role("banner").get_by_role("searchbox"), backwards=True)
    reader.keyboard.type(words)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"/zh-hans/search/?q={quote(words)}")
    expect(reader.get_by_role("heading", level=1)).to_be_focused()


def keep(reader: Page, title: str) -> None:
    star = reader.locator(".news-page").get_by_role("button", name="收藏", exact=True)
    tab_to(reader, star)
    reader.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(reader.get_by_role("status")).to_have_text(f"已加入收藏：{title}")


def take_off_and_back(reader: Page, title: str) -> None:
    favorites = reader.get_by_role("banner").get_by_role("link", name="收藏夹")
    tab_to(reader, favorites, backwards=True)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url("/zh-hans/favorites/")
    expect(reader.get_by_role("heading", level=1)).to_be_focused()
    kept = reader.get_by_role("main").get_by_role("button", name=f"收藏：{title}")
    tab_to(reader, kept)
    reader.keyboard.press("Enter")
    undo = reader.get_by_role("main").get_by_role("button", name="撤销")
    expect(undo).to_be_focused()
    reader.keyboard.press("Enter")
    expect(kept).to_be_focused()
    expect(kept).to_have_attribute("aria-pressed", "true")


def test_a_menu_opens_closes_and_is_left_with_the_keyboard(reader: Page) -> None:
    reader.goto(f"/en/news/{news.UNTRANSLATED}/")
    header = reader.get_by_role("banner")
    menu = header.locator(".language-switch")
    summary, front_page = menu.locator("summary"), menu.get_by_role("link")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    tab_to(reader, summary)
    expect(front_page).to_be_hidden()
    reader.keyboard.press("Enter")
    expect(front_page).to_be_visible()
    press_tab(reader)
    expect(front_page).to_be_focused()
    reader.keyboard.press("Escape")
    expect(front_page).to_be_hidden()
    expect(summary).to_be_focused()

    reader.keyboard.press("Space")
    expect(front_page).to_be_visible()
    press_tab(reader)
    press_tab(reader)
    expect(header.get_by_role("searchbox")).to_be_focused()
    expect(front_page).to_be_hidden()


def test_versions_and_folded_parts_are_reached_with_the_keyboard(reader: Page) -> None:
    reader.goto("/en/legal/exception-clause/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    tab_to(reader, reader.get_by_text("Check this text"))
    reader.keyboard.press("Enter")
    expect(reader.locator(".fingerprint code")).to_be_visible()
    tab_to(reader, reader.get_by_role("link", name="Version 1", exact=True), backwards=True)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url("/en/legal/exception-clause/?asOf=2019-03-12")
    expect(reader.get_by_role("heading", level=1)).to_be_focused()


def tab_to(reader: Page, target: Locator, *, backwards: bool = False) -> None:
    for _ in range(TABS_AT_MOST):
        press_tab(reader, backwards=backwards)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The tab key doesn't lead to {target}.")


def press_tab(reader: Page, *, backwards: bool = False) -> None:
    """Go on, and check that one sees where one is."""
    reader.keyboard.press("Shift+Tab" if backwards else "Tab")
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
