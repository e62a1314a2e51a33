"""The files stored by a piece of work, so that a failure leaves none of them behind.

A database rolls back the rows of a transaction that fails; a storage rolls back nothing.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import FileField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from django.db.models import Model

logger = logging.getLogger("cms.content.media")
_stored: ContextVar[list[str] | None] = ContextVar("stored files", default=None)


def record(name: str) -> None:
    """Record that a file was stored."""
    names = _stored.get()
    if names is not None:
        names.append(name)


def stored() -> list[str]:
    """The files that were stored so far by what is being recorded."""
    return list(_stored.get() or [])


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The names of the files that are stored within, as they are stored."""
    outer = _stored.get()
    names: list[str] = []
    token = _stored.set(names)
    try:
        yield names
    finally:
        _stored.reset(token)
        if outer is not None:
            outer.extend(names)


@contextmanager
def removed_on_failure() -> Iterator[None]:
    """Remove what was stored within when it fails, unless a row names it all the same."""
    with recorded() as names:
        try:
            yield
        except BaseException:
            remove_unnamed(names)
            raise


def remove_unnamed(names: list[str]) -> None:
    """Remove those of these files that no row names. Logs what can't be removed."""
    for name in set(names) - _named(names):
        try:
            storages["default"].delete(name)
        except OSError:
            logger.exception("%s belongs to nothing, and can't be removed", name)


def savepoint() -> AbstractContextManager[Any]:
    """Have a failure within leave a transaction usable; there is none of its own."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def clean_up_after_saving(model: type[Model]) -> None:
    """Remove the files of rows that can't be saved. Idempotent."""
    original: Any = model.save_base
    if not hasattr(original, "leaves_no_file"):
        replacement: Any = _cleaning(original)
        replacement.leaves_no_file = True
        model.save_base = replacement  # type: ignore[method-assign]


def _cleaning(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def save_base(row: Model, *args: Any, **kwargs: Any) -> Any:
        if not _has_new_file(row):
            return original(row, *args, **kwargs)
        with removed_on_failure(), savepoint():
            return original(row, *args, **kwargs)

    return save_base


def _has_new_file(row: Model) -> bool:
    files = (
        getattr(row, field.name)
        for field in row._meta.concrete_fields
        if isinstance(field, FileField) and field.attname in row.__dict__
    )
    return any(file and not file._committed for file in files)  # noqa: SLF001 - Django's own word


def _named(names: list[str]) -> set[str]:
    """Those of these files that a row names. A query for each model with files."""
    # In a transaction that is going to be rolled back no row can be asked for, and none remains.
    if not names or connection.needs_rollback:
        return set()
    referenced: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.filter(**{f"{field.name}__in": names})
                referenced.update(rows.values_list(field.name, flat=True))
    return referenced
