"""The first page of the admin, the calendar and the guide: without barriers, wide and narrow."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import barriers

PATHS = [
    "/admin/", "/admin/calendar/", "/admin/calendar/?view=list", "/admin/guide/",
    "/admin/translations/?of=snippets",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("user", ["admin", "translator"])
def test_no_page_of_the_desk_has_a_barrier(open_page: OpenPage, user: str, path: str) -> None:
    page = open_page(user=user)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert barriers(page) == []


def test_the_calendar_is_used_by_keyboard(editor: Page) -> None:
    editor.goto("/admin/calendar/?month=2026-01")
    title = editor.get_by_role("heading", level=2)
    expect(title).to_have_text("January 2026")
    editor.get_by_role("link", name="Previous month").focus()
    for _step in range(2):
        editor.keyboard.press("Tab")
    expect(editor.get_by_role("link", name="Next month")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(title).to_have_text("February 2026")


def test_what_is_scheduled_is_one_click_from_the_first_page_and_in_the_calendar(
    editor: Page,
) -> None:
    editor.goto("/admin/")
    coming = editor.get_by_role("region", name="Scheduled and expiring")
    scheduled = coming.get_by_role("link").first
    title = scheduled.inner_text()
    coming.get_by_role("link", name="Calendar").click()
    editor.get_by_role("link", name="List").click()
    editor.get_by_role("link", name=title).click()
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))


def test_on_a_phone_the_month_is_the_days_with_something_on_them(open_page: OpenPage) -> None:
    page = open_page(user="editor", viewport={"width": 390, "height": 800})
    page.goto("/admin/calendar/?month=2020-02")
    expect(page.get_by_text("Nothing goes live, expires or comes into force")).to_be_visible()
    expect(page.locator(".calendar td:visible")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
