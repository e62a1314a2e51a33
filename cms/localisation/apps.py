"""The Django application of the localisation package."""

from django.apps import AppConfig


class LocalisationConfig(AppConfig):
    """Carries no models: Wagtail's ``Locale`` is the table of languages."""

    name = "cms.localisation"
    label = "localisation"
