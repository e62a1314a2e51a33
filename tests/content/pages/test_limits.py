"""Values that fit into their own field and not into what is made of them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

import pytest

from cms.content.pages.limits import is_integer
from cms.content.search.indexed_text import MOST_BYTES, searched_tokens
from cms.news.models import NewsCategory, NewsPage
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from tests.factories import Newsroom

YEARS = ["Enter a year from 1000 to 9000."]
BROKEN = ["This text contains an invalid character. Type it again."]


def form(**values: Any) -> Any:
    whole = {
        "title": "A title", "slug": "a-slug", "seo_title": "", "search_description": "",
        "publication_date": "2024-01-01", "summary": "In short.", "lead_image": "",
        "lead_image_alt": "", "category": "", "body": streamfield([]), "tags": inline_formset([]),
        "related_news": inline_formset([]), "comments": inline_formset([]),
        "action-publish": "1",
    }  # fmt: skip
    return nested_form_data(whole | values)


def draftail(text: str) -> str:
    """The value the rich text editor sends; the text is written as JSON."""
    block = (
        f'{{"key": "a", "text": "{text}", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [], "data": {}}'
    )
    return f'{{"blocks": [{block}], "entityMap": {{}}}}'


def errors_of(client: Client, url: str, values: Any) -> dict[str, list[str]]:
    """The message an editor gets; none if the page was saved."""
    count = Page.objects.count()
    response = client.post(url, values)
    if response.status_code == 302:
        return {}
    assert response.status_code == 200
    assert Page.objects.count() == count
    return dict(response.context["form"].errors)


def add_url(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])


@pytest.mark.parametrize("letter", ["s", "漢", "𠀀"])
def test_a_slug_leaves_room_for_the_path(admin_client: Client, english: Newsroom, letter: str):
    too_long = ["Shorten the slug: it may have 180 characters (it has 181)."]
    url = add_url(english.news)

    assert errors_of(admin_client, url, form(slug=letter * 181)) == {"slug": too_long}
    assert errors_of(admin_client, url, form(slug=letter * 180)) == {}


@pytest.mark.django_db(transaction=True)
def test_the_longest_path_can_be_left_and_is_redirected_from(
    admin_client: Client, english: Newsroom
):
    english.news.slug = "n" * 60
    english.news.save_revision().publish()
    english.news.refresh_from_db()
    page = factories.news_page(english.news, slug="s" * 180)
    factories.in_chinese(english)
    translated = factories.translation(page, title="标题")
    Redirect.objects.all().delete()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert errors_of(admin_client, url, form(slug="short")) == {}

    paths = Redirect.objects.order_by("old_path").values_list("old_path", flat=True)
    assert f"/en/{'n' * 60}/{'s' * 180}" in paths
    parts = translated.get_url_parts()
    assert parts
    assert len(parts[2]) <= 255


@pytest.mark.django_db(transaction=True)
def test_a_longer_path_from_before_is_left_without_a_redirect(
    admin_client: Client, english: Newsroom
):
    page = factories.news_page(english.news, slug="old")
    path = english.news.url_path + "o" * 255 + "/"
    Page.objects.filter(pk=page.pk).update(slug="o" * 255, url_path=path)
    NewsPage.objects.get(pk=page.pk)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert errors_of(admin_client, url, form(slug="new")) == {}
    assert NewsPage.objects.get(pk=page.pk).slug == "new"
    assert not Redirect.objects.exists()


def test_a_slug_that_is_made_from_a_title_fits(english: Newsroom):
    first, second = (factories.news_page(english.news, "t" * 255, slug="") for _ in range(2))
    assert (first.slug, second.slug) == ("t" * 170, "t" * 170 + "-2")


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (
            {"new_title": "x" * 256},
            {"new_title": ["Shorten the title: it may have 255 characters."]},
        ),
        (
            {"new_slug": "x" * 300},
            {"new_slug": ["Shorten the slug: it may have 180 characters (it has 300)."]},
        ),
    ],
)
def test_a_copy_fits_as_well(
    admin_client: Client, english: Newsroom, values: dict[str, str], errors: Any
):
    page = factories.news_page(english.news)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    given = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": english.news.pk}

    assert errors_of(admin_client, url, given | values) == errors
    assert errors_of(admin_client, url, given) == {}


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai"])
@pytest.mark.parametrize("moment", ["9999-12-31 23:59", "0001-01-01 00:00", "9001-01-01 12:00"])
@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_a_moment_can_be_told_in_every_time_zone(
    admin_client: Client, admin_user: Any, english: Newsroom, zone: str, moment: str, name: str
):
    profile = UserProfile.get_for_user(admin_user)
    profile.current_time_zone = zone
    profile.save()

    errors = errors_of(admin_client, add_url(english.news), form(**{name: moment}))

    is_over = name == "expire_at" and moment < "1000"
    assert errors == {name: ["Expiry date/time must be in the future."] if is_over else YEARS}
    listing = admin_client.get(reverse("wagtailadmin_explore", args=[english.news.pk]))
    assert listing.status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "9001-01-01", "9999-12-31"])
def test_a_day_is_of_a_usual_year(admin_client: Client, english: Newsroom, day: str):
    found = errors_of(admin_client, add_url(english.news), form(publication_date=day))
    assert found == {"publication_date": YEARS}


def test_drafts_snippets_and_code_are_held_to_the_same(english: Newsroom):
    late, last = datetime(9999, 12, 31, tzinfo=UTC), date(9999, 12, 31)
    page = factories.news_page(english.news)
    page.go_live_at = late
    for clean in (page.full_clean, page.minimal_clean):
        with pytest.raises(ValidationError) as refused:
            clean()
        assert refused.value.message_dict == {"go_live_at": YEARS}
    with pytest.raises(ValidationError):
        factories.legal_notice(english.legal, effective_on=last)
    with pytest.raises(ValidationError):
        NewsCategory(
            name="One", slug="one", locale=english.home.locale, expire_at=late
        ).full_clean()


def test_half_a_character_is_refused(admin_client: Client, english: Newsroom):
    body = streamfield([("rich_text", draftail("half \\ud800 of it"))])
    assert errors_of(admin_client, add_url(english.news), form(body=body)) == {"body": BROKEN}
    page = factories.news_page(english.news)
    page.summary = "half \ud800 of it"
    with pytest.raises(ValidationError) as refused:
        page.minimal_clean()
    assert refused.value.message_dict == {"summary": BROKEN}


def test_whole_characters_are_told_from_halves():
    assert is_integer(["𠀀", {"a": ["b", 1, None]}])
    for half in ("\udfff", ["a", "\ud800"], {"\ud800": 1}, {"a": [{"b": "\ud800"}]}):
        assert not is_integer(half)


@pytest.mark.one_database
@pytest.mark.slow
def test_a_page_as_long_as_a_book_is_saved_and_found_by_its_beginning(
    admin_client: Client, english: Newsroom
):
    letters = random.Random(1)  # noqa: S311 - the same words each time
    words = ["".join(letters.choices("abcdefghij", k=9)) for _ in range(80_000)]
    body = streamfield([("rich_text", draftail("Beginning " + " ".join(words)))])

    assert errors_of(admin_client, add_url(english.news), form(slug="book", body=body)) == {}

    page = NewsPage.objects.get(slug="book")
    tokens = searched_tokens(page)
    assert MOST_BYTES / 3 < len(tokens) <= MOST_BYTES
    assert [one.pk for one in NewsPage.objects.search("begin")] == [page.pk]
