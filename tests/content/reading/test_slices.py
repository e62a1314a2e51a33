"""Lists: an order, the parts between positions in it, and what was found of one."""

from datetime import date

from django.db.models import DateField

import pytest

from cms.content.reading.slices import BY_ID, Order, Slice, Window
from cms.database import statements
from cms.news.models import NewsPage
from tests import factories

EARLY, LATE = date(2024, 1, 1), date(2024, 6, 1)
BY_DAY = Order("publication_date", DateField())
LATEST_FIRST = Order("publication_date", DateField(), is_descending=True)


@pytest.fixture
def four(english):
    """Two articles of each of two days, in the order of their ids."""
    days = (LATE, EARLY, LATE, EARLY)
    return [factories.news_page(english.news, publication_date=day) for day in days]


def found(order, part):
    condition = order.within(part)
    rows = statements.rows(
        part.named(condition.named("slices of a test", order.column, order.is_descending)),
        lambda: part.of(order.sorted(NewsPage.objects.filter(condition.build())).values("pk")),
        condition.values,
    )
    entries, has_more = part.cut(rows)
    return [row["pk"] for row in entries], has_more


@pytest.mark.parametrize(
    ("order", "numbers"),
    [(BY_ID, [0, 1, 2, 3]), (BY_DAY, [1, 3, 0, 2]), (LATEST_FIRST, [2, 0, 3, 1])],
)
def test_every_entry_is_found_once_in_both_directions(four, order, numbers):
    in_order = [four[number] for number in numbers]
    ids = [page.pk for page in in_order]
    places = [(page.publication_date, page.pk) if order.column else (page.pk,) for page in in_order]

    for index, place in enumerate(places):
        assert found(order, Window(9, after=place)) == (ids[index + 1 :], False)
        assert found(order, Window(9, before=place, is_backwards=True)) == (ids[:index], False)
    assert found(order, Window(1, after=places[0], before=places[3])) == (ids[1:2], True)
    assert found(order, Window(2, skip=1)) == (ids[1:3], True)


def test_a_list_of_nothing_has_no_entries():
    nothing = Slice.empty()
    assert (nothing.entries, nothing.has_more, nothing.count()) == ([], False, 0)
