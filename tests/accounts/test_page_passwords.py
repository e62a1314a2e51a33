"""Passwords of pages and collections: counted as those of people are."""

from django.test import Client
from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password
from wagtail.models import Collection, CollectionViewRestriction

import pytest

from cms.urls import urlpatterns as those_of_the_cms

pytestmark = pytest.mark.one_database

# As any package may bring Wagtail's view in.
urlpatterns = [
    path("guarded/<int:restriction_id>/", authenticate_with_password, name="guarded"),
    *those_of_the_cms,
]


@pytest.fixture
def restriction(db):
    """A collection whose files ask for a password."""
    return CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(),
        restriction_type="password",
        password="of-the-files",
    )


@pytest.mark.urls("tests.accounts.test_page_passwords")
def test_wrong_ones_are_counted_and_right_ones_are_not(restriction):
    def tried(password, address="192.0.2.1"):
        return Client(REMOTE_ADDR=address).post(
            f"/guarded/{restriction.pk}/",
            {"password": password, "return_url": "/"},
            headers={"X-Forwarded-For": password},
        )

    assert [tried("of-the-files").status_code for _ in range(12)] == [302] * 12
    statuses = [tried(f"wrong-{number}").status_code for number in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    assert tried("of-the-files").status_code == 429
    assert "Retry-After" in tried("of-the-files")
    # Other readers aren't held up.
    assert tried("of-the-files", "192.0.2.2").status_code == 302
