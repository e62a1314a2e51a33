"""Deletion of old rows and files, contributed by the packages that know when they are old.

``manage.py prune`` and the scheduler call all of it. Each contribution is deleted on its own: one
that fails holds up none of the others.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Prune = Callable[[], int | None]

logger = logging.getLogger("cms.operation")
_prunable: dict[str, Prune] = {}


def register(name: str, prune: Prune) -> None:
    """Have something pruned.

    Args:
        name: the plural of what is deleted, such as "revisions"; one of the same name is replaced.
        prune: deletes what is old, and returns how many where it counts them.
    """
    _prunable[name] = prune


def names() -> list[str]:
    """The names of everything that is pruned, in alphabetical order."""
    return sorted(_prunable)


def run() -> Iterator[tuple[str, int | Exception | None]]:
    """Prune everything; yields what was deleted of each, or why it couldn't be."""
    for name in names():
        try:
            with transaction.atomic():
                deleted = _prunable[name]()
        except Exception as error:  # whatever it is, the others must not wait for it
            logger.exception("No %s were pruned", name)
            yield name, error
        else:
            yield name, deleted
