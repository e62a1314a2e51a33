"""Converted aliases: pages that mirrored another language and still have its text.

Readers would get such a page as a translation.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_is_published_next: ContextVar[bool] = ContextVar("is_published_next", default=False)


@contextmanager
def publishing_next() -> Iterator[None]:
    """Mirrors that are converted inside stay live: their translation is published at once."""
    token = _is_published_next.set(True)
    try:
        yield
    finally:
        _is_published_next.reset(token)


def is_published_next() -> bool:
    """True if an alias that is converted now is published as a translation at once."""
    return _is_published_next.get()


def install() -> None:
    """Take mirrors offline when they are converted, whichever way is used. Idempotent."""
    original = ConvertAliasPageAction.execute
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def execute(self: Any, skip_permission_checks: bool = False) -> Any:
        page = original(self, skip_permission_checks=skip_permission_checks)
        if page.live and not is_published_next() and mirrors(page):
            page.unpublish(user=self.user)
        return page

    ConvertAliasPageAction.execute = execute  # type: ignore[method-assign]


def mirrors(page: Page) -> bool:
    """True if a page repeats the text of another language."""
    others = Page.objects.translation_of(page).exclude(locale_id=page.locale_id)
    return bool(others.exists())
