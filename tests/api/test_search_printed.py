"""Readers find what is printed on a page, and nothing that isn't."""

from wagtail.models import CollectionViewRestriction

import pytest

from tests import factories, snapshots


def found(ask, query):
    """The titles of what is found, and what is marked of their excerpts."""
    edges = ask("Search", query=query, language="en").data["search"]["edges"]
    return [
        (
            edge["node"]["page"]["title"],
            [part["text"] for part in edge["node"]["excerpt"]["parts"] if part["isMatch"]],
        )
        for edge in edges
    ]


@pytest.fixture
@snapshots.fixture
def printed(english):
    """An article with every block, and what it refers to."""
    target = factories.news_page(english.news, "Target")
    shown, offered = factories.image("Picture"), factories.document("Yearbook")
    body = [
        factories.image_block(shown, "Alternative", "Caption"),
        factories.gallery(shown, factories.image("Other")),
        factories.download(offered, "Manual"),
        factories.download(offered),
        factories.embed(title="Interview"),
        factories.call_to_action("Invitation", page=target),
    ]
    body[1]["value"][0]["value"]["caption"] = "Exhibit"
    body[1]["value"][0]["value"]["alt_text"] = "Machinery"
    body[5]["value"]["link"]["text"] = "Onward"
    page = factories.news_page(
        english.news, "Printed", body=body, lead_image=shown, lead_image_alt="Overview"
    )
    page.save_revision().publish()
    return page, target, shown, offered


WORDS = (
    "Alternative", "Caption", "Exhibit", "Machinery", "Manual", "Yearbook", "Interview",
    "Invitation", "Onward", "Overview",
)  # fmt: skip


def test_finds_what_is_printed(ask, printed):
    for word in WORDS:
        assert found(ask, word) == [("Printed", [word])], word
    assert found(ask, "Picture") == []


def test_finds_what_the_front_page_prints(ask, english):
    home, target = english.home, factories.news_page(english.news, "Target")
    home.hero_image, home.hero_image_alt = factories.image(), "Panorama"
    home.hero_link, home.hero_link_text = target, "Onward"
    home.save_revision().publish()

    for word in ("Panorama", "Onward"):
        assert found(ask, word) == [("Homepage", [word])]


def hidden_collection(shown, offered):
    for file in (shown, offered):
        file.collection = factories.collection()
        file.save()
    for file in (shown, offered):
        CollectionViewRestriction.objects.create(
            collection=file.collection, restriction_type=CollectionViewRestriction.LOGIN
        )


def test_what_belongs_to_a_hidden_file_is_not_found_until_it_is_shown(
    ask, printed, django_capture_on_commit_callbacks
):
    _page, _target, shown, offered = printed
    of_files = ("Alternative", "Caption", "Exhibit", "Machinery", "Manual", "Overview", "Yearbook")

    with django_capture_on_commit_callbacks(execute=True):
        hidden_collection(shown, offered)
    for word in of_files:
        assert found(ask, word) == [], word
    assert found(ask, "interview invitation") != []

    with django_capture_on_commit_callbacks(execute=True):
        for restriction in CollectionViewRestriction.objects.all():
            restriction.delete()
    for word in of_files:
        assert found(ask, word) == [("Printed", [word])], word


def test_a_file_that_is_moved_is_followed(ask, printed, django_capture_on_commit_callbacks):
    _page, _target, _shown, offered = printed
    with django_capture_on_commit_callbacks(execute=True):
        offered.collection = factories.private_collection()
        offered.save()

    assert found(ask, "manual") == []

    with django_capture_on_commit_callbacks(execute=True):
        type(offered).objects.filter(pk=offered.pk).update(collection=factories.collection())

    assert found(ask, "manual") == [("Printed", ["Manual"])]


def test_a_document_is_found_by_its_new_title(ask, printed, django_capture_on_commit_callbacks):
    *_others, offered = printed
    with django_capture_on_commit_callbacks(execute=True):
        offered.title = "Almanac"
        offered.save()

    assert found(ask, "almanac") == [("Printed", ["Almanac"])]
    assert found(ask, "yearbook") == []


def test_an_invitation_is_found_while_the_page_it_leads_to_is_read(
    ask, printed, django_capture_on_commit_callbacks
):
    _page, target, *_files = printed
    with django_capture_on_commit_callbacks(execute=True):
        target.unpublish()
    assert found(ask, "invitation") == found(ask, "onward") == []

    with django_capture_on_commit_callbacks(execute=True):
        target.save_revision().publish()
    assert found(ask, "invitation") == [("Printed", ["Invitation"])]

    with django_capture_on_commit_callbacks(execute=True):
        factories.private(target)
    assert found(ask, "invitation") == []
