"""Redirects from the former URLs of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect

from cms.content.pages import limits
from cms.content.redirects import paths, rules
from cms.importing.converting.links import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wagtail.models import Page


def lead_from(addresses: Iterable[str], page: Page, note: Callable[[str, str], None]) -> None:
    """Redirect former URLs, whose origin doesn't matter, to a page; what can't be is noted."""
    codes = rules.language_codes()
    parts = page.get_url_parts()
    own = paths.old_path(parts[2], codes) if parts else ""
    for path in dict.fromkeys(paths.old_path(path_of(address), codes) for address in addresses):
        if path == own:
            continue
        fault = _fault(path, page)
        if fault:
            note("redirect", f"{path}: {fault}")


def _fault(path: str, page: Page) -> str:
    """Make a redirect; the reason why there can be none, empty if it is there."""
    if len(path) > limits.LONGEST_PATH:
        return f"longer than {limits.LONGEST_PATH} characters"
    other = Redirect.objects.filter(old_path=path, site=None).first()
    if other is not None:
        return "" if other.redirect_page_id == page.pk else "there is a redirect from it already"
    redirect = Redirect(old_path=path, redirect_page=page, is_permanent=True)
    try:
        redirect.full_clean()
        redirect.save()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
