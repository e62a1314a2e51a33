"""The URLs of draft previews, provided by the higher layer that keeps drafts."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

# The URL of a draft on the frontend for one user, ``None`` where it has none. The last argument
# says whether it is shown next to the editor, which requests it again at every change.
Addresser = Callable[[Page, Any, bool], str | None]
_addressers: list[Addresser] = []


def register(addresser: Addresser) -> None:
    """Say where drafts are shown; the last one counts."""
    _addressers[:] = [addresser]


def preview_url(draft: Page, *, user: Any, is_in_panel: bool) -> str | None:
    """The URL where a user sees a draft, saved or not; ``None`` if no site holds the page."""
    return _addressers[0](draft, user, is_in_panel)
