"""The Django application of the translators' workplace."""

from django.apps import AppConfig, apps


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"

    def ready(self) -> None:
        """Put the safe way of writing drafts in place, and follow what is published."""
        from wagtail.permissions import register_permission_policy

        from cms.content import dependencies, permissions, publishing
        from cms.content.models import Snippet
        from cms.content.reading import register_known
        from cms.delivery import changes, listeners, schedule, sources
        from cms.translation import copied_text, drafts, models, publication, state
        from cms.translation.dashboard import digest
        from cms.translation.jobs import working
        from cms.translation.rights import actions, groups, narrowing, pages, snippets, titles

        drafts.install()
        groups.install()
        actions.install()
        titles.install()
        narrowing.install()
        copied_text.install()
        permissions.use(pages.PagePermissions)
        publishing.register(publication.refusal)
        for model in apps.get_models():
            if issubclass(model, Snippet):
                register_permission_policy(model, snippets.SnippetPermissions(model))
        listeners.on_page_published(state.page_published)
        register_known(state.STATES)
        schedule.register("jobs", working.take_up_again)
        schedule.register("daily e-mails to translators", digest.send_due)
        sources.register(
            models.PageTextState,
            lambda row: [dependencies.page(row.translation_key)],
            lambda row: [changes.of_page(row.translation_key, row.locale.language_code)],
        )
