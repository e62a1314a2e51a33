"""Events for tests."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

import pytest

from cms.api.contract import files
from tests import factories
from tests.extending.events import models

NOW = timezone.now()
FAR = datetime(2090, 5, 17, 9, tzinfo=UTC)


@pytest.fixture
def operation(tmp_path):
    """The complete text of an operation, as a frontend gets it."""
    documents = {path.stem: text for path, text in files.files(tmp_path).items()}
    return documents.__getitem__


@pytest.fixture
def listing(english, chinese):
    """The list of events in English, with one in Chinese."""
    page = models.EventIndexPage(title="Events", slug="events", introduction="Come and see.")
    found = factories.add(english.home, page)
    factories.translation(found, title="活动", introduction="欢迎参加。")
    return found


@pytest.fixture
def add(listing):
    """Add an event, published: in some days from now, for two hours."""

    def _add(title="A talk", days=1, **fields):
        starts_at = fields.pop("starts_at", NOW + timedelta(days=days))
        values = {
            "slug": title.lower().replace(" ", "-"), "summary": "About engines.",
            "place": "Xiangyang", "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
        }  # fmt: skip
        page = factories.add(listing, models.EventPage(title=title, **(values | fields)))
        page.save_revision().publish()
        return models.EventPage.objects.get(pk=page.pk)

    return _add
