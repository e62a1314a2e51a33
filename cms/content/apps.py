"""The Django application of the content package."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What every page has in common."""

    name = "cms.content"
    label = "content"

    def ready(self) -> None:
        """Make indexes and keep settings in databases after each ``migrate``; set Wagtail up.

        Have uploads judged, settings that would give files away found, and the rules of all
        domains asked before anything is published. Have editors find what readers find.
        """
        from django.core.checks import register
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from cms.content import printed, publishing, searched, tokens
        from cms.content.fitting import fit_in
        from cms.content.indexes import make_indexes
        from cms.content.media import validation
        from cms.content.media.checks import check_storages
        from cms.content.postgresql import begin_for_django, keep_session
        from cms.content.sqlite import know_json

        post_migrate.connect(make_indexes, sender=self)
        post_migrate.connect(keep_session, sender=self)
        connection_created.connect(begin_for_django)
        know_json()
        validation.install()
        register(check_storages, "security")
        publishing.install()
        searched.register(printed.referring_texts)
        tokens.install()
        fit_in()
