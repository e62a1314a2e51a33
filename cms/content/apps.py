"""The Django application of the content package."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What every page has in common."""

    name = "cms.content"
    label = "content"

    def ready(self) -> None:
        """Make indexes on Wagtail's tables after each ``migrate``; say what SQLite has.

        Have uploads judged, settings that would give files away found, and the rules of all
        domains asked before anything is published.
        """
        from django.core.checks import register
        from django.db.models.signals import post_migrate

        from cms.content import publishing
        from cms.content.indexes import make_indexes
        from cms.content.media import validation
        from cms.content.media.checks import check_storages
        from cms.content.sqlite import know_json

        post_migrate.connect(make_indexes, sender=self)
        know_json()
        validation.install()
        register(check_storages, "security")
        publishing.install()
