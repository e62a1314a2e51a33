"""An article whose source has changed: seen by its translator, and published as it is or anew."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.running import Demo

ENGLISH, CHINESE = "Processing times and fees for 2026", "2026 年办理时限与收费标准"
OLD, NEW = "From 1 February new processing times apply.", "From 1 March new processing times apply"


def test_a_translator_is_led_to_what_is_out_of_date_and_confirms_what_is_published(
    open_page: OpenPage, own_demo: Demo
) -> None:
    translator = open_page(user="translator", origin=own_demo.origin)
    open_what_waits(translator)
    expect(translator.get_by_text("texts have changed in the source")).to_be_visible()
    translator.get_by_role("link", name="Texts side by side").first.click()
    row = translator.get_by_role("row").filter(has_text=NEW.split(maxsplit=3)[-1])
    expect(row.locator("del")).to_have_text(["February"])
    expect(row.locator("ins").first).to_have_text("March")
    expect(row).to_contain_text("out of date")
    expect(row).to_contain_text("Number not in the source: “2”")

    translator.get_by_role("link", name="To the translation").click()
    translator.get_by_role("button", name="Publish in Simplified Chinese").click()
    expect(translator.get_by_role("heading", level=1)).to_contain_text("Publish anyway?")
    expect(translator.get_by_role("row").filter(has_text="out of date")).to_have_count(2)
    translator.get_by_role("button", name="Publish anyway").click()
    expect(translator.get_by_role("status").first).to_contain_text(f"Published '{CHINESE}'")


def open_what_waits(translator: Page) -> None:
    """From the first page of the admin to the one article that is out of date."""
    translator.goto("/admin/")
    translator.get_by_role(
        "link", name=re.compile("Simplified Chinese: [0-9]+ out of date")
    ).click()
    row = translator.get_by_role("row").filter(has_text=ENGLISH)
    row.get_by_role("link", name="out of date").click()


def test_an_editor_synchronises_with_one_click(open_page: OpenPage, own_demo: Demo) -> None:
    editor = open_page(user="editor", origin=own_demo.origin)
    editor.goto("/admin/translations/?state=stale")
    row = editor.get_by_role("row").filter(has_text=ENGLISH)
    row.get_by_role("button", name="Synchronise").click()
    expect(editor.get_by_role("status").first).to_contain_text("Successfully updated translations")
    expect(editor).to_have_url(re.compile("/admin/translations/"))

    translator = open_page(user="translator", origin=own_demo.origin)
    open_what_waits(translator)
    offered = translator.locator(".js-translation-editor li.errored")
    expect(offered).to_have_count(2)
    expect(offered.first).to_contain_text("自 2 月 1 日起")
    expect(offered.first).to_contain_text("The source has changed since.")
