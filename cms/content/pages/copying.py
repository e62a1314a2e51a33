"""The fields a copied page has of its own: its publication date, and others its type names.

A copy for translation is the same page in another language and keeps its source's dates.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from wagtail.actions.copy_page import CopyPageAction

from cms.content.pages.models import LocalisedPage

if TYPE_CHECKING:
    from wagtail.models import Page

# Which of their own Wagtail gives only to copies that are drafts, or not at all.
PUBLICATION = ("go_live_at", "expire_at", "expired", "first_published_at", "last_published_at")


def install() -> None:
    """Have copies of pages and of all below them made so, whoever makes them. Idempotent."""
    original = CopyPageAction._copy_page  # noqa: SLF001 - it is called for each page below, too
    if hasattr(original, "gives_own_dates"):
        return

    @wraps(original)
    def copy_page(
        action: Any,
        page: Page,
        to: Any = None,
        update_attrs: dict[str, Any] | None = None,
        exclude_fields: list[str] | None = None,
        _mpnode_attrs: Any = None,
    ) -> Page:
        attributes = update_attrs or {}
        own_fields = [name for name in _own_fields(action, page) if name not in attributes]
        left_out = [*(exclude_fields or []), *own_fields]
        copy = original(action, page, to, update_attrs, left_out, _mpnode_attrs)
        if action.keep_live and not copy.live:
            _forget_publication(copy)
        return copy

    copy_page.gives_own_dates = True  # type: ignore[attr-defined]
    action_class: Any = CopyPageAction
    action_class._copy_page = copy_page  # noqa: SLF001


def _own_fields(action: CopyPageAction, page: Page) -> list[str]:
    """The fields of a copy that begin as those of a new page, in all its versions."""
    specific = page.specific
    if not action.reset_translation_key or not isinstance(specific, LocalisedPage):
        return []
    return [*PUBLICATION, *specific.own_fields_of_copies()]


def _forget_publication(page: Page) -> None:
    """Take away when a draft was published, which Wagtail says of every copy it may publish."""
    page.first_published_at = page.last_published_at = page.live_revision = None
    page.save(
        clean=False, update_fields=["first_published_at", "last_published_at", "live_revision"]
    )
