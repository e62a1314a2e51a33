"""The Django application of the demo site."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo site, built in code."""

    name = "cms.demo"
    label = "demo"
