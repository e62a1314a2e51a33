"""What an editor did to blocks can be undone, and blocks go from one page to another."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import people


def test_a_deleted_a_moved_and_a_changed_block_come_back(editor: Page) -> None:
    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Undone")
    people.insert_block(editor, "Heading").get_by_role("textbox").fill("First")
    text = people.insert_block(editor, "Text").locator("[contenteditable=true]")
    text.click()
    editor.keyboard.type("Second")
    body = blocks(editor)
    undo = editor.get_by_role("button", name="Undo")
    editor.get_by_role("textbox", name="Title").focus()

    body.nth(1).get_by_role("button", name="Delete").click()
    expect(body).to_have_count(1)
    expect(undo).to_have_text("Undo: Text “Second” deleted")
    undo.click()
    expect(body).to_have_count(2)
    expect(body.nth(1).locator("[contenteditable=true]")).to_have_text("Second")

    body.nth(1).get_by_role("button", name="Move up").click()
    expect(body.nth(0).locator("[contenteditable=true]")).to_have_text("Second")
    undo.click()
    expect(body.nth(0).get_by_role("textbox", name="Heading")).to_have_value("First")

    body.nth(0).get_by_role("textbox", name="Heading").fill("Spoilt")
    editor.get_by_role("textbox", name="Title").focus()
    expect(undo).to_have_text("Undo: Heading “Spoilt” changed")
    undo.click()
    expect(body.nth(0).get_by_role("textbox", name="Heading")).to_have_value("First")
    people.wait_until_saved(editor)

    people.open_article(editor, "Undone")
    expect(body).to_have_count(2)
    expect(body.nth(0).get_by_role("textbox", name="Heading")).to_have_value("First")
    expect(body.nth(1).locator("[contenteditable=true]")).to_have_text("Second")


def test_blocks_are_copied_to_another_page_with_ids_of_their_own(editor: Page) -> None:
    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Copied from")
    steps = people.insert_block(editor, "Steps")
    steps.get_by_role("textbox", name="Step").fill("Apply")
    steps.locator("[contenteditable=true]").click()
    editor.keyboard.type("In writing.")
    people.wait_until_saved(editor)
    blocks(editor).get_by_role("button", name="Copy").first.click()

    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Copied to")
    paste = editor.get_by_role("button", name="Paste copied blocks (1)")
    paste.click()
    paste.click()
    body = blocks(editor)
    expect(body).to_have_count(2)
    expect(body.nth(1).get_by_role("textbox", name="Step")).to_have_value("Apply")
    expect(body.nth(1).locator("[contenteditable=true]")).to_have_text("In writing.")
    ids = editor.locator("[data-contentpath=body] input[name$='-id']").evaluate_all(
        "fields => fields.map((field) => field.value)"
    )
    assert len(ids) == len(set(ids)) == 4
    people.wait_until_saved(editor)


def test_a_long_title_is_seen_whole(editor: Page) -> None:
    people.begin_article(editor)
    editor.set_viewport_size({"width": 500, "height": 900})
    title = editor.get_by_role("textbox", name="Title")
    title.fill("A title that goes on for longer than its field is wide")
    line = title.evaluate("field => parseFloat(getComputedStyle(field).lineHeight)")
    assert title.bounding_box()["height"] > 2 * line
    assert title.evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    title.press("Enter")
    assert "\n" not in title.input_value()
    people.wait_until_saved(editor)


def blocks(page: Page) -> Locator:
    """The blocks of the body that aren't deleted."""
    return page.locator(
        "[data-contentpath=body] [data-streamfield-stream-container]"
        " > [data-streamfield-child]:not([aria-hidden=true])"
    )
