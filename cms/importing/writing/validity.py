"""The faults of a page that would keep it from being published in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from cms.translation.synchronisation.drafts import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator


class Faulty(ValueError):
    """A page can't be published as it is; the message says why."""


def check(page: Any) -> None:
    """Do nothing if a page and all its blocks are valid.

    Raises:
        Faulty: with all that is wrong.
    """
    faults = list(_faults_of_blocks(page.body))
    try:
        page.full_clean()
    except ValidationError as error:
        faults += reasons(error)
    if faults:
        raise Faulty("; ".join(faults))


def _faults_of_blocks(body: Any) -> Iterator[str]:
    for number, child in enumerate(body, start=1):
        try:
            child.block.clean(child.value)
        except ValidationError as error:
            words = " ".join(_messages(error))
            yield f"block {number} ({child.block_type}): {words}"


def _messages(error: Any) -> Iterator[str]:
    within = getattr(error, "block_errors", None)
    if not within:
        yield from error.messages
        return
    for inner in within.values() if isinstance(within, dict) else within:
        if isinstance(inner, ValidationError):
            yield from _messages(inner)
