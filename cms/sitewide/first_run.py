"""The identity of a new site, with a header that leads home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from cms.content.pages.first_run.steps import Stage, register
from cms.sitewide.models import Sitewide, SitewideSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.first_run.plan import Plan


def identity(plan: Plan) -> Iterator[str]:
    """Header and footer with the name of the site, chosen for it."""
    chosen = SitewideSettings.for_site(Site.objects.get(is_default_site=True))
    if chosen.sitewide is not None:
        return
    locale = Locale.objects.get(language_code=plan.source)
    found = Sitewide.objects.create(
        locale=locale, organisation_name=plan.name, short_name=plan.name[:40]
    )
    found.save_revision().publish()
    chosen.sitewide = found
    chosen.save()
    yield _("header and footer")


def install() -> None:
    """Contribute this step."""
    register(Stage.LISTS, "header and footer", identity)
