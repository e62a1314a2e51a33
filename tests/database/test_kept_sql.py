"""A key that lacks a part of what shapes its SQL fails the test that uses it."""

from django.db.models import Q

import pytest

from cms.database import statements
from cms.news.models import NewsCategory
from tests import kept_sql
from tests.kept_sql import ALWAYS, IncompleteKey

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def checks():
    """A look-up of its own, so that what is found here fails no test, and nothing was used yet."""
    statements.forget()
    with kept_sql.unchecked(), kept_sql.checked() as own:
        yield own
    statements.forget()


def ask(key, *columns, condition=None):
    condition = Q() if condition is None else condition
    rows = NewsCategory.objects.filter(condition).order_by("pk")
    return statements.rows(key, lambda: rows.values(*columns), {})


def test_says_the_key_and_both_statements(checks):
    ask(("planted", 1), "slug")

    with pytest.raises(IncompleteKey) as raised:
        ask(("planted", 1), "name")

    told = str(raised.value)
    assert told.startswith("The key ('rows', ('planted', 1)) doesn't hold all")
    kept, built = told.splitlines()[1:]
    assert (kept[:14], kept[-14:]) == ("Kept:  SELECT ", ", read as slug")
    assert (built[:14], built[-14:]) == ("Built: SELECT ", ", read as name")
    assert checks.taken() == [raised.value]


@pytest.mark.parametrize(
    "other",
    [Q(name="Two"), Q(name="One", live=True), Q(pk__in=[])],
    ids=["a constant", "a condition", "nothing to find"],
)
def test_finds_whatever_differs(other):
    ask("planted", "name", condition=Q(name="One"))

    with pytest.raises(IncompleteKey):
        ask("planted", "name", condition=other)


def test_finds_rows_where_none_were_possible():
    ask("planted", "name", condition=Q(pk__in=[]))

    with pytest.raises(IncompleteKey, match="Kept:  nothing, because no row can ever match"):
        ask("planted", "name")


def test_a_whole_key_is_used_as_often_as_one_likes(checks):
    for columns in [("name",), ("slug",), ("name",), ("slug",)]:
        ask(columns, *columns)
        ask((columns, "none"), *columns, condition=Q(pk__in=[]))

    assert checks.taken() == []


def test_what_a_builder_raises_is_raised():
    def fail():
        raise RuntimeError("No.")

    ask("planted", "name")

    with pytest.raises(RuntimeError, match=r"No\."):
        statements.rows("planted", fail, {})


class Built:
    """Builds a query, and counts how often it does."""

    count = 0

    def __call__(self):
        self.count += 1
        return NewsCategory.objects.values("name")


def test_ever_fewer_uses_are_looked_at():
    build = Built()
    for number in range(64):
        # Keys of one name are counted together: most differ by the tree of a test.
        statements.rows(("planted", number % 2), build, {})

    # Both keys, the first uses after that, and those numbered 16 and 32.
    assert build.count == 2 + ALWAYS + 2


def test_what_holds_something_else_is_looked_at_after_many_uses():
    for _use in range(100):
        ask("planted", "name")

    with pytest.raises(IncompleteKey):
        ask("planted", "slug")
