"""The page beside the translation editor: what is typed is seen, what is clicked is found."""

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import OpenPage

SUMMARY = "自 2 月 1 日起执行新的办理时限"
TYPED = "已键入，尚未保存"


def shown(translator: Page) -> FrameLocator:
    """The page in the frame that is seen."""
    return translator.frame_locator(".preview-beside iframe:not(.is-loading)")


def wait_until_clicks_are_told(translator: Page) -> None:
    """Editor and frame have found each other, some milliseconds after the page is seen."""
    expect(shown(translator).locator("html.is-beside-editor")).to_have_count(1)


def test_what_is_typed_is_seen_and_what_is_clicked_is_found(
    open_page: OpenPage,
) -> None:
    translator = open_page(user="translator", viewport={"width": 1600, "height": 900})
    translator.goto("/admin/translations/?state=stale")
    translator.get_by_role("link", name="out of date").first.click()
    expect(translator.locator(".js-translation-editor li.complete").first).to_be_visible()
    translator.get_by_role("button", name="Show the preview next to the texts").click()
    heading = shown(translator).get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    was = heading.inner_text()
    wait_until_clicks_are_told(translator)

    heading.click()
    area = translator.locator(".js-translation-editor textarea")
    expect(area).to_be_focused()
    expect(area).to_have_value(was)
    area.fill(TYPED)
    expect(heading).to_have_text(TYPED)
    wait_until_clicks_are_told(translator)

    shown(translator).get_by_text(SUMMARY).click()
    second = translator.locator(".js-translation-editor textarea").nth(1)
    expect(second).to_be_focused()
    expect(second).to_have_value(re.compile(SUMMARY))
    # Nothing was saved.
    translator.reload()
    expect(heading).to_have_text(was)


def test_there_is_no_preview_beside_on_a_phone(open_page: OpenPage) -> None:
    translator = open_page(user="translator", viewport={"width": 390, "height": 800})
    translator.goto("/admin/translations/?state=stale")
    translator.get_by_role("link", name="out of date").first.click()
    expect(translator.locator(".js-translation-editor li").first).to_be_visible()
    toggle = translator.locator(".preview-beside-toggle")
    expect(toggle).to_have_count(1)
    expect(toggle).to_be_hidden()
