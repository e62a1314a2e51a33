"""What an editor pastes from another program is what readers get, as blocks."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import people

CLIPBOARDS = Path(__file__).parents[1] / "importing" / "clipboards"
# A red square, large enough for a picture.
PICTURE = """() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
    const context = canvas.getContext("2d");
    for (let at = 0; at < 800; at += 1) {
        context.fillStyle = `hsl(${at} 80% 50%)`;
        context.fillRect(at, 0, 1, 600);
    }
    return canvas.toDataURL("image/png");
}"""


def test_a_text_of_word_becomes_blocks_that_readers_get(editor: Page, reader: Page) -> None:
    begin(editor, "Pasted from Word")
    text = people.insert_block(editor, "Text").locator("[contenteditable=true]")
    text.click()
    editor.keyboard.type("Before. After.")
    for _character in " After.":
        editor.keyboard.press("ArrowLeft")
    picture = editor.evaluate(PICTURE)
    word = (CLIPBOARDS / "word.html").read_text().replace("pasted:0", picture)

    paste(text, word)

    body = editor.locator("[data-contentpath=body]")
    expect(body.get_by_role("textbox", name="Heading")).to_have_count(3)
    said = body.get_by_role("status")
    said.get_by_role("button", name="Upload and insert: A track").click()
    expect(body.get_by_role("textbox", name="Alternative text")).to_have_value("A track")
    people.wait_until_saved(editor)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_role("status").first).to_contain_text("has been published.")

    reader.goto("/en/news/pasted-from-word/")
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=2)).to_have_text(["Brakes", "The bench", "Footnotes"])
    expect(main.get_by_role("heading", level=3)).to_have_text("What is measured")
    expect(main.locator("sub")).to_have_text("2")
    expect(main.get_by_role("columnheader")).to_have_text(["Road", "Metres"])
    expect(main.get_by_role("img", name="A track").last).to_be_visible()
    order = main.inner_text()
    assert order.index("Before.") < order.index("Brakes") < order.index("38.4")
    assert order.index("38.4") < order.index("Measured in May.") < order.index("After.")
    expect(main.locator("a[href='#footnote-1']")).to_have_text("1")
    expect(main.locator("#footnote-1")).to_have_text("Measured in May.")


def test_a_few_words_stay_in_the_sentence_they_are_pasted_into(editor: Page) -> None:
    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Few words")
    text = people.insert_block(editor, "Text").locator("[contenteditable=true]")
    text.click()
    editor.keyboard.type("One ")

    paste(text, '<meta charset="utf-8"><b style="font-weight:normal"><span>two</span></b>')

    expect(text).to_have_text("One two")
    expect(text.locator("[style*=bold]")).to_have_count(0)
    expect(editor.locator("[data-contentpath=body] [data-streamfield-child]")).to_have_count(1)
    people.wait_until_saved(editor)


def begin(page: Page, title: str) -> None:
    """Begin an article, with all that it needs but a body."""
    people.begin_article(page)
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Publication date").fill("2026-11-02")
    page.get_by_role("textbox", name="Summary").fill("All of it came from elsewhere.")
    people.choose(page, page.get_by_role("button", name="Choose an image"), "Test track")
    page.get_by_role("textbox", name="Alternative text of the lead image").fill("A track")


def paste(field: Locator, html: str) -> None:
    """Paste what another program has put on the clipboard."""
    field.evaluate(
        """(field, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", "plain");
            field.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        html,
    )
