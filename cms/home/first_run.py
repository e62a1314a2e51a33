"""The front page of a new site, and the site that begins with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms.content.pages.first_run.running import FRONT_PAGE
from cms.content.pages.first_run.steps import Stage, register
from cms.home.models import HomePage
from cms.translation.rights import staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.first_run.plan import Plan


def front_page(plan: Plan) -> Iterator[str]:
    """A front page in place of Wagtail's page of welcome, as the root of the site."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children().exact_type(Page))
    front = HomePage(
        title=plan.name,
        slug="homepage",
        locale=Locale.objects.get(language_code=plan.source),
        translation_key=FRONT_PAGE,
        live=False,
    )
    root.add_child(instance=front)
    front.save_revision().publish()
    yield _("front page {title}").format(title=front.title)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.site_name = plan.host, plan.port, plan.name
    site.root_page_id = front.pk
    site.save()
    yield _("site {host}").format(host=f"{site.hostname}:{site.port}")
    for page in welcome:
        page.delete()


def groups(plan: Plan) -> Iterator[str]:
    """Editors of the source language, and translators of each other one."""
    front = HomePage.objects.get(translation_key=FRONT_PAGE, locale__language_code=plan.source)
    yield _("group {name}").format(name=staff.editors(front.page_ptr).name)
    for code in plan.targets:
        locale = Locale.objects.get(language_code=code)
        translated = front.get_translation_or_none(locale)
        group = staff.translators(locale, translated.page_ptr if translated else None)
        yield _("group {name}").format(name=group.name)


def install() -> None:
    """Contribute these steps."""
    register(Stage.FRONT_PAGE, "front page", front_page)
    register(Stage.GROUPS, "editors and translators", groups)
