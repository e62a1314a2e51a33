"""A preview that stays dark says why, next to the editor and in the editor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.demo.content import news
from tests.browser import people
from tests.browser.conftest import PATIENCE_MILLISECONDS
from tests.browser.faulty_frontend import FAULTS, FaultyFrontend, faulty_frontend
from tests.browser.running import running_demo
from tests.browser.test_accessibility import AXE, OPTIONS
from tests.services import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = "#w-preview-iframe"


@pytest.fixture(scope="module")
def frontend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyFrontend]:
    """A frontend at another origin than the demo that sends editors there."""
    folder = tmp_path_factory.mktemp("faulty")
    kept.load_demo(folder)
    with (
        faulty_frontend() as server,
        running_demo(folder, FRONTEND_URL=server.origin) as demo,
    ):
        server.cms, server.database = demo.origin, folder / "newsroom.sqlite3"
        yield server


@pytest.fixture(scope="module")
def editor(browser: Browser, frontend: FaultyFrontend) -> Iterator[Page]:
    """An editor with an article open, next to its preview."""
    context = browser.new_context(base_url=frontend.cms, viewport={"width": 1600, "height": 900})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    page = context.new_page()
    people.sign_in(page, "editor")
    page.goto(f"/admin/articles/?q={news.MAIN.split('-')[0]}")
    page.goto(page.locator("td.title a[href*='/edit/']").first.get_attribute("href") or "")
    # Wagtail remembers that the panel is open.
    page.get_by_role("button", name="Toggle preview").click()
    yield page
    context.close()


def test_a_preview_that_is_well_says_nothing(editor: Page, frontend: FaultyFrontend) -> None:
    frontend.fault = ""
    editor.reload()
    expect(editor.frame_locator(FRAME).get_by_role("heading", level=1)).not_to_have_text("Nothing")
    expect(editor.locator(".preview-fault strong")).to_have_count(0)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_preview_that_stays_dark_says_why(
    editor: Page, frontend: FaultyFrontend, fault: str
) -> None:
    frontend.fault = fault
    editor.reload()
    notice = editor.locator(".preview-fault")
    expect(notice).to_have_attribute("data-fault", fault)
    expect(notice).to_contain_text("The preview can't be shown")
    notice.get_by_text("What to tell the website's team").click()
    told = notice.locator("details p")
    expect(told).to_be_visible()
    if fault != "ended":
        expect(told).to_contain_text(frontend.origin)
    editor.evaluate(AXE.read_text())
    result = editor.evaluate("(options) => axe.run('.preview-fault', options)", OPTIONS)
    assert [violation["id"] for violation in result["violations"]] == []

    frontend.fault = ""
    editor.reload()
    expect(editor.frame_locator(FRAME).get_by_role("heading", level=1)).not_to_have_text("Nothing")
    expect(editor.locator(".preview-fault strong")).to_have_count(0)
