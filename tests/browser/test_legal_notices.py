"""Legal notices and their versions."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect


@dataclass(frozen=True, slots=True)
class Words:
    """What the exception clause says of itself in a language."""

    language: str
    title: str
    current_date: str
    earlier_date: str
    earlier: str
    read_current: str
    first_version: str


WORDS = [
    Words(
        "en", "Exception Clause", "1 July 2024", "12 March 2019",
        "You are reading version 1, which is no longer in force.",
        "Read the version in force today", "Version 1",
    ),
    Words(
        "zh-hans", "免责条款", "2024年7月1日", "2019年3月12日",
        "您正在阅读第 1 版，该版本已失效。", "阅读现行版本", "第 1 版",
    ),
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.language)
def test_a_notice_shows_its_version_and_date_and_leads_to_earlier_ones(
    reader: Page, words: Words
) -> None:
    address = f"/{words.language}/legal/exception-clause/"
    main, facts = reader.get_by_role("main"), reader.locator(".legal-facts dd")
    reader.goto(address)
    expect(main.get_by_role("heading", level=1)).to_have_text(words.title)
    expect(facts.nth(0)).to_have_text("2")
    expect(facts.nth(1)).to_have_text(words.current_date)
    current = main.locator(".blocks").inner_text()

    main.get_by_role("link", name=words.first_version, exact=True).click()
    expect(reader).to_have_url(f"{address}?asOf=2019-03-12")
    expect(main).to_contain_text(words.earlier)
    expect(facts.nth(0)).to_have_text("1")
    expect(facts.nth(1)).to_have_text(words.earlier_date)
    assert main.locator(".blocks").inner_text() != current

    reader.goto(f"{address}?asOf=2020-06-30")
    expect(main).to_contain_text(words.earlier)
    expect(facts.nth(0)).to_have_text("1")
    main.get_by_role("link", name=words.read_current).click()
    expect(reader).to_have_url(address)
    expect(facts.nth(0)).to_have_text("2")


def test_an_earlier_version_is_switched_to_the_same_version(reader: Page) -> None:
    reader.goto("/en/legal/exception-clause/?asOf=2020-06-30")
    reader.get_by_role("banner").get_by_role("link", name="中文版").click()
    expect(reader).to_have_url("/zh-hans/legal/exception-clause/?asOf=2020-06-30")
    expect(reader.locator(".legal-facts dd").nth(1)).to_have_text("2019年3月12日")
    reader.get_by_role("link", name="阅读该文本").click()
    expect(reader).to_have_url("/en/legal/exception-clause/?asOf=2020-06-30")
    expect(reader.locator(".legal-facts dd").nth(1)).to_have_text("12 March 2019")


def test_the_introduction_of_the_website_is_there_in_both_languages(reader: Page) -> None:
    for language, title, date in [
        ("en", "Introduction of Website", "12 March 2019"),
        ("zh-hans", "网站介绍", "2019年3月12日"),
    ]:
        reader.goto(f"/{language}/")
        reader.get_by_role("contentinfo").get_by_role("link", name=title).click()
        expect(reader).to_have_url(f"/{language}/legal/introduction-of-website/")
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.locator(".legal-facts dd").nth(0)).to_have_text("1")
        expect(reader.locator(".legal-facts dd").nth(1)).to_have_text(date)
