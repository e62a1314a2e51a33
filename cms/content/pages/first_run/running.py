"""A first run from its beginning to its end: all of it is done, or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.content.pages.first_run import steps

if TYPE_CHECKING:
    from cms.content.pages.first_run.plan import Plan

_PAGES = UUID("6d1f0c8e-7a52-4f0b-9a4e-3c1a5b7f2d90")


class Refused(Exception):
    """The database isn't one for a first run; the message says why."""


def page_key(name: str) -> UUID:
    """The translation key of a page that first runs make."""
    return uuid5(_PAGES, name)


FRONT_PAGE = page_key("front page")


def is_done() -> bool:
    """True if there was a first run in this database."""
    return bool(Page.objects.filter(translation_key=FRONT_PAGE).exists())


@transaction.atomic
def run(plan: Plan) -> list[str]:
    """Make the site; returns what was made, nothing where that had been done before.

    Raises:
        Refused: there is other content.
        ValidationError: the plan can't be.
    """
    plan.check()
    if is_done():
        return []
    own = [page for page in Page.objects.filter(depth__gt=1) if not _is_welcome(page)]
    if own:
        text = _(
            "This database already has content ({count} pages, “{title}” among them). A first run "
            "needs a database that has been migrated and is otherwise empty."
        )
        raise Refused(text.format(count=len(own), title=own[0].title))
    return list(steps.do_all(plan))


def _is_welcome(page: Page) -> bool:
    """True if this is the page that Wagtail's migrations make."""
    return page.depth == 2 and page.specific_class is Page and page.numchild == 0
