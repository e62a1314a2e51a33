"""Search for readers."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.content.caching import cache_tags
from cms.delivery.models import RaisedTags
from tests import factories, snapshots

SENTENCE = "<p>双方共同成立汽车创新技术研发中心，并在襄阳揭牌。</p>"


def titles(answer):
    return [edge["node"]["page"]["title"] for edge in answer.data["search"]["edges"]]


def marked(text):
    return "".join(
        f"[{part['text']}]" if part["isMatch"] else part["text"] for part in text["parts"]
    )


@pytest.fixture
@snapshots.fixture
def opening(english, chinese):
    body = [
        factories.heading("A new centre"),
        factories.rich_text("<p>Both parties are testing &lt;engines&gt; together.</p>"),
        factories.quote("A milestone", "The director"),
    ]
    page = factories.news_page(
        english.news, "Innovation centre opened", slug="opening", body=body, summary="In Xiangyang."
    )
    factories.translation(
        page, title="创新中心揭牌", summary="在襄阳。", body=[factories.rich_text(SENTENCE)]
    )
    return page


@pytest.mark.parametrize(
    "query",
    ["test", "Tested", "innovations", "XIANGYANG", "centre parties", "milestone", "ｅｎｇｉｎｅ",
     "opening"],
)  # fmt: skip
def test_finds_latin_words_with_their_endings(ask, opening, query):
    assert titles(ask("Search", query=query, language="en")) == ["Innovation centre opened"]


@pytest.mark.parametrize(
    "query", ["研发中心", "技术研发", "襄阳", "车", "创新 汽车", "揭牌", "汽车创新技术研发中心"]
)
def test_finds_a_chinese_word_inside_a_sentence(ask, opening, query):
    assert titles(ask("Search", query=query, language="zh-Hans")) == ["创新中心揭牌"]


@pytest.mark.parametrize("query", ["发动机", "中心汽车", "马", "testing"])
def test_finds_nothing_where_a_word_is_missing(ask, opening, query):
    answer = ask("Search", query=query, language="zh-Hans")

    assert answer.data["search"] == {
        "totalCount": 0,
        "edges": [],
        "pageInfo": {"hasNextPage": False, "endCursor": None},
    }


@pytest.fixture
@snapshots.fixture
def sorted_article(english, chinese):
    """An article and its translation, without a word of the terms that sort them."""
    category, tag = factories.category("Engines"), factories.tag("Milestones")
    page = factories.news_page(english.news, "Opening", category=category)
    translation = factories.translation(page, title="揭牌")
    for one in (page, translation):
        factories.tag_news(one, tag)
    return category, tag


def name_in_chinese(term, name, *, live=True):
    translation = term.copy_for_translation(factories.locale("zh-hans"))
    translation.name, translation.live = name, live
    translation.save()
    return translation


def test_finds_articles_by_category_and_tags_in_the_readers_language(ask, sorted_article):
    category, tag = sorted_article
    name_in_chinese(category, "发动机")
    name_in_chinese(tag, "里程碑")

    assert titles(ask("Search", query="engine milestone", language="en")) == ["Opening"]
    assert titles(ask("Search", query="发动机 里程碑 揭牌", language="zh-Hans")) == ["揭牌"]
    assert titles(ask("Search", query="engine", language="zh-Hans")) == []
    assert titles(ask("Search", query="发动机", language="en")) == []


def test_finds_articles_by_terms_that_lack_a_published_translation(ask, sorted_article):
    category, _tag = sorted_article
    name_in_chinese(category, "发动机", live=False)

    assert titles(ask("Search", query="engine milestone", language="zh-Hans")) == ["揭牌"]
    assert titles(ask("Search", query="发动机", language="zh-Hans")) == []


@pytest.mark.parametrize("place", [0, 1])
def test_a_term_is_found_by_its_new_name_once_that_is_published(ask, sorted_article, place):
    term = sorted_article[place]
    old = term.name
    term.name = "Sesame"
    revision = term.save_revision()
    assert titles(ask("Search", query="sesame", language="en")) == []
    assert titles(ask("Search", query=old, language="en")) == ["Opening"]

    revision.publish()

    assert titles(ask("Search", query="sesame", language="en")) == ["Opening"]
    assert titles(ask("Search", query=old, language="en")) == []


@pytest.mark.parametrize("place", [0, 1])
def test_nothing_is_found_by_a_term_that_is_a_draft(ask, sorted_article, place):
    term = sorted_article[place]
    translation = name_in_chinese(term, "芝麻")

    term.unpublish()
    assert titles(ask("Search", query=term.name, language="en")) == []
    assert titles(ask("Search", query="芝麻", language="zh-Hans")) == ["揭牌"]

    translation.unpublish()
    assert titles(ask("Search", query="芝麻", language="zh-Hans")) == []
    assert titles(ask("Search", query=term.name, language="zh-Hans")) == []


def test_an_article_is_not_found_by_a_tag_that_was_taken_from_it(ask, sorted_article, english):
    english.news.get_children().get().specific.tags.get().delete()

    assert titles(ask("Search", query="milestone", language="en")) == []
    assert titles(ask("Search", query="engine", language="en")) == ["Opening"]


def test_a_renamed_term_raises_the_searches_of_the_languages_it_is_read_in(sorted_article):
    category, _tag = sorted_article
    name_in_chinese(category, "发动机")
    RaisedTags.objects.all().delete()
    category.name = "Motors"
    category.save()

    raised = " ".join(RaisedTags.objects.values_list("tags", flat=True)).split()

    assert {tag for tag in raised if tag.startswith("search:")} == {cache_tags.search("en")}


def test_titles_come_before_terms(ask, english):
    day = datetime(2024, 1, 1, tzinfo=UTC)
    engines = factories.category("Engines")
    factories.news_page(english.news, "Engines", first_published_at=day)
    factories.news_page(
        english.news, "Other", category=engines, first_published_at=day + timedelta(days=1)
    )

    assert titles(ask("Search", query="engine", language="en")) == ["Engines", "Other"]


def test_each_language_is_searched_by_itself(ask, opening):
    assert titles(ask("Search", query="testing", language="en")) == ["Innovation centre opened"]
    assert titles(ask("Search", query="研发", language="en")) == []


def test_an_alias_is_not_found_in_a_language_it_is_not_written_in(ask, english, chinese):
    factories.alias(factories.news_page(english.news, "Opening"))

    assert titles(ask("Search", query="opening", language="zh-Hans")) == []


def test_shows_the_place_as_data_and_never_as_html(ask, opening):
    (edge,) = ask("Search", query="engines testing", language="en").data["search"]["edges"]

    assert marked(edge["node"]["excerpt"]) == ("Both parties are [testing] <[engines]> together.")
    assert marked(edge["node"]["title"]) == "Innovation centre opened"


def test_marks_the_title_and_gives_the_beginning_where_only_the_title_holds_the_words(ask, opening):
    (edge,) = ask("Search", query="opened", language="en").data["search"]["edges"]

    assert marked(edge["node"]["title"]) == "Innovation centre [opened]"
    assert marked(edge["node"]["excerpt"]) == "In Xiangyang."


def test_titles_come_first_and_then_the_latest(ask, english):
    day = datetime(2024, 1, 1, tzinfo=UTC)
    for number, (title, summary) in enumerate(
        [
            ("Engine test", "x"),
            ("Other", "Engine test"),
            ("Engine", "Test"),
            ("Last", "Engine test"),
        ]
    ):
        factories.news_page(
            english.news, title, summary=summary, first_published_at=day + timedelta(days=number)
        )

    found = titles(ask("Search", query="engine test", language="en"))

    assert found == ["Engine test", "Engine", "Last", "Other"]


def test_pages_through_all_results(ask, english):
    wanted = {factories.news_page(english.news, f"Engine {n}").title for n in range(7)}

    found, after, more = [], None, True
    while more:
        answer = ask("Search", query="engine", language="en", first=3, after=after)
        assert answer.data["search"]["totalCount"] == 7
        found += titles(answer)
        after = answer.data["search"]["pageInfo"]["endCursor"]
        more = answer.data["search"]["pageInfo"]["hasNextPage"]

    assert len(found) == 7
    assert set(found) == wanted


def test_a_cursor_holds_when_its_page_is_gone(ask, english):
    pages = [factories.news_page(english.news, f"Engine {n}") for n in range(3)]
    first = ask("Search", query="engine", language="en", first=1)
    after = first.data["search"]["pageInfo"]["endCursor"]
    next(page for page in pages if page.title == titles(first)[0]).delete()

    assert len(titles(ask("Search", query="engine", language="en", after=after))) == 2


def test_an_edited_page_is_found_by_its_new_words_once_they_are_published(ask, english):
    page = factories.news_page(english.news, "Engine")
    page.title = "Battery"
    revision = page.save_revision()
    assert titles(ask("Search", query="battery", language="en")) == []
    assert titles(ask("Search", query="engine", language="en")) == ["Engine"]

    revision.publish()

    assert titles(ask("Search", query="battery", language="en")) == ["Battery"]
    assert titles(ask("Search", query="engine", language="en")) == []


def test_every_kind_of_page_is_found(ask, english):
    english.home.hero_text = "Welcome, sesame"
    english.home.save()
    for page in (english.news, english.legal):
        page.introduction = "Sesame"
        page.save()
    factories.news_page(english.news, "Article", body=[factories.quote("Sesame")])
    factories.legal_notice(english.legal, "Notice", body=[factories.rich_text("<p>Sesame</p>")])

    found = ask("Search", query="sesame", language="en").data["search"]["edges"]

    assert {edge["node"]["page"]["__typename"] for edge in found} == {
        "HomePage", "NewsIndexPage", "NewsPage", "LegalIndexPage", "LegalNoticePage",
    }  # fmt: skip
    assert all("[" in marked(edge["node"]["excerpt"]) for edge in found)


def test_a_notice_that_was_never_in_force_is_not_found(ask, english):
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    factories.legal_notice(english.legal, "Sesame", effective_on=tomorrow)

    answer = ask("Search", query="sesame", language="en")

    assert answer.data["search"]["totalCount"] == 0


def test_hidden_pages_change_neither_results_nor_counts_nor_cursors(ask, english, chinese):
    for number in range(3):
        page = factories.news_page(english.news, f"Sesame {number}", summary="Open sesame")
        factories.translation(page, title=f"芝麻 {number}")
    questions = [("sesame", "en"), ("芝麻", "zh-Hans"), ("open sesame", "en")]
    before = [ask("Search", query=q, language=tag, first=2).content for q, tag in questions]

    factories.news_page(english.news, "Sesame draft", live=False)
    factories.news_page(
        english.news, "Sesame expired", expire_at=datetime.now(UTC) - timedelta(seconds=1)
    )
    secret = factories.news_page(english.news, "Sesame secret", body=[factories.quote("Sesame")])
    factories.translation(secret, title="芝麻")
    factories.private(secret)
    other = factories.newsroom(hostname="other.example")
    factories.news_page(other.news, "Sesame elsewhere")
    hidden = factories.news_page(english.news, "Hidden caption")
    picture = factories.image(collection=factories.private_collection())
    hidden.body = [factories.image_block(picture, "Sesame", "Sesame")]
    hidden.save()

    after = [ask("Search", query=q, language=tag, first=2).content for q, tag in questions]
    assert after == before


@pytest.mark.parametrize("query", ["", "  ", "?!", "。", "\x00", "\n\t"])
def test_nothing_is_found_where_the_reader_typed_no_word(ask, english, query):
    answer = ask("Search", query=query, language="en")

    assert answer.data["search"] == {
        "totalCount": 0, "edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None},
    }  # fmt: skip


def test_line_breaks_a_reader_pasted_are_spaces(ask, opening):
    assert (
        ask("Search", query="engine\n", language="en").data
        == ask("Search", query="engine", language="en").data
    )


def test_refuses_a_question_that_is_too_long(ask, english):
    answer = ask("Search", query="a" * 201, language="en")

    assert (answer.codes, answer.query_count) == (["BAD_ARGUMENT"], 0)
    assert answer.body["errors"][0]["extensions"]["argument"] == "query"


def test_takes_as_many_words_as_it_says_and_refuses_one_more(ask, english):
    text = [chr(0x4E00 + number) for number in range(52)]

    assert ask("Search", query="".join(text[:51]), language="en").data["search"]["edges"] == []
    assert ask("Search", query="".join(text), language="en").codes == ["BAD_ARGUMENT"]


@pytest.mark.parametrize(
    "query", ['"', 'a" OR "b', "title:engine", "engine*", "NOT engine", "engine & !x", "%", "'; --"]
)
def test_what_search_engines_take_for_operators_is_plain_text(ask, english, query):
    answer = ask("Search", query=query, language="en")

    assert answer.status == 200
    assert answer.codes in ([], ["BAD_ARGUMENT"])


@pytest.mark.parametrize("after", ["", "x", "MXwy", "bmFufG5hbnxuYW4="])
def test_a_cursor_of_another_list_is_null(ask, english, after):
    assert ask("Search", query="engine", language="en", after=after).data == {"search": None}


BOTH_WAYS = """
query ($first: Int, $after: String, $last: Int, $before: String, $page: Int) {
  search(
    query: "engine", language: "en"
    first: $first, after: $after, last: $last, before: $before, page: $page
  ) {
    totalCount
    edges { cursor node { page { title } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


def test_pages_backwards_and_by_number(ask, english):
    for number in range(7):
        factories.news_page(english.news, f"Engine {number}")

    def part(**variables):
        found = ask(BOTH_WAYS, **variables).data["search"]
        info = found["pageInfo"]
        titles = [edge["node"]["page"]["title"] for edge in found["edges"]]
        return titles, info["hasPreviousPage"], info["hasNextPage"], found["edges"]

    whole = part()[0]
    last = part(last=3)
    middle = part(last=3, before=last[3][0]["cursor"])

    assert last[:3] == (whole[4:], True, False)
    assert middle[:3] == (whole[1:4], True, True)
    assert part(last=3, before=middle[3][0]["cursor"])[:3] == (whole[:1], False, True)
    assert part(first=3, page=2)[:3] == (whole[3:6], True, True)
    assert part(first=3, page=3)[:3] == (whole[6:], True, False)
    assert part(first=3, page=4)[:3] == ([], True, False)
    assert part(first=0)[:3] == ([], False, True)
