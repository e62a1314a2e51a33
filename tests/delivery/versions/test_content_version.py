"""Content versions: numbers that rise with changes, and become visible in their order."""

from contextlib import suppress

from django.db import connection, transaction
from django.utils import timezone

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.content.caching import cache_tags
from cms.delivery.models import RaisedTags
from cms.delivery.versions import content_version


@pytest.fixture
def committing(transactional_db: None) -> None:
    """Transactions that end: PostgreSQL gives a change its number only then."""


@pytest.mark.usefixtures("committing")
def test_a_change_raises_the_version_and_its_tags():
    before = content_version.current()
    content_version.invalidate_tags(["page:a", "link:a"])
    after = content_version.current()

    assert after == before + 1
    assert (
        content_version.newest(["page:a"]) == content_version.newest(["link:a", "page:b"]) == after
    )
    assert content_version.newest(["page:b"]) == 0
    assert content_version.newest([]) == 0


@pytest.mark.usefixtures("committing")
def test_nothing_is_raised_without_tags():
    before = content_version.current()
    content_version.invalidate_tags([])
    assert content_version.current() == before
    assert not RaisedTags.objects.exists()


@pytest.mark.usefixtures("committing")
def test_a_rollback_raises_nothing():
    content_version.invalidate_tags(["page:a"])
    before = content_version.current()
    with suppress(ZeroDivisionError), transaction.atomic():
        content_version.invalidate_tags(["page:a", "page:b"])
        raise ZeroDivisionError

    assert content_version.current() == before
    assert content_version.newest(["page:b"]) == 0
    assert content_version.newest(["page:a"]) == before


@pytest.mark.usefixtures("committing")
def test_a_savepoint_that_is_rolled_back_raises_nothing():
    with transaction.atomic():
        content_version.invalidate_tags(["page:a"])
        with suppress(ZeroDivisionError), transaction.atomic():
            content_version.invalidate_tags(["page:b"])
            raise ZeroDivisionError
        content_version.invalidate_tags(["page:c"])

    assert content_version.newest(["page:b"]) == 0
    assert content_version.newest(["page:a"]) > 0
    assert content_version.newest(["page:c"]) == content_version.current()


@pytest.mark.usefixtures("committing")
def test_any_number_of_tags_is_raised_in_few_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    before = content_version.current()
    many = [f"page:{number:016x}" for number in range(40_000)]
    # Begin, number, tags, note and commit; on PostgreSQL a note, which its trigger heeds.
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 5):
        content_version.invalidate_tags(many)

    with django_assert_num_queries(1):
        assert content_version.newest(many) == before + 1
    assert content_version.tag_versions([many[0], many[-1]]) == {
        many[0]: before + 1,
        many[-1]: before + 1,
    }


@pytest.mark.usefixtures("committing")
def test_links_to_very_many_pages_raise_everything():
    before = content_version.current()
    content_version.invalidate_tags([f"link:{number:016x}" for number in range(201)])
    assert content_version.newest([cache_tags.TREE]) == before + 1


LIST, PAGE, OTHER = "newspage:en", "page:0123456789abcdef", "page:fedcba9876543210"


def changed_since(version: int) -> frozenset[str] | None:
    """The pages that changed in a list which depends on the tree and on categories, too."""
    tags = {LIST, cache_tags.TREE, cache_tags.TERMS}
    return content_version.changed_pages(
        tags, {LIST}, since=version, until=content_version.current()
    )


@pytest.mark.usefixtures("committing")
def test_it_is_told_which_pages_of_a_list_have_changed():
    before = content_version.current()
    assert changed_since(before) == frozenset()
    content_version.invalidate_tags([LIST, PAGE])
    content_version.invalidate_tags(["newspage:zh-hans", OTHER])
    assert changed_since(before) == frozenset({"0123456789abcdef"})
    content_version.invalidate_tags([LIST, OTHER])
    assert changed_since(before) == frozenset({"0123456789abcdef", "fedcba9876543210"})
    assert changed_since(content_version.current()) == frozenset()


@pytest.mark.usefixtures("committing")
@pytest.mark.parametrize("tags", [[LIST], [LIST, PAGE, cache_tags.TREE], [cache_tags.TERMS]])
def test_it_is_not_told_where_more_than_pages_has_changed(tags: list[str]):
    before = content_version.current()
    content_version.invalidate_tags([LIST, PAGE])
    content_version.invalidate_tags(tags)
    assert changed_since(before) is None


@pytest.mark.usefixtures("committing")
def test_it_is_not_told_of_what_is_forgotten_or_too_much():
    before = content_version.current()
    for _ in range(2):
        content_version.invalidate_tags([LIST, PAGE])
    assert changed_since(before) == frozenset({"0123456789abcdef"})
    content_version.forget_old(before=timezone.now())
    assert changed_since(before) is None
    before = content_version.current()
    content_version.invalidate_tags([LIST, *(f"page:{number:016x}" for number in range(101))])
    assert changed_since(before) is None
