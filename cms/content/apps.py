"""The Django application of the content package."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What every page has in common."""

    name = "cms.content"
    label = "content"

    def ready(self) -> None:
        """Have the indexes on Wagtail's tables made after each ``migrate``."""
        from django.db.models.signals import post_migrate

        from cms.content.indexes import make_indexes

        post_migrate.connect(make_indexes, sender=self)
