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
        """Have the documents of registered frontends checked by ``manage.py check --deploy``."""
        checks.register(registered_operations, deploy=True)


def registered_operations(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    """What breaks a registered frontend (``api.E001``), will (``api.W001``), or isn't there."""
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
