"""An editor writes; a reader reads."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.people import Draft


def test_an_article_published_in_the_admin_is_read_on_the_site(editor: Page, reader: Page) -> None:
    draft = Draft(title="Brakes on the bench", slug="brakes-on-the-bench")

    people.publish_article(editor, draft)

    live = editor.get_by_role("status").get_by_role("link", name="View live")
    expect(live).to_have_attribute("href", f"/en/news/{draft.slug}/")
    reader.goto("/en/news/")
    reader.get_by_role("link", name=draft.title, exact=True).click()
    expect(reader).to_have_url(f"/en/news/{draft.slug}/")
    expect(reader).to_have_title(f"{draft.title} – Newsroom")
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(draft.title)
    expect(main.get_by_role("heading", level=2, name=draft.heading)).to_be_visible()
    expect(main.locator("time").first).to_have_text("2 November 2026")
    expect(main.locator(".category")).to_have_text(draft.category)
    expect(main.locator(".standfirst")).to_have_text(draft.summary)
    expect(main.get_by_text(draft.text, exact=True)).to_be_visible()
    expect(main.get_by_role("blockquote")).to_contain_text(draft.quote)
    expect(main.get_by_text(draft.attribution)).to_be_visible()
    expect(main.get_by_text(draft.invitation, exact=True)).to_be_visible()
    expect(main.get_by_role("link", name=draft.invitation_link)).to_have_attribute(
        "href", "/en/news/"
    )
    picture = main.get_by_role("img", name=draft.lead_image_alt)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 320


def test_an_unfinished_article_is_kept_as_a_draft(editor: Page, reader: Page) -> None:
    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Half a thought")
    people.choose(editor, editor.get_by_role("button", name="Choose an image"), "Test track")
    invitation = people.insert_block(editor, "Call to action")
    people.wait_until_saved(editor)
    invitation.get_by_role("textbox", name="Link text").fill("Where to?")
    people.wait_until_saved(editor)

    people.open_article(editor, "Half a thought")
    expect(editor.get_by_role("textbox", name="Link text")).to_have_value("Where to?")
    reader.goto("/en/news/half-a-thought/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_cells_of_a_spreadsheet_become_a_table(editor: Page, reader: Page) -> None:
    draft = Draft(title="Fees of the bench", slug="fees-of-the-bench")
    people.publish_article(editor, draft)
    people.open_article(editor, draft.title)
    people.insert_block(editor, "Table")
    caption = editor.get_by_role("textbox", name="Table caption")
    caption.fill("Fees in yuan")
    table = editor.locator("[data-contentpath=body] [data-streamfield-child]").filter(has=caption)
    cell = table.get_by_role("textbox", name="Row 1, column 1")
    paste(cell, 'Application\tFee\r\n"A ""new""\nbench"\t100\r\nRenewal\t50\r\n')
    expect(table.get_by_role("textbox", name="Row 3, column 2")).to_have_value("50")
    align(table, "Beginning", "End")
    press(table, "Insert column after", at="Row 3, column 1")
    table.get_by_role("textbox", name="Row 1, column 2").fill("Days")
    press(table, "Insert row below", at="Row 2, column 3")
    table.get_by_role("textbox", name="Row 3, column 1").fill("Gone")
    table.get_by_role("button", name="Remove row").click()
    press(table, "Insert column after", at="Row 1, column 2")
    expect(table.get_by_role("combobox")).to_have_count(4)
    table.get_by_role("button", name="Remove column").click()
    people.wait_until_saved(editor)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_role("status").first).to_contain_text("has been published.")

    reader.goto(f"/en/news/{draft.slug}/")
    shown = reader.get_by_role("table", name="Fees in yuan")
    expect(shown.get_by_role("columnheader")).to_have_text(["Application", "Days", "Fee"])
    assert shown.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    ) == [['A "new" bench', "", "100"], ["Renewal", "", "50"]]
    for cells in ("th", "td"):
        assert shown.locator(cells).evaluate_all(
            "cells => cells.slice(0, 3).map((cell) => cell.className)"
        ) == ["align-start", "align-start", "align-end"]
    people.open_article(editor, draft.title)
    expect(editor.get_by_role("textbox", name="Row 3, column 3")).to_have_value("50")


def align(table: Locator, *alignments: str) -> None:
    """Choose the alignments of the first columns of a table."""
    columns = table.locator("[data-contentpath=alignments]")
    for number, alignment in enumerate(alignments):
        columns.get_by_role("button", name="Add").last.click()
        columns.get_by_role("combobox").nth(number).select_option(alignment)


def press(table: Locator, button: str, *, at: str) -> None:
    """Press a button of a table's grid for the row and column of a cell."""
    table.get_by_role("textbox", name=at).focus()
    table.get_by_role("button", name=button).click()


def paste(field: Locator, text: str) -> None:
    """Paste a text, as a spreadsheet puts it on the clipboard."""
    field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            field.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_the_slug_of_a_chinese_title_is_spelled_while_it_is_typed(editor: Page) -> None:
    people.begin_article(editor)
    title = editor.get_by_role("textbox", name="Title")
    title.fill("重庆银行")
    title.press("End")
    editor.get_by_role("tab", name="Promote").click()
    slug = editor.get_by_role("textbox", name="Slug")
    expect(slug).to_have_value("chongqing-yinhang")
    editor.get_by_role("tab", name="Content").click()
    title.fill("重庆银行 2026")
    title.blur()
    editor.get_by_role("tab", name="Promote").click()
    expect(slug).to_have_value("chongqing-yinhang-2026")
    slug.fill("own")
    editor.get_by_role("tab", name="Content").click()
    title.fill("质量")
    title.blur()
    editor.get_by_role("tab", name="Promote").click()
    expect(slug).to_have_value("own")
