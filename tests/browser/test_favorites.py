"""The reader's favorites, kept in the browser."""

from playwright.sync_api import Page, expect

ARTICLE = "/en/news/cqc-nast-automotive-innovation-centre/"
ENGLISH = "CQC and NAST found a joint centre for automotive innovation"
CHINESE = "CQC 与 NAST 共建汽车创新技术研发中心"


def test_a_favorite_is_kept_and_follows_the_language(reader: Page) -> None:
    header, main = reader.get_by_role("banner"), reader.get_by_role("main")
    reader.goto(ARTICLE)
    star = main.locator(".news-page").get_by_role("button", name="Favorite", exact=True)
    expect(star).to_have_attribute("aria-pressed", "false")

    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    reader.reload()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(header.locator("[data-favorites-count]")).to_have_text("1")

    header.get_by_role("link", name="Favorites").click()
    expect(reader).to_have_url("/en/favorites/")
    expect(main.get_by_role("heading", level=1)).to_have_text("Favorites")
    expect(main.get_by_role("article")).to_have_count(1)
    expect(main.get_by_role("link", name=ENGLISH)).to_have_attribute("href", ARTICLE)

    header.get_by_role("link", name="中文版").click()
    expect(reader).to_have_url("/zh-hans/favorites/")
    expect(main.get_by_role("heading", level=1)).to_have_text("收藏夹")
    expect(main.get_by_role("article")).to_have_count(1)
    expect(main.get_by_role("link", name=CHINESE)).to_have_attribute(
        "href", ARTICLE.replace("/en/", "/zh-hans/")
    )


def test_a_favorite_can_be_removed_and_taken_back(reader: Page) -> None:
    main = reader.get_by_role("main")
    reader.goto(ARTICLE)
    main.locator(".news-page").get_by_role("button", name="Favorite", exact=True).click()
    reader.goto("/zh-hans/favorites/")

    main.get_by_role("button", name=f"收藏：{CHINESE}").click()
    expect(main.get_by_role("article")).to_have_count(0)
    main.get_by_role("button", name="撤销").click()
    expect(main.get_by_role("link", name=CHINESE)).to_be_visible()
    main.get_by_role("button", name=f"收藏：{CHINESE}").click()
    expect(main.get_by_role("article")).to_have_count(0)

    reader.goto("/en/favorites/")
    expect(main.get_by_text("You have no favorites yet.")).to_be_visible()
    expect(main.get_by_role("article")).to_have_count(0)
