"""News, as a frontend lists and shows them."""

from datetime import date, timedelta

import pytest

from tests import factories, snapshots

TITLES = """
query ($language: String!, $first: Int, $after: String, $last: Int, $before: String, $page: Int,
       $category: String, $tag: String, $year: Int, $fallback: LanguageFallback) {
  news(language: $language, first: $first, after: $after, last: $last, before: $before,
       page: $page, category: $category, tag: $tag, year: $year, fallback: $fallback) {
    totalCount
    edges { cursor node { title isFallback contentLanguage language path } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  languages { tag }
}
"""


def titles(answer):
    return [edge["node"]["title"] for edge in answer.data["news"]["edges"]]


def test_lists_the_news_of_a_language_the_latest_first(ask, english, chinese):
    for day, title in ((1, "First"), (3, "Third"), (2, "Second")):
        page = factories.news_page(english.news, title, publication_date=date(2024, 5, day))
        if title != "Second":
            factories.translation(page, title=f"{title} 中文")

    assert titles(ask(TITLES, language="en")) == ["Third", "Second", "First"]
    assert titles(ask(TITLES, language="zh-CN")) == ["Third 中文", "First 中文"]


def test_pages_through_all_news_without_gap_or_repetition(ask, english):
    expected = []
    for number in range(7):
        day = date(2024, 5, 1) + timedelta(days=number // 3)
        page = factories.news_page(english.news, f"News {number}", publication_date=day)
        expected.append((day, page.pk, page.title))
    seen, after, sizes = [], None, []
    while True:
        answer = ask("NewsList", language="en", first=3, after=after)
        page = answer.data["news"]
        assert page["totalCount"] == 7
        seen += [edge["node"]["title"] for edge in page["edges"]]
        sizes.append(len(page["edges"]))
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == [title for _day, _pk, title in sorted(expected, reverse=True)]
    assert sizes == [3, 3, 1]


def test_a_cursor_survives_a_deletion(ask, english):
    pages = [
        factories.news_page(english.news, f"News {day}", publication_date=date(2024, 5, day))
        for day in (4, 3, 2, 1)
    ]
    after = ask("NewsList", language="en", first=2).data["news"]["pageInfo"]["endCursor"]
    pages[1].delete()

    assert titles(ask(TITLES, language="en", after=after)) == ["News 2", "News 1"]


def test_narrows_by_category_tag_and_year_in_every_language(ask, english, chinese):
    research, testing = factories.category("Research"), factories.tag("Testing")
    one = factories.news_page(
        english.news, "One", category=research, publication_date=date(2023, 1, 1)
    )
    factories.tag_news(one, testing)
    two = factories.news_page(english.news, "Two", publication_date=date(2024, 12, 31))
    translation = factories.translation(one, title="一")
    factories.translation(two, title="二")

    assert translation.category_id == research.pk
    assert titles(ask(TITLES, language="en", category="research")) == ["One"]
    assert titles(ask(TITLES, language="zh-Hans", category="research")) == ["一"]
    assert titles(ask(TITLES, language="zh-Hans", tag="testing")) == ["一"]
    assert titles(ask(TITLES, language="en", year=2024)) == ["Two"]
    assert titles(ask(TITLES, language="en", year=2024, category="research")) == []


def test_falls_back_to_the_source_language_when_asked(ask, english, chinese):
    one = factories.news_page(english.news, "One", publication_date=date(2024, 5, 1))
    factories.news_page(english.news, "Two", publication_date=date(2024, 5, 2))
    three = factories.news_page(english.news, "Three", publication_date=date(2024, 5, 3))
    factories.translation(one, title="一")
    factories.alias(three)

    without = ask(TITLES, language="zh-Hans").data["news"]
    found = ask(TITLES, language="zh-Hans", fallback="SOURCE").data["news"]

    assert [edge["node"]["title"] for edge in without["edges"]] == ["一"]
    assert found["totalCount"] == 3
    assert [
        (node["title"], node["isFallback"], node["contentLanguage"], node["language"])
        for node in (edge["node"] for edge in found["edges"])
    ] == [
        ("Three", True, "en", "zh-Hans"),
        ("Two", True, "en", "zh-Hans"),
        ("一", False, "zh-Hans", "zh-Hans"),
    ]
    assert [edge["node"]["path"].split("/")[1] for edge in found["edges"]] == [
        "zh-hans",
        "en",
        "zh-hans",
    ]


def test_names_categories_and_tags_in_the_language_of_the_answer(ask, english, chinese):
    research, testing = factories.category("Research"), factories.tag("Testing")
    draft = factories.category("Drafts", live=False)
    page = factories.news_page(english.news, "One", slug="one", category=research)
    factories.tag_news(page, testing, factories.tag("Cars"))
    factories.translation(page, title="一")
    hidden = factories.news_page(english.news, "Two", slug="two", category=draft)
    translated = research.copy_for_translation(factories.locale("zh-hans"))
    translated.name, translated.live = "研究", True
    translated.save()
    unpublished = testing.copy_for_translation(factories.locale("zh-hans"))
    unpublished.name, unpublished.live = "检测", False
    unpublished.save()

    found = ask("Route", path="/zh-hans/news/one/").data["route"]["page"]

    def term(kind, slug, name, language):
        id_ = f"{kind}:{slug}:{language}"
        return {"id": id_, "slug": slug, "name": name, "language": language}

    assert found["category"] == term("NewsCategory", "research", "研究", "zh-Hans")
    assert found["tags"] == [
        term("NewsTag", "testing", "Testing", "en"),
        term("NewsTag", "cars", "Cars", "en"),
    ]
    assert ask("Route", path="/en/news/two/").data["route"]["page"]["category"] is None
    assert hidden.category == draft
    assert ask('{ newsCategories(language: "zh-Hans") { slug name language } }').data == {
        "newsCategories": [{"slug": "research", "name": "研究", "language": "zh-Hans"}]
    }


def test_related_news_come_in_the_editors_order_and_the_readers_language(ask, english, chinese):
    main = factories.news_page(english.news, "Main", slug="main")
    translated = factories.news_page(english.news, "Translated")
    untranslated = factories.news_page(english.news, "Untranslated")
    draft = factories.news_page(english.news, "Draft", live=False)
    factories.translation(translated, title="已译")
    factories.relate(main, untranslated, draft, translated, main)
    factories.translation(main, title="主要")

    in_english = ask("Route", path="/en/news/main/").data["route"]["page"]["relatedNews"]
    in_chinese = ask("Route", path="/zh-hans/news/main/").data["route"]["page"]["relatedNews"]

    assert [one["title"] for one in in_english] == ["Untranslated", "Translated"]
    assert [(one["title"], one["contentLanguage"]) for one in in_chinese] == [
        ("Untranslated", "en"),
        ("已译", "zh-Hans"),
    ]


def test_related_news_can_be_followed_level_by_level(ask, english):
    one, two, three = (factories.news_page(english.news, title) for title in ("1", "2", "3"))
    factories.relate(one, two)
    factories.relate(two, three)

    answer = ask(
        "query ($id: ID!) { node(id: $id) { ... on NewsPage {"
        " relatedNews { title relatedNews { title relatedNews { title } } } } } }",
        id=ask("Route", path=f"/en/news/{one.slug}/").data["route"]["page"]["id"],
    )

    assert answer.data["node"]["relatedNews"] == [
        {"title": "2", "relatedNews": [{"title": "3", "relatedNews": []}]}
    ]


def test_shows_every_block(ask, english, chinese):
    shown, offered = factories.image("A gear"), factories.document("A paper")
    target = factories.news_page(english.news, "Target", slug="target")
    factories.translation(target, title="目标")
    page = factories.news_page(
        english.news,
        "All",
        slug="all",
        lead_image=shown,
        lead_image_alt="A gear wheel",
        body=factories.every_block(shown=shown, offered=offered, page=target),
    )
    factories.translation(page, title="全部", lead_image_alt="齿轮")

    in_english = ask("Route", path="/en/news/all/").data["route"]["page"]
    in_chinese = ask("Route", path="/zh-hans/news/all/").data["route"]["page"]

    assert [block["__typename"] for block in in_english["body"]] == [
        "HeadingBlock",
        "RichTextBlock",
        "ImageBlock",
        "GalleryBlock",
        "QuoteBlock",
        "DownloadBlock",
        "EmbedBlock",
        "CallToActionBlock",
        "TableBlock",
        "NoticeBlock",
        "AccordionBlock",
        "StepsBlock",
        "DocumentListBlock",
        "FootnotesBlock",
        "ReusableTextBlock",
        "ContactPersonBlock",
    ]
    link = '<a href="/zh-hans/news/target/" hreflang="zh-Hans">this page</a>'
    assert in_chinese["body"][1]["richText"]["html"] == f"<p>See {link}.</p>"
    assert in_chinese["body"][7]["link"]["href"] == "/zh-hans/news/target/"
    assert (in_english["leadImage"]["alt"], in_chinese["leadImage"]["alt"]) == (
        "A gear wheel",
        "齿轮",
    )
    table = in_english["body"][8]
    assert (table["caption"], table["alignments"]) == ("Fees", ["START", "END"])
    assert (table["hasHeaderRow"], table["hasHeaderColumn"]) == (True, False)
    assert [[cell["text"] for cell in row["cells"]] for row in table["rows"]] == [
        ["Application", "Fee"],
        ["New", "100"],
    ]
    ids = [block["id"] for block in in_english["body"] + in_chinese["body"]]
    assert len(set(ids)) == 32
    notice, accordion, steps, documents, footnotes, text, person = in_english["body"][9:]
    assert (notice["urgency"], notice["title"]) == ("WARNING", "Before you come")
    assert [item["richText"]["html"] for item in accordion["items"]] == [
        "<p>A week.</p>",
        "<p>100.</p>",
    ]
    assert [item["title"] for item in steps["items"]] == ["Apply", "Wait"]
    assert [item["document"]["filename"] for item in documents["items"]] == [
        in_english["body"][5]["document"]["filename"]
    ]
    assert [(note["number"], note["anchor"]) for note in footnotes["notes"]] == [
        (1, "footnote-1"),
        (2, "footnote-2"),
    ]
    assert text["richText"]["html"] == (
        '<p>As <a href="/en/news/target/" hreflang="en">there</a>.</p>'
    )
    assert (person["name"], person["photo"]["alt"]) == ("Press office", "A desk")


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"first": 10_000}, "BAD_ARGUMENT"),
        ({"first": -1}, "BAD_ARGUMENT"),
        ({"last": 101}, "BAD_ARGUMENT"),
        ({"last": -1}, "BAD_ARGUMENT"),
        ({"page": 2, "after": "MjAyNC0wNS0wMXwx"}, "BAD_ARGUMENT"),
        ({"page": 2, "last": 3}, "BAD_ARGUMENT"),
        ({"language": "xx"}, "UNKNOWN_LANGUAGE"),
        ({"language": ""}, "UNKNOWN_LANGUAGE"),
        ({"language": "not a tag"}, "UNKNOWN_LANGUAGE"),
        ({"language": "e" * 100_000}, "UNKNOWN_LANGUAGE"),
        ({"language": "en\x00"}, "UNKNOWN_LANGUAGE"),
    ],
)
def test_says_what_is_wrong_with_an_argument(ask, english, variables, code):
    answer = ask(TITLES, **({"language": "en"} | variables))

    assert answer.codes == [code]
    assert answer.body["data"] == {"news": None, "languages": [{"tag": "en"}]}
    assert len(answer.content) < 1_000


@pytest.mark.parametrize(
    "variables",
    [
        {"after": ""},
        {"after": "x" * 5_000},
        {"after": "MjAyNC0wNS0wMXxudWxs"},
        {"after": "MjAyNC0wNS0wMXw5OTk5OTk5OTk5OTk5OTk5OTk5OQ=="},
        {"before": "nowhere"},
        {"category": "gone"},
        {"category": ""},
        {"category": "x" * 100_000},
        {"category": "a\x00b"},
        {"tag": "gone"},
        {"tag": "a\nb"},
        {"year": 0},
        {"year": 10_000},
        {"page": 0},
        {"page": -1},
    ],
)
def test_what_an_address_names_and_is_not_there_is_null_and_the_rest_stays(ask, english, variables):
    factories.category("Gone for readers", slug="hidden", live=False)

    for more in ({}, {"category": "hidden"}):
        answer = ask(TITLES, **{"language": "en"} | variables | more)
        assert answer.data == {"news": None, "languages": [{"tag": "en"}]}


def numbers(answer):
    return [int(title) for title in titles(answer)]


@pytest.fixture
@snapshots.fixture
def fourteen(english):
    for number in range(1, 15):
        day = date(2024, 1, 15 - number // 2)
        factories.news_page(english.news, str(number), publication_date=day)
    return english


def test_pages_backwards_and_by_number_as_it_does_forwards(ask, fourteen):
    all_of_them = numbers(ask(TITLES, language="en"))
    pages: list[list[int]] = []
    before = None
    while before is None or pages[0]:
        news = ask(TITLES, language="en", last=4, before=before).data["news"]
        pages.insert(0, [int(edge["node"]["title"]) for edge in news["edges"]])
        assert news["pageInfo"]["hasNextPage"] is (before is not None)
        assert news["pageInfo"]["hasPreviousPage"] is (sum(len(one) for one in pages) < 14)
        before = news["pageInfo"]["startCursor"]
    by_number = [ask(TITLES, language="en", first=4, page=number) for number in (1, 2, 3, 4, 5)]
    far = ask(TITLES, language="en", first=100, page=2**31 - 1)

    assert [number for page in pages for number in page] == all_of_them
    assert [len(page) for page in pages] == [0, 2, 4, 4, 4]
    assert [numbers(page) for page in by_number] == [
        all_of_them[:4], all_of_them[4:8], all_of_them[8:12], all_of_them[12:], [],
    ]  # fmt: skip
    infos = [page.data["news"]["pageInfo"] for page in by_number]
    assert [info["hasNextPage"] for info in infos] == [True, True, True, False, False]
    assert [info["hasPreviousPage"] for info in infos] == [False, True, True, True, True]
    assert numbers(far) == []
    assert {page.query_count for page in by_number} == {by_number[0].query_count}


def test_reads_what_lies_between_two_cursors_from_either_end(ask, fourteen):
    edges = ask(TITLES, language="en").data["news"]["edges"]
    between = {"after": edges[3]["cursor"], "before": edges[9]["cursor"]}
    titles_between = [int(edge["node"]["title"]) for edge in edges[4:9]]
    forwards = ask(TITLES, language="en", first=3, **between)
    backwards = ask(TITLES, language="en", last=3, **between)

    assert numbers(forwards) == titles_between[:3]
    assert numbers(backwards) == titles_between[2:]
    assert numbers(ask(TITLES, language="en", first=9, **between)) == titles_between


def test_a_part_of_no_entries_stays_where_it_was_asked_for(ask, fourteen):
    edges = ask(TITLES, language="en").data["news"]["edges"]
    cursor, last = edges[3]["cursor"], edges[-1]["cursor"]

    def info(**variables):
        found = ask(TITLES, language="en", **variables).data["news"]
        assert (found["edges"], found["totalCount"]) == ([], 14)
        return found["pageInfo"]

    assert info(first=0, after=cursor) == {
        "hasNextPage": True, "hasPreviousPage": True, "startCursor": cursor, "endCursor": cursor,
    }  # fmt: skip
    assert info(last=0, before=cursor) == info(first=0, after=cursor)
    assert info(first=5, after=last)["endCursor"] == last
    assert info(last=0) == {
        "hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None,
    }  # fmt: skip


def test_an_unknown_language_names_those_there_are(ask, english, chinese):
    error = ask(TITLES, language="fr").body["errors"][0]

    assert error["message"] == "This site has no language “fr”."
    assert error["extensions"] == {"code": "UNKNOWN_LANGUAGE", "languages": ["en", "zh-Hans"]}


def test_a_deleted_category_is_refused_while_news_are_in_it_and_unknown_afterwards(ask, english):
    research = factories.category("Research")
    page = factories.news_page(english.news, "One", category=research)
    with pytest.raises(Exception, match="protected foreign keys"):
        research.delete()
    assert titles(ask(TITLES, language="en", category="research")) == ["One"]

    page.category = None
    page.save()
    research.delete()

    assert ask(TITLES, language="en", category="research").data["news"] is None
    assert titles(ask(TITLES, language="en")) == ["One"]


def test_gives_an_empty_list_of_no_length(ask, english):
    factories.news_page(english.news)

    assert ask(TITLES, language="en", first=0).data["news"] == {
        "totalCount": 1,
        "edges": [],
        "pageInfo": {
            "hasNextPage": True,
            "hasPreviousPage": False,
            "startCursor": None,
            "endCursor": None,
        },
    }


SEARCHED = """
query ($language: String!, $search: String, $fallback: LanguageFallback) {
  news(language: $language, search: $search, fallback: $fallback) {
    totalCount
    edges { node { title } }
  }
}
"""


def found(ask, **variables):
    news = ask(SEARCHED, **variables).data["news"]
    titles = [edge["node"]["title"] for edge in news["edges"]]
    assert news["totalCount"] == len(titles)
    return titles


def test_is_searched_in_its_language_with_the_latest_first(ask, english, chinese):
    body = [factories.rich_text("<p>Tests of a battery.</p>")]
    page = factories.news_page(english.news, "Older", body=body, publication_date=date(2024, 1, 1))
    factories.news_page(english.news, "Battery tested", publication_date=date(2024, 1, 2))
    factories.news_page(english.news, "Something else")
    factories.translation(page, title="电池测试", body=[])
    factories.private(factories.news_page(english.news, "Battery test in secret"))

    assert found(ask, language="en", search="testing batteries") == ["Battery tested", "Older"]
    assert found(ask, language="zh-Hans", search="测试") == ["电池测试"]
    assert found(ask, language="zh-Hans", search="battery") == []
    assert found(ask, language="zh-Hans", search="battery", fallback="SOURCE") == ["Battery tested"]
    assert found(ask, language="en", search="?!") == []
