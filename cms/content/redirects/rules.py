"""The rules for redirects: checked by forms, imports, the admin's API and code alike.

It leads somewhere, to a path of the frontend or to an absolute URL; never to itself, and in no
circle, whether by other letters, a slash, or the site's own host.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from cms.content.pages import limits
from cms.content.redirects import paths
from cms.content.redirects.paths import ComparableUrl

if TYPE_CHECKING:
    from collections.abc import Collection

# Redirects one after the other that are looked at; browsers give up after twenty.
LONGEST_CHAIN = 20
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f\\]")
_is_url = URLValidator(schemes=["http", "https"])


class OldPathField(forms.CharField):
    """The path a redirect is from, measured as it is kept and not as it was typed."""

    def to_python(self, value: Any) -> str:
        """The path, decoded."""
        text = super().to_python(value) or ""
        return paths.old_path(text, language_codes()) if text else text


def install() -> None:
    """Put the rules in place of Wagtail's own. Idempotent."""
    form: Any = RedirectForm
    form.base_fields["old_path"] = OldPathField(
        label=form.base_fields["old_path"].label,
        max_length=limits.LONGEST_PATH,
        help_text=gettext_lazy(
            "A path such as /en/old-page. Without a language, as in /promo, it also applies "
            "below the prefix of each language, and leads to the page in that language."
        ),
    )
    form.base_fields["redirect_link"] = forms.CharField(
        label=form.base_fields["redirect_link"].label,
        required=False,
        max_length=limits.LONGEST_PATH,
        help_text=gettext_lazy("A path such as /en/news/, or a URL such as https://example.org/."),
    )
    field: Any = Redirect._meta.get_field("redirect_link")
    field.default_validators = [check_target]
    field.__dict__.pop("validators", None)
    model: Any = Redirect
    if not hasattr(model.clean, "asks_the_rules"):
        model.clean = _clean_with(model.clean)
    pre_save.connect(_saved, sender=Redirect, dispatch_uid="rules of redirects")


def check_target(text: str) -> None:
    """Do nothing if a text is where a redirect may lead: a path, or a URL of the web.

    Raises:
        ValidationError: it is neither.
    """
    is_path = text.startswith("/") and not text.startswith("//")
    if is_path and not _UNFIT.search(text):
        return
    try:
        _is_url(text)
    except ValidationError:
        raise ValidationError(
            _("Enter a path that begins with a slash, or a URL that begins with https://.")
        ) from None


def language_codes() -> frozenset[str]:
    """The codes that the paths of pages begin with. One query."""
    return frozenset(Locale.objects.values_list("language_code", flat=True))


def problem_of(redirect: Redirect) -> ValidationError | None:
    """The reason why a redirect can't be kept, ``None`` if it can. A few queries."""
    if not redirect.redirect_page_id and not redirect.redirect_link:
        return ValidationError(_("Choose the target of the redirect: a page or a URL."))
    if redirect.redirect_page_id and redirect.redirect_link:
        return ValidationError(_("Choose a page or enter a URL, not both."))
    start, own_hosts = ComparableUrl.of(redirect.old_path), _own_hosts(redirect.site)
    targets = [target for target in _targets(redirect) if _is_own(target, own_hosts)]
    field = "redirect_page" if redirect.redirect_page_id else "redirect_link"
    text = None
    if start and any(target.is_at(start) for target in targets):
        text = _("The redirect leads to its own path.")
    elif start and targets and not redirect.redirect_page_id:
        circle = _circle(redirect, start, targets[0], own_hosts)
        text = circle and _("The redirect leads in a circle: {path} leads back.").format(
            path=circle
        )
    return ValidationError({field: text}) if text else None


def _clean_with(original: Any) -> Any:
    def clean(redirect: Redirect) -> None:
        original(redirect)
        redirect.old_path = paths.old_path(redirect.old_path, language_codes())
        problem = problem_of(redirect)
        if problem:
            raise problem

    clean.asks_the_rules = True  # type: ignore[attr-defined]
    return clean


def _saved(instance: Redirect, *, raw: bool = False, **_signal: Any) -> None:
    """Refuse what code saves without having asked."""
    if raw:
        return
    problem = problem_of(instance)
    if problem:
        raise problem


def _targets(redirect: Redirect) -> list[ComparableUrl]:
    """The targets of a redirect: for a page, its URLs in all languages."""
    page = redirect.redirect_page
    if page is None:
        place = ComparableUrl.of(redirect.redirect_link)
        return [place] if place else []
    translations = Page.objects.filter(translation_key=page.translation_key).specific(defer=True)
    parts = [one.get_url_parts() for one in translations]
    places = [ComparableUrl.of(one[2]) for one in parts if one and one[2]]
    return [one for one in places if one]


def _own_hosts(site: Site | None) -> set[str]:
    sites = [site] if site else Site.objects.all()
    origins = [site_.root_url for site_ in sites] + [settings.FRONTEND_URL]
    return {host for origin in origins if origin and (host := paths.host_of(origin))}


def _is_own(url: ComparableUrl, own_hosts: Collection[str]) -> bool:
    return url.host is None or url.host in own_hosts


def _circle(
    redirect: Redirect, start: ComparableUrl, target: ComparableUrl, own_hosts: Collection[str]
) -> str | None:
    """The path on the way that leads back to where a redirect starts."""
    seen: set[tuple[str, str]] = set()
    url = target
    for _step in range(LONGEST_CHAIN):
        if (url.path, url.query) in seen:
            return None
        seen.add((url.path, url.query))
        following = _at(redirect, url)
        own_targets = (
            [target_url for target_url in _targets(following) if _is_own(target_url, own_hosts)]
            if following
            else []
        )
        if following is None or not own_targets:
            return None
        if own_targets[0].is_at(start):
            return following.old_path
        url = own_targets[0]
    return None


def _at(redirect: Redirect, url: ComparableUrl) -> Redirect | None:
    """The other redirect that is followed at a place: the more exact one, and a site's own first.

    One that leads to a page isn't: its chain ends there.
    """
    spellings = [f"{url.path}?{url.query}", url.path] if url.query else [url.path]
    condition = Q()
    for spelling in spellings:
        condition |= Q(old_path__iexact=spelling)
    if redirect.site_id:
        condition &= Q(site=redirect.site_id) | Q(site__isnull=True)
    rows = Redirect.objects.filter(condition, redirect_page__isnull=True)
    others = [other for other in rows if other.pk != redirect.pk]
    others.sort(key=lambda other: ("?" not in other.old_path, other.site_id is None))
    return others[0] if others else None
