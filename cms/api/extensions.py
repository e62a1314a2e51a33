"""Additions to the API by the applications in ``EXTENSIONS``: types, query fields, documents.

``cms/EXTENDING.md`` explains them. An application without a module ``api`` adds no types.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def queries(built_in: Iterable[Any]) -> tuple[Any, ...]:
    """The query classes of all extensions; ``built_in`` are those of the CMS.

    Raises:
        ImproperlyConfigured: two query fields have the same name.
    """
    extension_queries = tuple(module.Query for module in _modules() if hasattr(module, "Query"))
    taken: set[str] = set()
    for query_class in (*built_in, *extension_queries):
        twice = taken & query_class._meta.fields.keys()
        if twice:
            names = ", ".join(sorted(twice))
            message = f"{query_class.__module__} defines query fields that already exist: {names}."
            raise ImproperlyConfigured(message)
        taken |= query_class._meta.fields.keys()
    return extension_queries


def types() -> list[Any]:
    """The types of all extensions that no field refers to."""
    return [type_ for module in _modules() for type_ in getattr(module, "TYPES", [])]


def folders_of_operations() -> list[Path]:
    """The folders ``operations`` of all extensions that have one."""
    folders = (
        Path(config.path) / "operations"
        for config in apps.get_app_configs()
        if config.name in settings.EXTENSIONS
    )
    return [folder for folder in folders if folder.is_dir()]


def _modules() -> Iterator[Any]:
    for name in settings.EXTENSIONS:
        if find_spec(f"{name}.api") is not None:
            yield import_module(f"{name}.api")
