"""The Django application of imports from other sites."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Carries the commands, and what is remembered of pages that were imported."""

    name = "cms.importing"
    label = "importing"
