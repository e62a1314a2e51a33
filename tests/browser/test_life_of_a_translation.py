"""A translation from its submission to its second publication, each step by whoever takes it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.conftest import OpenPage
from tests.browser.people import Draft
from tests.browser.running import Demo, running_demo
from tests.services import kept
from tests.translation.answering import address, answering

# Translated in the demo, at another place.
KNOWN, KNOWN_IN_CHINESE = "Processing times and fees for 2026", "2026 年办理时限与收费标准"
ENGLISH = Draft(title="Tyres on ice", slug="tyres-on-ice", heading=KNOWN)
TITLE, SUMMARY = "冰面上的轮胎", "制动试验台测量轮胎所承受的力。"
CHANGED = replace(ENGLISH, summary="The bench for brakes measures what a winter tyre feels.")
CHANGED_SUMMARY = "制动试验台测量冬季轮胎所承受的力。"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of its own that asks a service of translation on this machine."""
    folder = tmp_path_factory.mktemp("life")
    kept.load_demo(folder)
    with (
        answering() as service,
        running_demo(folder, MACHINE_TRANSLATORS=address("libretranslate", service)) as running,
    ):
        yield running


def test_the_whole_life_of_a_translation(open_page: OpenPage, site: Demo) -> None:
    editor = open_page(user="editor", origin=site.origin)
    people.publish_article(editor, ENGLISH)
    people.submit_for_translation(editor, ENGLISH.title, language="Simplified Chinese")

    wide = {"width": 1600, "height": 900}
    translator = open_page(user="translator", origin=site.origin, viewport=wide)
    people.open_article(translator, ENGLISH.title)
    take_over_what_is_known(translator)
    have_the_rest_translated(translator)
    correct_what_the_checks_find(translator)
    see_it_beside(translator)
    submit_for_review(translator)

    reader = open_page(origin=site.origin)
    see_no_chinese(reader)
    approve(open_page(user="admin", origin=site.origin))
    see_in_chinese(reader, SUMMARY)

    change_the_source(editor)
    see_state(translator, "out of date")
    bring_up_to_date(editor, translator)
    see_in_chinese(reader, CHANGED_SUMMARY)
    see_state(translator, "complete")


def side_by_side(page: Page) -> None:
    page.get_by_role("link", name="Texts side by side").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Texts side by side")


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def to_the_translation(page: Page) -> None:
    page.get_by_role("link", name="To the translation").click()
    expect(page.locator(".js-translation-editor li.complete").first).to_be_visible()


def take_over_what_is_known(translator: Page) -> None:
    side_by_side(translator)
    expect(row(translator, KNOWN)).to_contain_text(f"Elsewhere: {KNOWN_IN_CHINESE}")
    translator.get_by_role("button", name="Use 1 translation from elsewhere").click()
    expect(row(translator, KNOWN)).to_contain_text("by Translation memory, not confirmed")


def have_the_rest_translated(translator: Page) -> None:
    to_the_translation(translator)
    translator.get_by_role("button", name=re.compile("Translate with LibreTranslate")).click()
    said = translator.get_by_role("status").first
    expect(said).to_contain_text("8 texts were translated by a machine.")
    side_by_side(translator)
    expect(row(translator, ENGLISH.text)).to_contain_text("Left in the source language")
    see_labels(translator)
    side_by_side(translator)


def see_labels(translator: Page) -> None:
    to_the_translation(translator)
    translator.get_by_role("button", name="Show the preview next to the texts").click()
    frame = translator.frame_locator(".preview-beside iframe:not(.is-loading)")
    said = re.compile(
        r"本页部分内容由机器翻译（LibreTranslate，\d{4}年\d+月\d+日），尚未经人工核对。"
    )
    expect(frame.locator(".machine-notice")).to_have_text(said)
    expect(frame.locator(".page-head .machine-mark").first).to_have_text("机器翻译：LibreTranslate")
    translator.get_by_role("button", name="Hide the preview").click()


def correct_what_the_checks_find(translator: Page) -> None:
    to_the_translation(translator)
    for text, translation in ((ENGLISH.title, TITLE), (ENGLISH.summary, SUMMARY)):
        correct(translator, text, translation)
    side_by_side(translator)
    summary = row(translator, ENGLISH.summary)
    expect(summary).to_contain_text("done")
    expect(summary).not_to_contain_text("Left in the source language")
    translator.get_by_role(
        "button", name="I have read them: confirm 7 machine translations"
    ).click()
    expect(translator.get_by_text("not confirmed")).to_have_count(0)


def correct(translator: Page, text: str, translation: str) -> None:
    place = translator.locator(".js-translation-editor li.complete").filter(
        has=translator.get_by_text(text, exact=True)
    )
    place.get_by_role("button", name="Edit").click()
    place.get_by_role("textbox").fill(translation)
    place.get_by_role("button", name="Save").click()
    expect(place).to_contain_text("Translated manually")


def see_it_beside(translator: Page) -> None:
    to_the_translation(translator)
    translator.get_by_role("button", name="Show the preview next to the texts").click()
    frame = translator.frame_locator(".preview-beside iframe:not(.is-loading)")
    expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
    translator.get_by_role("button", name="Hide the preview").click()


def submit_for_review(translator: Page) -> None:
    side_by_side(translator)
    translator.get_by_role("button", name="Submit for review").click()
    expect(translator.get_by_text("It was submitted for review.")).to_be_visible()


def see_no_chinese(reader: Page) -> None:
    reader.goto(f"/zh-hans/news/{ENGLISH.slug}/")
    heading = reader.get_by_role("main").get_by_role("heading", level=1)
    expect(heading).to_have_text("没有简体中文版")


def approve(reviewer: Page) -> None:
    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name=TITLE).first.click()
    reviewer.get_by_role("textbox", name="Comment").last.fill("Well said.")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_text("It was approved.")).to_be_visible()


def see_in_chinese(reader: Page, summary: str) -> None:
    reader.goto(f"/zh-hans/news/{ENGLISH.slug}/")
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.locator(".standfirst")).to_have_text(summary)
    expect(main.locator(".machine-notice, .machine-mark")).to_have_count(0)


def change_the_source(editor: Page) -> None:
    people.open_article(editor, ENGLISH.title)
    editor.get_by_role("textbox", name="Summary").fill(CHANGED.summary)
    people.wait_until_saved(editor)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_role("status").first).to_contain_text("published")


def see_state(translator: Page, state: str) -> None:
    translator.goto(f"/admin/translations/?q={ENGLISH.title.replace(' ', '+')}")
    expect(row(translator, ENGLISH.title)).to_contain_text(state)


def bring_up_to_date(editor: Page, translator: Page) -> None:
    editor.goto(f"/admin/translations/?q={ENGLISH.title.replace(' ', '+')}")
    row(editor, ENGLISH.title).get_by_role("button", name="Synchronise").click()
    expect(editor.get_by_role("status").first).to_contain_text("Successfully updated translations")
    row(translator, ENGLISH.title).get_by_role("link", name="out of date").click()
    people.translate_segment(translator, CHANGED.summary, CHANGED_SUMMARY)
    people.publish_translation(translator, title=TITLE)
