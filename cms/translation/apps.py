"""The Django application of the translators' workplace."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"

    def ready(self) -> None:
        """Put the safe way of writing drafts in place, and follow what is published."""
        from cms.content.reading import register_finder
        from cms.delivery import listeners
        from cms.translation import drafts, state

        drafts.install()
        listeners.on_page_published(state.page_published)
        register_finder("translation", state.states)
