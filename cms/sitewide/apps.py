"""The Django application of what every page shows."""

from django.apps import AppConfig


class SitewideConfig(AppConfig):
    """Identity, header and footer."""

    name = "cms.sitewide"
    label = "sitewide"
    verbose_name = "Sitewide"
