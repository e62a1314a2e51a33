"""Whether what was kept is still right: judged to the very number and the very moment."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cms.delivery.models import RaisedTags
from cms.delivery.versions import content_version
from cms.delivery.versions.content_version import MOST_CHANGES, Verified, revalidated

LIST = "newspage:en"
NOW = timezone.now()
A_MOMENT = timedelta(microseconds=1)
KEPT = Verified(frozenset({"page:a", "tree"}), version=7)


def newest_at(number):
    """Stands for the database: the tags of what was kept were raised last at a number."""

    def newest_of(tags):
        assert tags == KEPT.tags
        return number

    return newest_of


def never(_tags):
    pytest.fail("Where nothing has changed no tag is looked up.")


def test_is_as_it_was_where_nothing_has_changed():
    assert revalidated(KEPT, at=NOW, version=7, newest_of=never) is KEPT


@pytest.mark.parametrize("newest", [0, 6, 7])
def test_is_right_at_the_present_version_where_others_have_changed(newest):
    found = revalidated(KEPT, at=NOW, version=9, newest_of=newest_at(newest))

    assert found == Verified(KEPT.tags, version=9)


@pytest.mark.parametrize("newest", [8, 9])
def test_may_be_wrong_where_it_has_changed_itself(newest):
    assert revalidated(KEPT, at=NOW, version=9, newest_of=newest_at(newest)) is None


def test_may_be_wrong_in_a_database_that_lags_behind():
    assert revalidated(KEPT, at=NOW, version=6, newest_of=never) is None


@pytest.mark.parametrize(
    ("until", "is_right"), [(NOW - A_MOMENT, False), (NOW, False), (NOW + A_MOMENT, True)]
)
def test_is_right_until_a_moment_and_not_in_it(until, is_right):
    kept = Verified(KEPT.tags, version=7, valid_until=until)

    assert revalidated(kept, at=NOW, version=7, newest_of=never) is (kept if is_right else None)


@pytest.mark.usefixtures("transactional_db")
def test_asks_for_the_version_and_the_tags_where_nobody_has(django_assert_num_queries):
    content_version.invalidate_tags(["page:a"])
    kept = Verified(frozenset({"page:a"}), version=content_version.current())
    with django_assert_num_queries(1):
        assert revalidated(kept, at=NOW) is kept

    content_version.invalidate_tags(["page:b"])
    with django_assert_num_queries(2):
        later = revalidated(kept, at=NOW)
    assert later == Verified(kept.tags, version=kept.version + 1)

    content_version.invalidate_tags(["page:a"])
    assert revalidated(kept, at=NOW) is None


@pytest.mark.usefixtures("transactional_db")
def test_as_many_changes_are_gone_through_as_there_may_be_and_no_more():
    before = content_version.current()
    for number in range(MOST_CHANGES + 1):
        content_version.invalidate_tags([LIST, f"page:{number % 2:016x}"])
    last = content_version.current()

    def told(since):
        return content_version.changed_pages([LIST], [LIST], since=since, until=last)

    assert last - before == MOST_CHANGES + 1
    assert told(before) is None
    assert told(before + 1) == frozenset({"0" * 16, "0" * 15 + "1"})


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize(("count", "is_told"), [(MOST_CHANGES, True), (MOST_CHANGES + 1, False)])
def test_as_many_pages_are_named_as_there_may_be_and_no_more(count, is_told):
    before = content_version.current()
    content_version.invalidate_tags([LIST, *(f"page:{number:016x}" for number in range(count))])

    found = content_version.changed_pages([LIST], [LIST], since=before, until=before + 1)

    assert (len(found) if found is not None else None) == (count if is_told else None)


@pytest.mark.usefixtures("transactional_db")
def test_what_is_forgotten_is_older_than_a_moment():
    content_version.invalidate_tags(["page:a"])
    RaisedTags.objects.update(raised_at=NOW - timedelta(days=2))
    content_version.invalidate_tags(["page:b"])

    content_version.forget_old(before=NOW - timedelta(days=1))

    assert [row.tags for row in RaisedTags.objects.all()] == ["page page:b"]


@pytest.mark.one_database
@pytest.mark.usefixtures("transactional_db")
def test_what_has_no_number_yet_is_never_forgotten():
    content_version.invalidate_tags(["page:a"])
    RaisedTags.objects.update(raised_at=NOW - timedelta(days=2), version=None)

    content_version.forget_old(before=NOW)

    assert RaisedTags.objects.count() == 1


@pytest.mark.usefixtures("transactional_db")
def test_it_is_kept_what_was_changed():
    content_version.invalidate_tags(["page:a"], cause="x" * 201)
    content_version.invalidate_everything()
    content_version.invalidate_everything(cause="a copy was put back")

    rows = RaisedTags.objects.filter(tags__in=["page page:a", "tree"]).order_by("version")
    assert [(row.cause, row.tags) for row in rows] == [
        ("x" * 200, "page page:a"),
        ("", "tree"),
        ("a copy was put back", "tree"),
    ]
