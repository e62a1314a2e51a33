"""The Django application of the events."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the page types of events."""

    name = "tests.extending.events"
    label = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        """Register the page types."""
        from cms.content.reading import page_types
        from cms.content.reading.page_types import PageType, TextFields
        from tests.extending.events import models, selectors

        page_types.register(
            PageType(
                model=models.EventIndexPage,
                read=selectors.read_index_pages,
                printed=TextFields(texts=("introduction",)),
            ),
            PageType(
                model=models.EventPage,
                read=selectors.read_events,
                printed=TextFields(
                    texts=("place", "summary"), images=("image",), streams=("body",)
                ),
                listed_by=("starts_at", "ends_at"),
                change_times=selectors.endings,
            ),
        )
