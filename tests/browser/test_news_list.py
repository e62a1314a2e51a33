"""The list of news, and what is not on it."""

import re

from playwright.sync_api import Page, Response, expect

from cms.demo.content import news

# The demo's own articles that readers see, the newest first.
HIDDEN = {news.DRAFT, news.SCHEDULED, news.WITHDRAWN, news.PRIVATE}
ADDRESSES = [f"/en/news/{one.slug}/" for one in reversed(news.ALL) if one.slug not in HIDDEN]


def test_pages_to_the_end_without_repeating_or_leaving_out_an_article(reader: Page) -> None:
    reader.goto("/en/news/")
    addresses = listed(reader)
    older = reader.get_by_role("link", name="Older news")
    for number in range(2, 10):
        if older.count() == 0:
            break
        older.click()
        expect(reader).to_have_url(re.compile(rf"/en/news/\?page={number}&after="))
        expect(reader.get_by_role("main")).to_contain_text(f"Page {number} of ")
        addresses += listed(reader)

    assert len(addresses) == len(set(addresses))
    assert [address for address in addresses if address in ADDRESSES] == ADDRESSES
    hidden = {f"/en/news/{slug}/" for slug in HIDDEN}
    assert hidden.isdisjoint(addresses)
    expect(reader.get_by_role("main")).to_contain_text(f"{len(addresses)} articles")


def test_back_and_reload_lead_to_the_same_place_in_the_list(reader: Page) -> None:
    reader.goto("/en/news/")
    reader.get_by_role("link", name="Older news").click()
    expect(reader.get_by_role("main")).to_contain_text("Page 2 of ")
    second_page = listed(reader)
    place = reader.url

    last = reader.locator(f"main a[href='{second_page[-1]}']")
    last.scroll_into_view_if_needed()
    title = last.inner_text()
    last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    reader.go_back()
    expect(reader.get_by_role("main")).to_contain_text("Page 2 of ")
    expect(reader).to_have_url(place)
    assert listed(reader) == second_page
    expect(last).to_be_in_viewport()

    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text("Page 2 of ")
    assert listed(reader) == second_page
    expect(last).to_be_in_viewport()
    reader.get_by_role("link", name="Newer news").click()
    expect(reader.get_by_role("main")).to_contain_text("Page 1 of ")


def test_an_address_without_a_page_says_so(reader: Page) -> None:
    for path, title, home in [
        ("/en/news/nothing-of-the-kind/", "Page not found", "Go to the front page"),
        ("/zh-hans/news/nothing-of-the-kind/", "未找到页面", "前往首页"),
    ]:
        reader.goto(path)
        main = reader.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_have_text(title)
        front_page = main.get_by_role("link", name=home)
        expect(front_page).to_have_attribute("href", f"/{path.split('/')[1]}/")


def test_a_page_without_a_translation_is_offered_in_english(reader: Page) -> None:
    reader.goto(f"/zh-hans/news/{news.UNTRANSLATED}/")
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("没有简体中文版")
    main.get_by_role("link", name="English", exact=True).click()
    expect(reader).to_have_url(f"/en/news/{news.UNTRANSLATED}/")
    title = news.BY_SLUG[news.UNTRANSLATED].title
    expect(main.get_by_role("heading", level=1)).to_have_text(title)

    reader.get_by_role("banner").get_by_text("中文版", exact=True).click()
    expect(reader.get_by_role("banner")).to_contain_text(
        "This page has no version in Simplified Chinese."
    )


def test_a_private_page_tells_nothing_but_that_a_login_is_needed(reader: Page) -> None:
    private = news.BY_SLUG[news.PRIVATE]
    for language, title in [("en", "This page is restricted"), ("zh-hans", "此页面受限")]:
        with reader.expect_response(lambda answer: "query Route" in asked(answer)) as answering:
            reader.goto(f"/{language}/news/{news.PRIVATE}/")
        path = f"/{language}/news/{news.PRIVATE}/"
        route = {"__typename": "RestrictedRoute", "id": f"RestrictedRoute:{path}", "path": path}
        assert answering.value.json() == {"data": {"route": route}}
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader).to_have_title(re.compile(rf"^{title} – "))
        for secret in [private.title, private.summary, private.lead_image_alt]:
            assert secret not in reader.content()


def test_drafts_and_scheduled_articles_are_nowhere(reader: Page) -> None:
    for slug in [news.DRAFT, news.SCHEDULED, news.WITHDRAWN]:
        for language, title in [("en", "Page not found"), ("zh-hans", "未找到页面")]:
            reader.goto(f"/{language}/news/{slug}/")
            expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    for path in ["/en/", "/zh-hans/"]:
        reader.goto(path)
        expect(reader.get_by_role("heading", level=1)).to_be_visible()
        for slug in HIDDEN:
            expect(reader.locator(f"a[href*='{slug}']")).to_have_count(0)


def listed(reader: Page) -> list[str]:
    """The addresses of the articles shown, from top to bottom."""
    expect(reader.locator("#main")).not_to_have_attribute("aria-busy", "true")
    cards = reader.locator(".news-card-title a")
    expect(cards).not_to_have_count(0)
    found: list[str] = cards.evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return found


def asked(answer: Response) -> str:
    """The question of the contract that was answered."""
    return answer.request.post_data or ""
