"""The Django application of the editors' desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the dates that pages and snippets have."""

    name = "cms.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Have go-lives and expiries shown in the calendar."""
        from cms.content.pages import planned_dates
        from cms.desk import scheduling

        planned_dates.register(scheduling.GO_LIVE, scheduling.EXPIRY)
