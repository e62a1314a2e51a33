"""A language added in the admin, without code."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.running import ROOT, Demo

PATH = "/news/cqc-nast-automotive-innovation-centre/"
ENGLISH = "CQC and NAST found a joint centre for automotive innovation"
CHINESE = "CQC 与 NAST 共建汽车创新技术研发中心"
SITEWIDE = ROOT / "frontend_contract" / "operations" / "Sitewide.graphql"


def test_a_language_added_in_the_admin_appears_on_the_site(
    open_page: OpenPage, own_demo: Demo
) -> None:
    administrator = open_page(user="admin", origin=own_demo.origin)
    reader = open_page(origin=own_demo.origin)
    assert list(languages(reader)) == ["en", "zh-Hans"]

    administrator.goto("/admin/locales/")
    administrator.get_by_role("link", name="Add a locale").click()
    administrator.get_by_label("Language").select_option(label="Traditional Chinese")
    administrator.get_by_role("button", name="Enable").click()
    administrator.get_by_label("Sync from").select_option(label="English")
    administrator.get_by_role("button", name="Save").click()
    expect(administrator.get_by_role("status")).to_contain_text(
        "Locale 'Traditional Chinese' created."
    )

    assert languages(reader) == {"en": "/en/", "zh-Hans": "/zh-hans/", "zh-Hant": "/zh-hant/"}
    see_the_untranslated_page_offered(reader)
    see_english_under_the_new_address(reader)
    see_that_the_other_languages_are_as_before(reader)


def languages(reader: Page) -> dict[str, str]:
    """Front pages by language tag, as the API tells them to frontends."""
    question = {"query": SITEWIDE.read_text(), "variables": {"language": "en"}}
    answer = reader.request.post("/graphql/", data=question).json()
    return {language["tag"]: language["homePath"] for language in answer["data"]["languages"]}


def see_the_untranslated_page_offered(reader: Page) -> None:
    reader.goto(f"/en{PATH}")
    menu = opened_menu(reader, "Language: English")
    expect(menu.get_by_role("link", name="简体中文")).to_have_attribute("href", f"/zh-hans{PATH}")
    expect(menu).to_contain_text("This page has no version in Traditional Chinese.")
    menu.get_by_role("link", name="Front page in Traditional Chinese").click()
    expect(reader).to_have_url("/zh-hant/")


def see_english_under_the_new_address(reader: Page) -> None:
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hant")
    main = reader.get_by_role("main")
    expect(main).to_contain_text("本頁尚無繁體中文版，現以英文顯示。")
    reader.goto(f"/zh-hant{PATH}")
    expect(main).to_contain_text("本頁尚無繁體中文版，現以英文顯示。")
    heading = main.get_by_role("heading", level=1)
    expect(heading).to_have_text(ENGLISH)
    expect(heading).to_have_attribute("lang", "en")


def see_that_the_other_languages_are_as_before(reader: Page) -> None:
    opened_menu(reader, "語言: 繁體中文").get_by_role("link", name="简体中文").click()
    expect(reader).to_have_url(f"/zh-hans{PATH}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(CHINESE)
    opened_menu(reader, "语言: 简体中文").get_by_role("link", name="English").click()
    expect(reader).to_have_url(f"/en{PATH}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(ENGLISH)


def opened_menu(reader: Page, name: str) -> Locator:
    """The menu of languages, opened."""
    menu = reader.get_by_role("banner").get_by_role("group").filter(has_text=name)
    menu.locator("summary").click()
    return menu
