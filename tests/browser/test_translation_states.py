"""A page that doesn't say what its source says tells so, and leads to the source."""

import re

import pytest
from playwright.sync_api import Page, expect

from cms.demo.content import news

STALE = re.compile(r"英语原文已于 \d{4}年\d+月\d+日更新，本译文尚未反映这一变更。")
PARTIAL = re.compile(r"本页尚未全部翻译：已译 \d+ 段，共 \d+ 段，其余以英语显示。")


@pytest.mark.parametrize(("slug", "said"), [(news.STALE, STALE), (news.PARTIAL, PARTIAL)])
def test_a_translation_that_lacks_something_says_so(
    reader: Page, slug: str, said: re.Pattern[str]
) -> None:
    reader.goto(f"/zh-hans/news/{slug}/")
    notice = reader.get_by_role("main").locator(".notice")
    expect(notice).to_contain_text(said)
    notice.get_by_role("link", name="阅读原文").click()
    expect(reader).to_have_url(f"/en/news/{slug}/")
    title = news.BY_SLUG[slug].title
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(notice).to_have_count(0)


def test_a_whole_translation_and_its_source_say_nothing(reader: Page) -> None:
    for language in ["en", "zh-hans"]:
        for path in ["", "news/", f"news/{news.MAIN}/", "legal/", "legal/exception-clause/"]:
            reader.goto(f"/{language}/{path}")
            expect(reader.get_by_role("heading", level=1)).to_be_visible()
            expect(reader.get_by_role("main").locator(".notice")).to_have_count(0)
