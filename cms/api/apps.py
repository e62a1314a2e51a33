"""The Django application of the API."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class ApiConfig(AppConfig):
    """The GraphQL API."""

    name = "cms.api"
    label = "api"

    def ready(self) -> None:
        """Have ``manage.py check --deploy`` look at types of pages and documents of frontends."""
        checks.register(types_of_pages, deploy=True)
        checks.register(registered_operations, deploy=True)


def types_of_pages(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    """Page types without a GraphQL type, which would be answered with errors (``api.E003``)."""
    from cms.api.schema import schema
    from cms.content.reading import page_types

    interface = schema.graphql_schema.type_map["Page"]
    possible_types = {type_.name for type_ in schema.graphql_schema.get_possible_types(interface)}
    labels = {
        page_type.model.__name__: page_type.model._meta.label
        for page_type in page_types.registered()
    }
    return [
        checks.Error(f"The API has no type {name} for pages of {label}.", id="api.E003")
        for name, label in labels.items()
        if name not in possible_types
    ]


def registered_operations(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    """Errors of registered frontends or missing ones (``api.E001``); warnings (``api.W001``)."""
    from cms.api.contract import compatibility
    from cms.api.schema import schema

    messages: list[checks.CheckMessage] = []
    for folder in settings.FRONTEND_OPERATIONS:
        paths = compatibility.documents(Path(folder))
        if not paths:
            messages.append(checks.Error(f"{folder} holds no documents.", id="api.E002"))
        for problem in compatibility.problems(paths, schema.graphql_schema):
            if problem.is_warning:
                messages.append(checks.Warning(str(problem), id="api.W001"))
            else:
                messages.append(checks.Error(str(problem), id="api.E001"))
    return messages
