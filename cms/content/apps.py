"""The Django application of the content package."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The content that all pages share."""

    name = "cms.content"
    label = "content"

    def ready(self) -> None:
        """Make indexes and keep settings in databases after each ``migrate``; set Wagtail up.

        Have uploads judged, settings that would give files away found, and the rules of all
        domains asked before anything is published. Have editors find what readers find.
        """
        from cms.content.pages import copying, publishing, saving, workflows
        from cms.content.pages.copy_form import fit_in
        from cms.content.pages.first_run import foundations
        from cms.content.redirects import automatic, rules
        from cms.content.search import (
            admin_search,
            batches,
            indexed_text,
            page_text,
            searchable,
            title_order,
        )

        self._set_databases_up()
        _guard_files()
        publishing.install()
        saving.install()
        indexed_text.register(page_text.referring_texts)
        admin_search.install()
        batches.install()
        title_order.install()
        searchable.register()
        foundations.install()
        workflows.install()
        fit_in()
        copying.install()
        rules.install()
        automatic.install()

    def _set_databases_up(self) -> None:
        from django.db import connection
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from cms.database.indexes import make_indexes
        from cms.database.sqlite_features import announce_json_support, leave_out_psycopg

        post_migrate.connect(make_indexes, sender=self)
        if connection.vendor == "postgresql":
            # It needs psycopg, which processes on SQLite don't load.
            from cms.database.postgresql_sessions import begin_for_django, keep_session

            post_migrate.connect(keep_session, sender=self)
            connection_created.connect(begin_for_django)
        announce_json_support()
        leave_out_psycopg()


def _guard_files() -> None:
    from django.core.checks import register

    from cms.content.images import forms as image_forms
    from cms.content.images import rendering
    from cms.content.media import validation
    from cms.content.media.checks import check_storages

    validation.install()
    rendering.install()
    image_forms.install()
    register(check_storages, "security")
