"""Which files were stored by a piece of work, so that a failure leaves none of them behind.

A database takes back the rows of a transaction that fails; a storage takes back nothing.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.storage import storages
from django.db import connection
from django.db.models import FileField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger("cms.content.media")
_stored: ContextVar[list[str] | None] = ContextVar("stored files", default=None)


def note(name: str) -> None:
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
def nothing_left_behind() -> Iterator[None]:
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


def clean_up_after(owner: Any, name: str) -> None:
    """Have a function of Wagtail or Django leave no file behind when it fails. Idempotent."""
    original = getattr(owner, name)
    if not hasattr(original, "leaves_no_file"):
        replacement: Any = _cleaning(original)
        replacement.leaves_no_file = True
        setattr(owner, name, replacement)


def _cleaning(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        with nothing_left_behind():
            return original(*args, **kwargs)

    return replacement


def _named(names: list[str]) -> set[str]:
    """Those of these files that a row names. A query for each model with files."""
    # In a transaction that is going to be rolled back no row can be asked for, and none remains.
    if not names or connection.needs_rollback:
        return set()
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.filter(**{f"{field.name}__in": names})
                found.update(rows.values_list(field.name, flat=True))
    return found
