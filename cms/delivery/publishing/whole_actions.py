"""Publishing, unpublishing and deleting are each one transaction, whoever asks for them.

Wagtail saves the page, its aliases, redirects and log one after the other, each on its own: a
process killed in between would leave half of it, and receivers would be sent several events for one
publication. Inside somebody else's transaction nothing changes: that one holds it all together.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from wagtail.actions.delete import DeleteAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from cms.delivery.change_feed import feed

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def in_transaction() -> AbstractContextManager[Any]:
    """A transaction, unless there is one already."""
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


def install() -> None:
    """Make the actions transactions. Idempotent."""
    for action in (PublishRevisionAction, UnpublishAction, UnpublishPageAction, DeleteAction):
        if not hasattr(action.execute, "is_whole"):
            action.execute = _as_whole(action.execute)  # type: ignore[method-assign]


def _as_whole(execute: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(execute)
    def executed(*args: Any, **kwargs: Any) -> Any:
        with in_transaction(), feed.gathered():
            return execute(*args, **kwargs)

    executed.is_whole = True  # type: ignore[attr-defined]
    return executed
