"""The Django application of the content package."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What every page has in common."""

    name = "cms.content"
    label = "content"
