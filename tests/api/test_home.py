"""The front page."""

from datetime import date

from cms.home.models import ChosenNews
from tests import factories


def test_shows_chosen_and_latest_news_of_the_language(ask, english, chinese):
    pages = [
        factories.news_page(english.news, f"News {day}", publication_date=date(2024, 5, day))
        for day in range(1, 9)
    ]
    for page in pages[:3]:
        factories.translation(page, title=f"{page.title} 中文")
    draft = factories.news_page(english.news, "Draft", live=False)
    for front in (english.home, chinese.home):
        for order, page in enumerate((pages[7], draft, pages[0])):
            ChosenNews.objects.create(page=front, news=page, sort_order=order)

    in_english = ask("Home", language="en").data["home"]
    in_chinese = ask("Home", language="zh-Hans").data["home"]

    assert [one["title"] for one in in_english["chosenNews"]] == ["News 8", "News 1"]
    assert [one["title"] for one in in_english["latestNews"]] == [
        f"News {day}" for day in range(8, 2, -1)
    ]
    assert [(one["title"], one["isFallback"]) for one in in_chinese["chosenNews"]] == [
        ("News 8", True),
        ("News 1 中文", False),
    ]
    assert [one["title"] for one in in_chinese["latestNews"]] == [
        "News 3 中文",
        "News 2 中文",
        "News 1 中文",
    ]


def test_shows_no_latest_news_when_the_editor_wants_none(ask, english):
    factories.news_page(english.news)
    english.home.latest_news_count = 0
    english.home.save()

    assert ask("Home", language="en").data["home"]["latestNews"] == []


def test_the_hero_leads_to_the_page_in_the_readers_language(ask, english, chinese):
    page = factories.news_page(english.news, "Opening", slug="opening")
    factories.translation(page, title="开幕")
    for front in (english.home, chinese.home):
        front.hero_link, front.hero_image, front.hero_title = page, factories.image(), "Hero"
        front.save()

    hero = ask("Home", language="zh-Hans").data["home"]
    page.unpublish()
    hidden = ask("Home", language="en").data["home"]

    assert hero["heroLink"].pop("id").startswith("Link:")
    assert hero["heroLink"] == {
        "text": "开幕",
        "href": "/zh-hans/news/opening/",
        "language": "zh-Hans",
        "isExternal": False,
    }
    assert hero["heroImage"]["alt"] == ""
    assert hidden["heroLink"] is None
