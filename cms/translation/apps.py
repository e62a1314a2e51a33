"""The Django application of the translators' workplace."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"

    def ready(self) -> None:
        """Put the safe way of writing drafts in place."""
        from cms.translation import drafts

        drafts.install()
