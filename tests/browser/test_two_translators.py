"""Two translators in one page: what is refused is told, and nobody's text is lost."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import people
from tests.browser.running import Demo

FIRST, SECOND = "甲的译文", "乙的译文"


def title_of(page: Page) -> Locator:
    return page.locator(".js-translation-editor li[class]").first


def open_title(browser: Browser, user: str, origin: str) -> Page:
    # Not watched: the browser writes the refusal into its console.
    page = browser.new_context(base_url=origin).new_page()
    people.sign_in(page, user)
    page.goto("/admin/translations/?state=stale")
    page.get_by_role("link", name="out of date").first.click()
    title_of(page).get_by_role("button", name="Edit").click()
    return page


def save(page: Page, text: str) -> None:
    title_of(page).get_by_role("textbox").fill(text)
    title_of(page).get_by_role("button", name="Save").click()


def test_a_text_of_somebody_else_is_seen_before_it_is_replaced(
    browser: Browser, own_demo: Demo
) -> None:
    translator, admin = (
        open_title(browser, user, own_demo.origin) for user in ("translator", "admin")
    )
    save(translator, FIRST)
    expect(title_of(translator)).to_contain_text("Translated manually")
    save(admin, SECOND)
    dialog = admin.get_by_role("dialog")
    expect(dialog).to_contain_text("has translated this text in the meantime. Yours wasn't saved")
    expect(dialog.get_by_role("blockquote")).to_have_text(FIRST)
    dialog.get_by_role("button", name="OK").click()

    # What was typed is still there; saved once more it counts.
    expect(title_of(admin)).to_contain_text(SECOND)
    translator.reload()
    expect(title_of(translator)).to_contain_text(FIRST)
    title_of(admin).get_by_role("button", name="Edit").click()
    title_of(admin).get_by_role("button", name="Save").click()
    expect(title_of(admin)).to_contain_text("Translated manually")
    translator.reload()
    expect(title_of(translator)).to_contain_text(SECOND)
    for page in (translator, admin):
        page.context.close()
