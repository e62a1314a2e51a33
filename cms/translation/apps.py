"""The Django application of the translators' workplace."""

from django.apps import AppConfig, apps


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"

    def ready(self) -> None:
        """Put the safe way of writing drafts in place, and follow what is published."""
        _check_machines()
        _install()
        _install_rights()
        _register()
        _contribute()


def _install() -> None:
    """Replace what wagtail-localize does with texts, translations and languages."""
    from cms.translation.languages import guarding, views
    from cms.translation.segments import copied_text, inline_tags, outdated
    from cms.translation.synchronisation import drafts, fields
    from cms.translation.validity import reading, saving

    inline_tags.install()
    drafts.install()
    saving.install()
    reading.install()
    outdated.install()
    guarding.install()
    views.install()
    copied_text.install()
    fields.install()


def _register() -> None:
    """Follow what is published, changed and due."""
    from cms.content.caching import cache_tags
    from cms.content.pages import publishing
    from cms.content.reading.loader import register_notes
    from cms.delivery.change_feed import feed
    from cms.delivery.invalidation import tracked_models
    from cms.delivery.publishing import listeners, schedule
    from cms.delivery.releases import checks
    from cms.translation import models
    from cms.translation.dashboard import digest
    from cms.translation.jobs import steps
    from cms.translation.publishing import release_checks, requirements
    from cms.translation.segments import page_states
    from cms.translation.synchronisation import fields

    checks.register(release_checks.missing_texts)
    publishing.register(requirements.refusal)
    publishing.register(fields.obstacle)
    listeners.on_page_published(fields.follow)
    listeners.on_snippet_published(fields.follow)
    listeners.on_page_published(page_states.page_published)
    register_notes(page_states.STATES)
    steps.register()
    schedule.register("daily e-mails to translators", digest.send_due)
    tracked_models.register(
        models.PageTextState,
        lambda row: [cache_tags.page(row.translation_key)],
        lambda row: [feed.of_page(row.translation_key, row.locale.language_code)],
    )


def _contribute() -> None:
    """Send the pages of a first run to translators."""
    from cms.translation import first_run

    first_run.install()


def _check_machines() -> None:
    """Hear of a URL that is none now, and not from a translator later."""
    from django.conf import settings

    if settings.MACHINE_TRANSLATORS:
        from cms.translation.machines import registry

        registry.services(tuple(settings.MACHINE_TRANSLATORS))


def _install_rights() -> None:
    """Apply translators' rights wherever somebody acts on or reads something."""
    from wagtail.permissions import register_permission_policy

    from cms.content.pages import permissions
    from cms.content.pages.models import Snippet
    from cms.translation.rights import actions, groups, narrowing, pages, snippets, titles

    groups.install()
    actions.install()
    titles.install()
    narrowing.install()
    permissions.use(pages.PagePermissions)
    for model in apps.get_models():
        if issubclass(model, Snippet):
            register_permission_policy(model, snippets.SnippetPermissions(model))
