"""Editors and translators see what they write on the site itself before anybody else does."""

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser import people
from tests.browser.people import Draft

ARTICLE = Draft(title="Lights in the fog", slug="lights-in-the-fog")


def open_preview_panel(page: Page) -> FrameLocator:
    """Open the panel beside the editor."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_an_editor_sees_a_change_that_is_not_saved(editor: Page, reader: Page) -> None:
    people.publish_article(editor, ARTICLE)
    people.open_article(editor, ARTICLE.title)
    people.wait_until_saved(editor)
    frame = open_preview_panel(editor)
    expect(frame.get_by_role("heading", level=1)).to_have_text(ARTICLE.title)

    editor.get_by_role("textbox", name="Title").fill("Lights in thick fog")

    expect(frame.get_by_role("heading", level=1)).to_have_text("Lights in thick fog")
    expect(frame.get_by_text("Preview — not published")).to_be_visible()
    expect(frame.locator("article img").first).to_be_visible()
    expect(frame.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    reader.goto(f"/en/news/{ARTICLE.slug}/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(ARTICLE.title)
    expect(reader.get_by_text("Preview — not published")).to_have_count(0)


def test_a_new_article_is_seen_in_a_tab_of_its_own(editor: Page) -> None:
    people.begin_article(editor)
    editor.get_by_role("textbox", name="Title").fill("Only an idea")
    frame = open_preview_panel(editor)
    expect(frame.get_by_role("heading", level=1)).to_have_text("Only an idea")
    # Once it is saved the first time, the form that was shown for a new page is another one's.
    people.wait_until_saved(editor)
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))

    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()

    tab = opened.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("Only an idea")
    expect(tab).to_have_url(re.compile(r"/en/news/[\w-]+/\?preview=[\w-]{43}$"))
    assert tab.evaluate("document.referrer") == ""


def test_an_expired_preview_says_so(reader: Page) -> None:
    for path, title in (("/en/news/", "This preview has expired"), ("/zh-hans/", "此预览已过期")):
        reader.goto(f"{path}?preview={'A' * 43}")
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)


def test_a_translator_sees_the_texts_that_are_saved(editor: Page, translator: Page) -> None:
    article = Draft(title="Sound in the tunnel", slug="sound-in-the-tunnel")
    people.publish_article(editor, article)
    people.submit_for_translation(editor, article.title, language="Simplified Chinese")
    people.open_article(translator, article.title)
    people.translate_segment(translator, article.title, "隧道里的声音")

    with translator.context.expect_page() as opened:
        translator.get_by_role("link", name="Preview", exact=True).first.click()

    tab = opened.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("隧道里的声音")
    expect(tab.get_by_text("预览 — 尚未发布")).to_be_visible()
    expect(tab.get_by_text(article.summary)).to_be_visible()
    expect(tab.locator("html")).to_have_attribute("lang", "zh-Hans")
