"""From the editor through the translator to a reader of the other language."""

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import OpenPage
from tests.browser.people import Draft

ENGLISH = Draft(title="Tyres in the rain", slug="tyres-in-the-rain")
CHINESE = Draft(
    title="雨中的轮胎",
    slug=ENGLISH.slug,
    summary="制动试验台测量轮胎所承受的力。",
    lead_image_alt="树木之间的椭圆形跑道",
    heading="测量内容",
    text="从高速开始连续制动四十次。",
    quote="最后一次制动距离必须与第一次相同。",
    attribution="值班工程师",
    invitation="关于实验室还有更多文章可读。",
    invitation_link="全部新闻",
    category="标准",
)
ADDRESS = f"/zh-hans/news/{ENGLISH.slug}/"


def test_a_translation_is_read_once_it_is_published_and_not_before(
    open_page: OpenPage, editor: Page, translator: Page, reader: Page
) -> None:
    people.publish_article(editor, ENGLISH)
    people.submit_for_translation(editor, ENGLISH.title, language="Simplified Chinese")
    see_that_only_english_is_there(reader)

    people.open_article(translator, ENGLISH.title)
    for text, translation in zip(ENGLISH.segments, CHINESE.segments, strict=True):
        people.translate_segment(translator, text, translation)
    see_that_only_english_is_there(open_page())

    people.publish_translation(translator, title=CHINESE.title)
    see_the_article_in_chinese(reader)
    switch_there_and_back(reader)


def see_that_only_english_is_there(reader: Page) -> None:
    reader.goto(ADDRESS)
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("没有简体中文版")
    offered = main.get_by_role("link", name="English", exact=True)
    expect(offered).to_have_attribute("href", f"/en/news/{ENGLISH.slug}/")
    for text in [*ENGLISH.segments, *CHINESE.segments]:
        expect(reader.get_by_text(text)).to_have_count(0)
    reader.goto("/zh-hans/news/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("新闻")
    expect(reader.locator(f"a[href*='{ENGLISH.slug}']")).to_have_count(0)


def see_the_article_in_chinese(reader: Page) -> None:
    reader.goto("/zh-hans/news/")
    reader.get_by_role("link", name=CHINESE.title, exact=True).click()
    expect(reader).to_have_url(ADDRESS)
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hans")
    main = reader.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(CHINESE.title)
    expect(main.locator("time").first).to_have_text("2026年11月2日")
    expect(main.locator(".category")).to_have_text(CHINESE.category)
    expect(main.locator(".standfirst")).to_have_text(CHINESE.summary)
    expect(main.get_by_role("heading", level=2, name=CHINESE.heading)).to_be_visible()
    expect(main.get_by_text(CHINESE.text, exact=True)).to_be_visible()
    expect(main.get_by_role("blockquote")).to_contain_text(CHINESE.quote)
    expect(main.get_by_text(CHINESE.attribution)).to_be_visible()
    expect(main.get_by_role("img", name=CHINESE.lead_image_alt)).to_be_visible()
    expect(main.get_by_role("link", name=CHINESE.invitation_link)).to_have_attribute(
        "href", "/zh-hans/news/"
    )
    for text in ENGLISH.segments:
        expect(reader.get_by_text(text)).to_have_count(0)


def switch_there_and_back(reader: Page) -> None:
    header = reader.get_by_role("banner")
    header.get_by_role("link", name="English", exact=True).click()
    expect(reader).to_have_url(f"/en/news/{ENGLISH.slug}/")
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.get_by_role("heading", level=1)).to_have_text(ENGLISH.title)
    header.get_by_role("link", name="中文版", exact=True).click()
    expect(reader).to_have_url(ADDRESS)
    expect(reader.get_by_role("heading", level=1)).to_have_text(CHINESE.title)
