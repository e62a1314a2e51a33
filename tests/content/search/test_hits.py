from random import Random

from wagtail.models import Page
from wagtail.query import PageQuerySet

import pytest

from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.search import hits, index_entries
from cms.content.tree import SiteTree
from tests import factories


def in_order(found: hits.Hits) -> list[hits.Hit]:
    return [found[index] for index in range(len(found))]


@pytest.fixture
def reading(english):
    tree = SiteTree.load()
    return Reading(tree, tree.roots[0])


def test_judges_the_ids_of_a_search_server_too(english, reading, monkeypatch):
    public = factories.news_page(english.news, "Engine")
    draft = factories.news_page(english.news, "Engine", live=False)
    secret = factories.news_page(english.news, "Engine")
    factories.private(secret)
    monkeypatch.setattr(index_entries, "are_in_database", lambda: False)
    monkeypatch.setattr(PageQuerySet, "search", lambda *_args, **_kwargs: [draft, public, secret])

    assert [hit.page.pk for hit in in_order(hits.hits(reading, ["engin"]))] == [public.pk]


def test_titles_that_hold_more_of_the_words_come_first(english, reading):
    one = factories.news_page(english.news, "Engine", summary="Test")
    both = factories.news_page(english.news, "Engine test", summary="Both")

    found = hits.hits(reading, ["engin", "test"])

    told = [(hit.page.pk, -hit.rank.title_count) for hit in in_order(found)]
    assert told == [(both.pk, 2), (one.pk, 1)]


@pytest.mark.parametrize(
    "question",
    [["engin"], ["engin", "test"], ["发动"], ["发"], ["е"], ["no", "such"], ["9", "engin"]],
)
def test_finds_what_the_search_backend_finds(english, question):
    texts = ["Engine", "Engines tested", "发动机", "Engine 9", "Test", "发", "Ёлка е", "Nothing"]
    for text in texts:
        factories.news_page(english.news, text, summary=f"Engine {text}")
    # The index holds images, too, and one of them has the id of a page.
    factories.image("Engine 9 test 发动 е", id=english.home.pk)
    ids = list(Page.objects.values_list("pk", flat=True))
    found = {one.pk for one in Page.objects.search(" ".join(question), operator="and")}

    assert bool(found) == (question != ["no", "such"])
    assert {one.pk for one in pages.find(index_entries.with_tokens(question))} == found
    for few in (ids, ids[::2], []):
        among = index_entries.with_tokens(question, among=few)
        assert {one.pk for one in pages.find(among)} == found.intersection(few)


def test_hits_that_have_changed_stand_where_they_would_have_been_found():
    random = Random(3)  # noqa: S311 - chosen by the seed, to be repeatable

    def hit(number):
        place = hits.HitRank(-random.randrange(3), -random.randrange(4) / 2, -number)
        model = random.choice(["news.newspage", "legal.legalnoticepage", "home.homepage"])
        return hits.Hit(place, model, 1, number << 40)

    there = {number: hit(number) for number in range(1, 40)}
    found = hits.Hits(there.values(), locale_id=1)
    for _ in range(200):
        changed = random.sample(range(1, 60), k=random.randrange(4))
        now = {number: hit(number) for number in changed if random.random() < 0.6}
        for number in changed:
            there.pop(number, None)
        there |= now
        before = in_order(found)

        after = found.with_changed([number << 40 for number in changed], now.values())

        assert in_order(found) == before
        assert in_order(after) == in_order(hits.Hits(there.values(), locale_id=1))
        found = after
