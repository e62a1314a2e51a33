"""The Django application of the translators' workplace."""

from django.apps import AppConfig, apps


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"

    def ready(self) -> None:
        """Put the safe way of writing drafts in place, and follow what is published."""
        from cms.content import dependencies, publishing
        from cms.content.reading import register_known
        from cms.delivery import changes, listeners, schedule, sources
        from cms.translation import (
            copied_text,
            drafts,
            models,
            publication,
            state,
            synchronised,
        )
        from cms.translation.dashboard import digest
        from cms.translation.jobs import working
        from cms.translation.validity import reading, saving

        _check_machines()
        drafts.install()
        saving.install()
        reading.install()
        _install_rights()
        copied_text.install()
        synchronised.install()
        publishing.register(publication.refusal)
        publishing.register(synchronised.obstacle)
        listeners.on_page_published(synchronised.follow)
        listeners.on_snippet_published(synchronised.follow)
        listeners.on_page_published(state.page_published)
        register_known(state.STATES)
        schedule.register("jobs", working.take_up_again)
        schedule.register("daily e-mails to translators", digest.send_due)
        sources.register(
            models.PageTextState,
            lambda row: [dependencies.page(row.translation_key)],
            lambda row: [changes.of_page(row.translation_key, row.locale.language_code)],
        )


def _check_machines() -> None:
    """Hear of an address that is none now, and not from a translator later."""
    from django.conf import settings

    if settings.MACHINE_TRANSLATORS:
        from cms.translation.machines import choosing

        choosing.services(tuple(settings.MACHINE_TRANSLATORS))


def _install_rights() -> None:
    """Have the rights of translators asked wherever somebody acts or looks."""
    from wagtail.permissions import register_permission_policy

    from cms.content import permissions
    from cms.content.models import Snippet
    from cms.translation.rights import actions, groups, narrowing, pages, snippets, titles

    groups.install()
    actions.install()
    titles.install()
    narrowing.install()
    permissions.use(pages.PagePermissions)
    for model in apps.get_models():
        if issubclass(model, Snippet):
            register_permission_policy(model, snippets.SnippetPermissions(model))
