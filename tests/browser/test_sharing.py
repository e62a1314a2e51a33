"""Somebody without an account sees a draft by a link, comments on it and approves it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import barriers


def test_a_draft_is_shared_commented_on_approved_and_revoked(editor: Page, reader: Page) -> None:
    editor.goto("/admin/articles/")
    editor.get_by_role("link", name=re.compile("hydrogen", re.IGNORECASE)).first.click()
    editor.get_by_role("button", name="Actions").first.click()
    editor.get_by_role("link", name="Share the draft").click()
    expect(editor.get_by_role("button", name="Make a link")).to_be_visible()
    assert barriers(editor) == []
    editor.get_by_role("button", name="Make a link").click()
    link = editor.get_by_label("Copy this link now").input_value()

    comment_and_approve(reader, link)

    editor.reload()
    expect(editor.get_by_text("Say which year.")).to_be_visible()
    expect(editor.get_by_text("not shown again")).to_have_count(0)
    assert barriers(editor) == []
    editor.goto("/admin/shared-links/")
    expect(editor.get_by_role("cell", name="1 valid")).to_be_visible()
    assert barriers(editor) == []
    editor.get_by_role("button", name=re.compile("^Revoke the link")).click()
    expect(editor.get_by_role("status")).to_contain_text("The link was revoked.")

    reader.goto(link)
    expect(reader.get_by_role("heading", level=1)).to_have_text("This link doesn't work")
    assert barriers(reader) == []


def comment_and_approve(reader: Page, link: str) -> None:
    """Look at a shared draft, write about a place in it, and approve it."""
    reader.goto(link)
    frame = reader.frame_locator("iframe")
    expect(frame.get_by_text("Draft shared by the newsroom until")).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_have_text(reader.locator("h1").inner_text())
    expect(frame.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    comments = reader.locator("#comments")
    comments.get_by_label("Your name").fill("Li")
    comments.get_by_label("Place").select_option(index=2)
    comments.get_by_label("Comment", exact=True).fill("Say which year.")
    comments.get_by_role("button", name="Comment").click()
    expect(comments.get_by_role("article")).to_contain_text("Say which year.")
    approval = reader.locator("#approvals")
    approval.get_by_label("Your name").fill("Li")
    approval.get_by_role("button", name="Approve").click()
    expect(approval.get_by_role("listitem")).to_contain_text("Approved by Li")
    assert barriers(reader) == []
