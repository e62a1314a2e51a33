"""The Django application of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The GraphQL API."""

    name = "cms.api"
    label = "api"
