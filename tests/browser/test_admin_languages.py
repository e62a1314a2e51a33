"""The admin in each language its users may choose. That nothing fails is seen by who watches."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import OpenPage

ENGLISH = "CQC and NAST found a joint centre for automotive innovation"
CHINESE = "CQC 与 NAST 共建汽车创新技术研发中心"


@pytest.fixture
def editor_in_chinese(open_page: OpenPage) -> Iterator[Page]:
    """The editor, who has chosen Chinese for the admin."""
    editor = open_page(user="editor", has_own_session=True)
    choose_language(editor, "zh-hans")
    yield editor
    choose_language(editor, "en")


@pytest.fixture
def translator_in_chinese(open_page: OpenPage) -> Iterator[Page]:
    """The translator, who has chosen Chinese for the admin."""
    translator = open_page(user="translator", has_own_session=True)
    choose_language(translator, "zh-hans")
    yield translator
    choose_language(translator, "en")


def test_articles_are_edited_in_an_english_admin(editor: Page) -> None:
    people.open_article(editor, ENGLISH)
    see_the_article_editor(editor, save="Save draft")


def test_articles_are_edited_in_a_chinese_admin(editor_in_chinese: Page) -> None:
    people.open_article(editor_in_chinese, ENGLISH)
    see_the_article_editor(editor_in_chinese, save="保存草稿")


def test_articles_are_translated_in_an_english_admin(translator: Page) -> None:
    people.open_article(translator, CHINESE)
    see_the_translation_editor(translator, publish="Publish in Simplified Chinese")


def test_articles_are_translated_in_a_chinese_admin(translator_in_chinese: Page) -> None:
    people.open_article(translator_in_chinese, CHINESE)
    see_the_translation_editor(translator_in_chinese, publish="发布译文：简体中文")


def see_the_article_editor(page: Page, *, save: str) -> None:
    expect(page.locator("[name=title]")).to_have_value(ENGLISH)
    expect(page.get_by_role("button", name=save, exact=True)).to_be_visible()
    expect(page.locator("[data-contentpath=body] [data-streamfield-child]")).not_to_have_count(0)
    people.wait_until_saved(page)


def see_the_translation_editor(page: Page, *, publish: str) -> None:
    segments = page.locator(".js-translation-editor li.complete")
    expect(segments.first).to_contain_text(ENGLISH)
    expect(segments.first).to_contain_text(CHINESE)
    expect(page.get_by_role("button", name=publish)).to_be_visible()


def choose_language(page: Page, code: str) -> None:
    """Choose the language of the admin in one's account."""
    page.goto("/admin/account/")
    page.locator("[name=locale-preferred_language]").select_option(code)
    page.get_by_role("button", name=re.compile("^(Save|保存)")).click()
    expect(page.locator("html")).to_have_attribute("lang", code)
