"""SQL that is kept: what is bound anew at every run, what is shared, and what is forgotten."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import (
    BigAutoField,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    Q,
    UUIDField,
)
from wagtail.models import Page

import pytest

from cms.content.visibility import as_column
from cms.database import statements
from cms.database.statements import EVERYTHING, Condition, Parameter, Unindexed, in_list, in_query
from cms.news.models import NewsCategory, NewsPage
from tests import factories, kept_sql


@pytest.fixture(autouse=True)
def _nothing_kept():
    statements.forget()
    # A key that is given to two statements shows which of them is run.
    with kept_sql.unchecked():
        yield
    statements.forget()


@pytest.fixture
def terms(db):
    return [factories.category(name) for name in ("One", "Two", "Three")]


class Built:
    """Builds a queryset, and counts how often it does."""

    def __init__(self, condition=None, *columns):
        self.condition = condition if condition is not None else Q()
        self.columns = columns or ("name",)
        self.count = 0

    def __call__(self):
        self.count += 1
        found = NewsCategory.objects.filter(self.condition).order_by("pk")
        return found.values(*self.columns)


def names(key, build, **values):
    return [row["name"] for row in statements.rows(key, build, values)]


WITH_NAME = Q(name=Parameter("name", CharField()))


# What is shared


def test_is_built_once_for_a_key_and_run_with_other_values(terms, django_assert_num_queries):
    build, never = Built(WITH_NAME), Built()

    assert names("a", build, name="One") == ["One"]
    with django_assert_num_queries(1) as queries:
        assert names("a", never, name="Two") == ["Two"]
    assert (build.count, never.count) == (1, 0)
    assert "Two" in queries[0]["sql"]
    assert names("a", never, name="One' OR 'a'='a") == []


def test_another_key_is_another_statement(terms):
    build = Built(WITH_NAME)
    for key in ("a", "b", ("a",), ("a", 1), 1):
        assert names(key, build, name="One") == ["One"]

    assert build.count == 5


def test_rows_and_counts_of_one_key_are_two_statements(terms):
    build = Built(WITH_NAME)

    assert names("a", build, name="One") == ["One"]
    assert statements.count("a", build, {"name": "One"}) == 1
    assert statements.count("a", build, {"name": "Four"}) == 0
    assert build.count == 2


def test_without_a_key_nothing_is_kept(terms):
    build = Built(WITH_NAME)

    assert names(None, build, name="One") == ["One"]
    assert names(None, build, name="Two") == ["Two"]
    assert statements.count(None, build, {"name": "One"}) == 1
    assert build.count == 3


def test_counts_all_rows_whatever_their_order_and_columns(terms):
    for columns in (("pk",), ("name", "locale__language_code")):
        assert statements.count(columns, Built(Q(), *columns), {}) == 3


def test_forgets_everything_when_told(terms):
    build = Built(WITH_NAME)
    names("a", build, name="One")
    statements.forget()
    names("a", build, name="One")

    assert build.count == 2


def test_keeps_no_more_than_it_should(terms):
    build = Built(WITH_NAME)
    for number in range(statements.MOST_KEPT + 1):
        names(number, build, name="One")
    assert build.count == statements.MOST_KEPT + 1

    names(statements.MOST_KEPT, build, name="One")
    names(1, build, name="One")
    assert build.count == statements.MOST_KEPT + 1
    names(0, build, name="One")
    assert build.count == statements.MOST_KEPT + 2


def test_what_a_builder_raises_is_raised_and_not_kept(terms):
    def fail():
        raise RuntimeError("No.")

    with pytest.raises(RuntimeError, match=r"No\."):
        statements.rows("a", fail, {})

    assert names("a", Built(WITH_NAME), name="One") == ["One"]


# What is bound


def test_a_value_that_is_missing_is_a_fault(terms):
    with pytest.raises(KeyError, match="name"):
        statements.rows("a", Built(WITH_NAME), {"nome": "One"})


def test_one_value_can_stand_in_several_places(terms):
    given = Parameter("name", CharField())
    build = Built(Q(name=given) | Q(slug=given))

    assert names("a", build, name="One") == ["One"]
    assert names("a", build, name="two") == ["Two"]


def test_values_and_constants_keep_their_places(terms):
    condition = Q(live=True) & WITH_NAME & ~Q(name="Three") & Q(slug=Parameter("slug", CharField()))
    build = Built(condition)

    assert names("a", build, slug="one", name="One") == ["One"]
    assert names("a", build, slug="two", name="One") == []
    assert names("a", build, slug="three", name="Three") == []


def test_signs_that_mean_something_to_sql_mean_nothing_in_values(terms):
    for sign in ("%", "%s", "%(a)s", "?", "_", "\\", '"', "；", "100 %"):
        factories.category(sign, slug=f"slug-{ord(sign[0])}-{len(sign)}")
        assert names("a", Built(WITH_NAME & ~Q(name="50 %s")), name=sign) == [sign]


@pytest.mark.parametrize(
    ("column", "field", "value"),
    [
        ("title", CharField(), "A title"),
        ("translation_key", UUIDField(), UUID("0b0f3c9e-5d0c-4f43-8a53-0f4b7b0f1a57")),
        ("publication_date", DateField(), date(2024, 2, 29)),
        ("first_published_at", DateTimeField(), datetime(2024, 2, 29, 23, 59, 59, 999999, UTC)),
        ("depth", IntegerField(), 4),
    ],
)
def test_values_are_adapted_and_results_converted_as_django_does_it(english, column, field, value):
    page = factories.news_page(english.news)
    factories.news_page(english.news)
    NewsPage.objects.filter(pk=page.pk).update(**{column: value})

    def build():
        return NewsPage.objects.filter(**{column: Parameter("value", field)}).values("pk", column)

    rows = statements.rows(column, build, {"value": value})
    wanted = list(NewsPage.objects.filter(**{column: value}).values("pk", column))

    assert rows == wanted
    assert {"pk": page.pk, column: value} in rows
    assert type(rows[0][column]) is type(value)


def test_what_is_stored_as_json_and_as_nothing_comes_back(english):
    page = factories.news_page(english.news, body=[factories.heading("A heading")])

    (row,) = statements.rows(
        "a",
        lambda: NewsPage.objects.filter(pk=Parameter("pk", BigAutoField())).values(
            "body", "category"
        ),
        {"pk": page.pk},
    )

    assert [one["type"] for one in row["body"].raw_data] == ["heading"]
    assert row["category"] is None


def test_none_is_bound_as_null_and_equals_nothing(english):
    article = factories.news_page(english.news)
    condition = Q(category=Parameter("category", BigAutoField()))

    def build():
        return NewsPage.objects.filter(condition).values("pk")

    assert statements.rows("a", build, {"category": None}) == []
    category = factories.category()
    NewsPage.objects.filter(pk=article.pk).update(category=category)
    assert statements.rows("a", build, {"category": category.pk}) == [{"pk": article.pk}]
    assert statements.rows("a", build, {"category": None}) == []


def test_moments_are_compared_exactly(english):
    at = datetime(2024, 1, 1, tzinfo=UTC)
    page = factories.news_page(english.news, expire_at=at)

    def build():
        return Page.objects.filter(expire_at__gt=Parameter("at", DateTimeField())).values("pk")

    just_before = at - timedelta(microseconds=1)
    assert statements.rows("a", build, {"at": just_before}) == [{"pk": page.pk}]
    assert statements.rows("a", build, {"at": at}) == []


def test_a_computed_value_is_converted_too(terms):
    named = NewsCategory.objects.annotate(is_it=as_column(WITH_NAME)).order_by("pk")
    rows = statements.rows("a", lambda: named.values("is_it"), {"name": "Two"})

    assert rows == [{"is_it": False}, {"is_it": True}, {"is_it": False}]
    assert {type(row["is_it"]) for row in rows} == {bool}


# One of several values


@pytest.mark.parametrize("many", [list, tuple, set])
@pytest.mark.parametrize("count", [0, 1, 2, 1_000])
def test_finds_what_is_one_of_any_number_of_values(terms, count, many):
    wanted = [term.pk for term in terms[:count]] + [10**9 + number for number in range(3, count)]
    build = Built(in_list("pk", "ids", BigAutoField()))

    for key in ("a", "a"):
        found = names(key, build, ids=many(wanted))
        assert found == [term.name for term in terms[:count]]
    assert build.count == 1


@pytest.mark.parametrize(
    ("column", "field"), [("name", CharField()), ("translation_key", UUIDField())]
)
def test_values_of_every_kind_can_be_among_several(terms, column, field):
    build = Built(in_list(column, "values", field))
    wanted = [getattr(terms[0], column), getattr(terms[2], column)]

    assert names(column, build, values=wanted) == ["One", "Three"]
    assert names(column, build, values=[uuid4()]) == []


def test_several_values_can_be_left_out_and_combined(terms):
    ids = in_list("pk", "ids", BigAutoField())
    some = [terms[0].pk, terms[1].pk]

    assert names("not", Built(~ids), ids=some) == ["Three"]
    assert names("and", Built(ids & WITH_NAME), ids=some, name="Two") == ["Two"]
    assert names("or", Built(ids | WITH_NAME), ids=[], name="Three") == ["Three"]


def test_several_values_can_be_those_of_a_related_row(terms):
    build = Built(in_list("locale__language_code", "codes", CharField()))

    assert names("a", build, codes=["en", "fr"]) == ["One", "Two", "Three"]
    assert names("a", build, codes=["fr"]) == []


# What can match nothing


def test_what_can_never_match_costs_no_query_and_is_remembered(terms, django_assert_num_queries):
    build = Built(Q(pk__in=[]))

    with django_assert_num_queries(0):
        for _time in range(2):
            assert statements.rows("a", build, {}) == []
            assert statements.count("a", build, {}) == 0
    assert build.count == 2


def test_what_can_never_match_in_part_is_left_out_of_it(terms):
    assert names("a", Built(Q(pk__in=[]) | WITH_NAME), name="One") == ["One"]


# Conditions


def test_conditions_are_joined_with_their_keys_and_values(terms):
    name = Condition("name", lambda: WITH_NAME, {"name": "One"})
    slug = Condition("slug", lambda: Q(slug=Parameter("slug", CharField())), {"slug": "one"})
    both = name & slug

    assert both.values == {"name": "One", "slug": "one"}
    assert both.named("terms") is not None
    assert len({name.named("terms"), slug.named("terms"), both.named("terms")}) == 3
    assert both.named("terms") != both.named("others")
    assert both.named("terms") == (name & slug).named("terms")
    assert names(both.named("terms"), Built(both.build()), **both.values) == ["One"]


def test_a_condition_that_is_another_each_time_is_not_kept_nor_what_it_is_joined_to(terms):
    other = Condition("other", lambda: Q(name="One"), is_new=True)

    assert other.named("terms") is None
    assert (other & EVERYTHING).named("terms") is None
    assert (EVERYTHING & other).named("terms") is None
    assert names(None, Built((EVERYTHING & other).build())) == ["One"]


def test_a_condition_is_the_same_for_the_same_values_at_whatever_moment():
    def identity(name, at, **more):
        return Condition("name", lambda: WITH_NAME, {"name": name, "at": at, **more}).identity

    assert identity("One", 1) == identity("One", 2)
    assert identity("One", 1) != identity("Two", 1)
    assert identity("One", 1, ids=[1, 2]) == identity("One", 1, ids=[1, 2])
    assert identity("One", 1, ids=[1, 2]) != identity("One", 1, ids=[2, 1])
    assert (EVERYTHING & EVERYTHING).identity != EVERYTHING.identity


# The plan


def test_a_column_holds_one_of_what_a_query_finds(terms):
    same = NewsCategory.objects.filter(name="One").values("slug")

    assert names(None, Built(in_query("slug", same) | Q(name="Two"))) == ["One", "Two"]


def test_a_column_is_not_looked_for_by_its_index_on_sqlite_alone(terms):
    build = Built(Q(locale_id=1))
    unindexed = NewsCategory.objects.order_by(Unindexed(F("locale_id"))).values("pk")

    assert ("+" in str(unindexed.query)) == (connection.vendor == "sqlite")
    assert len(statements.rows("a", lambda: unindexed, {})) == 3
    assert build.count == 0
