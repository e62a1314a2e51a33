"""The search: from the header, in the address, in each language."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


@dataclass(frozen=True, slots=True)
class Words:
    """A search in a language, and what the frontend says to it."""

    language: str
    field: str
    query: str
    marked: set[str]
    title: str
    nothing: str
    other: str


WORDS = [
    Words(
        "en", "Words to search for", "battery", {"battery", "batteries"}, "Search: battery",
        "Nothing was found for “zeppelin”.", "简体中文",
    ),
    Words(
        "zh-hans", "搜索词", "电池", {"电池"}, "搜索：电池",
        "没有找到“zeppelin”。", "English",
    ),
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.language)
def test_finds_from_the_header_and_marks_what_was_found(reader: Page, words: Words) -> None:
    documents = []
    reader.on("request", lambda request: documents.append(request.is_navigation_request()))
    reader.goto(f"/{words.language}/")
    field = reader.get_by_role("banner").get_by_role("searchbox", name=words.field)
    field.fill(words.query)
    field.press("Enter")

    expect(reader).to_have_url(re.compile(rf"/{words.language}/search/\?q="))
    expect(reader).to_have_title(re.compile(f"^{words.title} – "))
    heading = reader.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    main = reader.get_by_role("main")
    expect(main.get_by_role("searchbox")).to_have_value(words.query)
    results = main.get_by_role("article")
    expect(results).not_to_have_count(0)
    for result in results.all():
        marked = {text.lower() for text in result.locator("mark").all_inner_texts()}
        assert marked
        assert marked <= words.marked
    assert documents.count(True) == 1

    title = main.locator(".search-result h2").first
    found = title.inner_text()
    title.get_by_role("link").click()
    expect(heading).to_have_text(found)
    reader.go_back()
    expect(title).to_have_text(found)
    reader.reload()
    expect(title).to_have_text(found)
    expect(main.get_by_role("searchbox")).to_have_value(words.query)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.language)
def test_says_that_nothing_was_found_and_leads_to_the_other_language(
    reader: Page, words: Words
) -> None:
    main = reader.get_by_role("main")
    reader.goto(f"/{words.language}/search/?q=zeppelin")
    expect(main).to_contain_text(words.nothing)
    expect(main.get_by_role("article")).to_have_count(0)
    main.get_by_role("link", name=words.other).click()
    expect(reader).to_have_url(re.compile(r"/search/\?q=zeppelin$"))
    expect(reader).not_to_have_url(re.compile(f"/{words.language}/"))
    expect(main.get_by_role("searchbox")).to_have_value("zeppelin")


def test_the_language_switch_keeps_the_words(reader: Page) -> None:
    reader.goto("/en/search/?q=CQC")
    expect(reader.get_by_role("main").get_by_role("article")).not_to_have_count(0)
    reader.get_by_role("banner").get_by_role("link", name="中文版").click()
    expect(reader).to_have_url("/zh-hans/search/?q=CQC")
    expect(reader.get_by_role("main").get_by_role("article")).not_to_have_count(0)
    reader.go_back()
    expect(reader).to_have_url("/en/search/?q=CQC")
    expect(reader).to_have_title(re.compile("^Search: CQC – "))


def test_pages_through_the_results_there_and_back(reader: Page) -> None:
    main = reader.get_by_role("main")
    reader.goto("/en/search/?q=the")
    expect(main).to_contain_text(re.compile(r"\d+ results for “the” · Page 1 of \d"))
    first = results_of(reader)
    main.get_by_role("link", name="More results").click()
    expect(main).to_contain_text("Page 2 of ")
    second = results_of(reader)
    assert (len(first), set(first) & set(second)) == (10, set())

    main.get_by_role("link", name="More results").click()
    expect(main).to_contain_text("Page 3 of ")
    main.get_by_role("link", name="Previous results").click()
    expect(main).to_contain_text("Page 2 of ")
    assert results_of(reader) == second
    reader.go_back()
    reader.go_back()
    expect(main).to_contain_text("Page 2 of ")
    assert results_of(reader) == second
    main.get_by_role("link", name="Previous results").click()
    expect(reader).to_have_url("/en/search/?q=the")
    expect(main).to_contain_text("Page 1 of ")
    assert results_of(reader) == first


def test_words_are_shown_as_words_whatever_they_are(reader: Page) -> None:
    main = reader.get_by_role("main")
    query = "<img src=x onerror=alert(1)>"
    reader.goto("/en/search/")
    expect(main.get_by_role("searchbox")).to_be_focused()
    main.get_by_role("searchbox").fill(query)
    main.get_by_role("button", name="Search").click()
    expect(main).to_contain_text(f"Nothing was found for “{query}”.")
    expect(main.locator("img")).to_have_count(0)

    long_query = " ".join(f"word{number}" for number in range(60))[:199].strip()
    for query, told in [
        ("!?", "That can’t be searched for."),
        (long_query, f"Nothing was found for “{long_query}”."),
    ]:
        main.get_by_role("searchbox").fill(query)
        main.get_by_role("searchbox").press("Enter")
        # What was found takes the place of the form that was filled.
        expect(main).to_contain_text(told)
        expect(main.get_by_role("searchbox")).to_have_value(query)
    reader.goto("/en/search/?q=%21%3F")
    expect(main).to_contain_text("That can’t be searched for.")


def test_a_cursor_that_leads_nowhere_leads_to_the_first_page(reader: Page) -> None:
    reader.goto("/en/search/?q=the&page=2&after=nowhere")
    expect(reader.get_by_role("main")).to_contain_text("Page 1 of ")


def test_a_phone_has_a_button_that_leads_to_the_field(open_page: OpenPage) -> None:
    reader = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    reader.goto("/en/news/")
    reader.get_by_role("banner").get_by_role("button", name="Search").tap()
    expect(reader).to_have_url(re.compile(r"/en/search/(\?q=)?$"))
    field = reader.get_by_role("main").get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill("noise")
    field.press("Enter")
    expect(reader.get_by_role("main").get_by_role("article")).not_to_have_count(0)


def results_of(reader: Page) -> list[str]:
    """The addresses of the results, from top to bottom."""
    links = reader.get_by_role("main").locator(".search-result h2 a")
    found: list[str] = links.evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return found
