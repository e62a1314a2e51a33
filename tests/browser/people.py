"""What people do in the admin, one function for each thing they would name."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.running import PASSWORD


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its editor has it in mind."""

    title: str
    slug: str
    summary: str = "The bench for brakes measures what a tyre feels."
    lead_image: str = "Test track"
    lead_image_alt: str = "An oval track between trees"
    heading: str = "What is measured"
    text: str = "Forty stops from high speed, one after the other."
    quote: str = "The last stop has to be as short as the first."
    attribution: str = "The engineer on duty"
    invitation: str = "There is more to read about laboratories."
    invitation_link: str = "All the news"
    category: str = "Standards"
    publication_date: str = "2026-11-02"

    @property
    def segments(self) -> list[str]:
        """Every text of it that a translator translates, in the order of the page."""
        return [
            self.title, self.summary, self.lead_image_alt, self.heading, self.text, self.quote,
            self.attribution, self.invitation, self.invitation_link,
        ]  # fmt: skip


def sign_in(page: Page, user: str) -> None:
    """Log in to the admin through its form."""
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill(user)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def publish_article(page: Page, draft: Draft) -> None:
    """Write an article below News and publish it, starting from the list of pages."""
    begin_article(page)
    page.get_by_role("textbox", name="Title").fill(draft.title)
    page.get_by_role("textbox", name="Publication date").fill(draft.publication_date)
    page.get_by_role("textbox", name="Summary").fill(draft.summary)
    choose(page, page.get_by_role("button", name="Choose an image"), draft.lead_image)
    page.get_by_role("textbox", name="Alternative text of the lead image").fill(
        draft.lead_image_alt
    )
    write_body(page, draft)
    choose(page, page.get_by_role("button", name="Choose news category"), draft.category)
    wait_until_saved(page)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"Page '{draft.title}' has been published.")


def begin_article(page: Page) -> None:
    """Open the form for a new article below News, starting from the list of pages."""
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Explore child pages of 'News'").click()
    page.get_by_role("link", name="Add child page").click()
    expect(page.get_by_role("textbox", name="Title")).to_be_visible()
    # The editor compares with what the form holds two seconds after it is shown.
    wait_until_saved(page)


def wait_until_saved(page: Page) -> None:
    """Wait until the editor has saved everything by itself, so that nothing more is on its way."""
    page.wait_for_function(
        """() => {
            const form = document.querySelector("[data-edit-form]");
            const part = (name) =>
                window.wagtail?.app?.getControllerForElementAndIdentifier(form, name);
            const [unsaved, autosave] = [part("w-unsaved"), part("w-autosave")];
            return unsaved && autosave && !autosave.submitPromise
                && unsaved.initialFormData === unsaved.formData;
        }"""
    )


def write_body(page: Page, draft: Draft) -> None:
    """Fill the body with a heading, a text, a quote and a call to action."""
    heading = insert_block(page, "Heading")
    heading.get_by_role("textbox", name="Heading").fill(draft.heading)
    text = insert_block(page, "Text")
    text.locator("[contenteditable=true]").click()
    page.keyboard.type(draft.text)
    quote = insert_block(page, "Quote")
    quote.get_by_role("textbox", name="Quote").fill(draft.quote)
    quote.get_by_role("textbox", name="Attribution").fill(draft.attribution)
    invitation = insert_block(page, "Call to action")
    invitation.get_by_role("textbox", name="Text", exact=True).fill(draft.invitation)
    invitation.get_by_role("textbox", name="Link text").fill(draft.invitation_link)
    # A window that opened while the editor saved was seen to be lost.
    wait_until_saved(page)
    invitation.get_by_role("button", name="Choose a page").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_title("Explore subpages of 'Homepage'").click()
    dialog.get_by_role("link", name="News", exact=True).click()
    expect(dialog).to_have_count(0)


def insert_block(page: Page, kind: str) -> Locator:
    """Add a block at the end of the body."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    return page.locator("[data-contentpath=body] [data-streamfield-child]").last


def choose(page: Page, button: Locator, title: str) -> None:
    """Choose something by its title in the window that a button opens."""
    button.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name=title).first.click()
    expect(dialog).to_have_count(0)


def submit_for_translation(page: Page, title: str, *, language: str) -> None:
    """Have an article translated, starting from the list of articles."""
    open_article(page, title)
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Translate this page").click()
    page.get_by_role("checkbox", name=language).check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("status")).to_have_text(
        f"The page '{title}' was successfully submitted for translation into {language}"
    )


def open_article(page: Page, title: str) -> None:
    """Open an article, or the translation editor of one, from the list of articles."""
    page.goto("/admin/articles/")
    page.get_by_role("link", name=title, exact=True).click()


def translate_segment(page: Page, text: str, translation: str) -> None:
    """Translate one segment in the translation editor, or correct what is out of date; save it."""
    segment = page.locator(".js-translation-editor li:is(.incomplete, .errored)").filter(
        has=page.get_by_text(text, exact=True)
    )
    segment.get_by_role("button", name=re.compile("^(Translate|Edit)$")).click()
    segment.get_by_role("textbox").fill(translation)
    segment.get_by_role("button", name="Save").click()
    saved = page.locator(".js-translation-editor li.complete").filter(
        has=page.get_by_text(text, exact=True)
    )
    expect(saved).to_contain_text(translation)
    expect(saved).to_contain_text("Translated manually")


def publish_translation(page: Page, *, title: str) -> None:
    """Publish from the translation editor; ``title`` is that of the translation."""
    page.get_by_role("button", name="Publish in Simplified Chinese").click()
    expect(page.get_by_role("status")).to_have_text(f"Published '{title}' in Simplified Chinese.")
