"""The lists below the front page of a new site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.content.pages.first_run.running import FRONT_PAGE, page_key
from cms.content.pages.first_run.steps import Stage, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.first_run.plan import Plan


def install(model: type[Page], slug: str, title: str) -> None:
    """Have first runs make a list: an empty page of a model, public at once."""

    def make(plan: Plan) -> Iterator[str]:
        front = Page.objects.get(translation_key=FRONT_PAGE, locale__language_code=plan.source)
        page = model(
            title=title, slug=slug, locale=front.locale, translation_key=page_key(slug), live=False
        )
        front.add_child(instance=page)
        page.save_revision().publish()
        yield _("list {title}").format(title=title)

    register(Stage.LISTS, slug, make)
