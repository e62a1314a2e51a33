"""The Django application of the translators' workplace."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """The translators' workplace."""

    name = "cms.translation"
    label = "translation"
