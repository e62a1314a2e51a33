"""An editor names a draft, and compares it with what was saved afterwards."""

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.test_accessibility import barriers


def open_named_versions(page: Page) -> None:
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Named versions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Named versions")


def test_a_named_version_stays_beside_what_is_saved_afterwards(editor: Page) -> None:
    people.begin_article(editor)
    title = editor.get_by_role("textbox", name="Title")
    title.fill("As it was sent")
    title.blur()
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_role("button", name="Actions").first).to_be_visible()
    open_named_versions(editor)
    assert barriers(editor) == []
    editor.get_by_role("textbox", name="Name").fill("as sent to the lawyer")
    editor.get_by_role("button", name="Name it").click()
    expect(editor.get_by_role("status")).to_contain_text("The version was named.")
    expect(editor.get_by_role("rowheader", name="as sent to the lawyer")).to_be_visible()

    editor.get_by_role("link", name="Edit the page").click()
    people.wait_until_saved(editor)
    title.fill("As it is now")
    title.blur()
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    open_named_versions(editor)
    assert barriers(editor) == []
    editor.set_viewport_size({"width": 390, "height": 800})
    assert barriers(editor) == []
    editor.get_by_role("link", name="Compare “as sent to the lawyer”").click()

    expect(editor.get_by_text("As it was sent").first).to_be_visible()
    expect(editor.get_by_text("As it is now").first).to_be_visible()
