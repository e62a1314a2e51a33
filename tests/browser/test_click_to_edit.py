"""From the preview to the field, from the field to the preview, and what else a preview offers."""

import re

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import OpenPage
from tests.browser.holding import Held
from tests.browser.people import Draft
from tests.browser.test_preview import open_preview_panel

ARTICLE = "/en/news/cqc-nast-automotive-innovation-centre/"
# What the panel beside the editor loads.
FRAME = "**/preview/*in_preview_panel=true*"


def edited(open_page: OpenPage, article: Draft) -> Page:
    """An article that is published and open in its editor, with everything saved."""
    editor = open_page(user="editor")
    people.publish_article(editor, article)
    people.open_article(editor, article.title)
    people.wait_until_saved(editor)
    return editor


def test_a_click_leads_to_the_field_and_a_field_to_its_place(open_page: OpenPage) -> None:
    editor = open_page(user="editor", viewport={"width": 1600, "height": 900})
    reader = open_page()
    reader.goto(ARTICLE)
    title = reader.get_by_role("heading", level=1).inner_text()
    people.open_article(editor, title)
    people.wait_until_saved(editor)
    frame = open_preview_panel(editor)
    expect(frame.locator("html.is-editing")).to_have_count(1)

    frame.locator(".standfirst").click()
    expect(editor.get_by_role("textbox", name="Summary")).to_be_focused()
    heading = frame.locator(".blocks h2").last
    words = heading.inner_text()
    heading.click()
    focused = editor.locator("[data-contentpath=body] input:focus")
    expect(focused).to_have_value(words)

    editor.get_by_role("textbox", name="Publication date").focus()
    outlined = frame.locator(".is-outlined")
    expect(outlined).to_have_count(1)
    expect(outlined).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\d"))
    expect(outlined).to_be_in_viewport()

    with editor.context.expect_page() as opened:
        frame.locator("header .main-navigation a").first.click()
    expect(opened.value).to_have_url(
        re.compile(r"/admin/snippets/sitewide/.*contentpath=header_navigation")
    )
    opened.value.close()

    frame.get_by_role("button", name="Edit by click").press("Enter")
    expect(frame.locator("html.is-editing")).to_have_count(0)


def test_a_tab_shows_what_was_typed_while_the_panel_was_loading(open_page: OpenPage) -> None:
    editor = edited(open_page, Draft(title="Headlamps by day", slug="headlamps-by-day"))
    held = Held(editor, FRAME)
    with editor.expect_request(FRAME):
        open_preview_panel(editor)
    editor.locator("#id_title").fill("Headlamps by night")
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Headlamps by night")
    held.let_go()
    panel = editor.frame_locator("#w-preview-iframe")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Headlamps by night")
    expect(panel.locator("html.is-editing")).to_have_count(1)


def test_a_preview_in_a_tab_offers_its_tools(open_page: OpenPage) -> None:
    editor = edited(open_page, Draft(title="Brakes in the rain", slug="brakes-in-the-rain"))
    open_preview_panel(editor)
    editor.locator("#id_title").fill("Brakes in the snow")
    people.wait_until_saved(editor)
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()
    tab = opened.value
    tab.set_viewport_size({"width": 390, "height": 800})
    expect(tab.get_by_role("heading", level=1)).to_have_text("Brakes in the snow")

    tab.get_by_role("button", name="Compare with what is published").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text("Places with other words: 1")
    frames = dialog.locator("iframe")
    expect(frames.nth(1).content_frame.locator("h1 ins")).to_have_text("snow")
    expect(frames.nth(0).content_frame.locator("h1 del")).to_have_text("rain")
    dialog.get_by_role("button", name="Close").click()

    tab.goto(f"{ARTICLE}?{tab.url.partition('?')[2]}")
    tab.get_by_role("button", name="Languages side by side").click()
    expect(frames.nth(1).content_frame.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(frames.nth(1).content_frame.locator(".preview-bar")).to_have_count(0)
    tab.keyboard.press("Escape")

    tab.get_by_role("button", name="Edit by click").click()
    tab.locator("main h1").focus()
    with tab.context.expect_page() as opened:
        tab.keyboard.press("Enter")
    expect(opened.value).to_have_url(re.compile(r"/admin/pages/\d+/edit/#:w:contentpath=title$"))
