"""A translator clears a text, breaks one, and is told at once; nothing of it counts as done."""

import re

from playwright.sync_api import Locator, Page, expect


def test_what_is_cleared_or_too_long_is_named_at_the_text(translator: Page) -> None:
    translator.goto("/admin/translations/?q=Exception+Clause")
    translator.get_by_role("row").filter(has_text="Exception Clause").get_by_role(
        "link", name="complete"
    ).click()
    title = segment(translator, "Exception Clause")
    before = title.locator("div > p").inner_text()
    write(title, " ")
    expect(title).to_contain_text("Nothing is translated here: readers see the source text.")
    expect(title).to_have_class("errored")
    translator.reload()
    expect(title).to_have_class("incomplete")
    expect(title.get_by_role("button", name="Translate")).to_be_visible()
    write(title, "长" * 300)
    expect(title).to_contain_text("The text has 300 characters; the field holds at most 255.")
    expect(title).to_contain_text("长" * 300)
    translator.get_by_role("link", name="Texts side by side").first.click()
    expect(translator.get_by_text(re.compile(r"\d+ texts, 1 of them to be done\."))).to_be_visible()
    translator.go_back()
    write(title, before)
    expect(title).to_have_class("complete")


def segment(page: Page, text: str) -> Locator:
    """A text in the translation editor, by its source."""
    return page.locator(".js-translation-editor li").filter(
        has=page.locator("> p", has_text=re.compile(f"^{re.escape(text)}$"))
    )


def write(item: Locator, text: str) -> None:
    """Write a translation, and save it."""
    item.get_by_role("button", name=re.compile("Edit|Translate")).click()
    item.get_by_role("textbox").fill(text)
    item.get_by_role("button", name="Save").click()
