"""Redirects from the former URLs of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.content.pages import limits
from cms.content.redirects import paths, rules
from cms.importing.converting.links import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def lead_from(addresses: Iterable[str], page: Page, note: Callable[[str, str], None]) -> None:
    """Redirect former URLs, whose origin doesn't matter, to a page; what can't be is noted."""
    codes = rules.language_codes()
    parts = page.specific.get_url_parts()
    url = (parts[2] if parts else None) or ""
    default = Locale.get_default().language_code
    for path in dict.fromkeys(paths.old_path(path_of(address), codes) for address in addresses):
        if path == paths.old_path(url, codes):
            continue
        first = path.split("/")[1]
        language = first if first in codes else default
        # A redirect to a page leads to it in the language of the path, whichever page is named.
        target: dict[str, Any] = {"redirect_page": page}
        if language != page.locale.language_code:
            if not page.live:
                # Unlike one to a page, it would tell of a page that nobody can read.
                note("redirect", f"{path}: import again once the page is published")
                continue
            target = {"redirect_link": url}
        fault = _fault(path, target)
        if fault:
            note("redirect", f"{path}: {fault}")


def _fault(path: str, target: dict[str, Any]) -> str:
    """Make a redirect; the reason why there can be none, empty if it is there."""
    if len(path) > limits.LONGEST_PATH:
        return f"longer than {limits.LONGEST_PATH} characters"
    other = Redirect.objects.filter(old_path=path, site=None).first()
    if other is not None:
        is_same = all(getattr(other, name) == value for name, value in target.items())
        return "" if is_same else "there is a redirect from it already"
    redirect = Redirect(old_path=path, is_permanent=True, **target)
    try:
        redirect.full_clean()
        redirect.save()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
