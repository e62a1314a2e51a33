"""The pages a job works on, and how it is started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from wagtail_localize.models import Translation

from cms.operation.background import jobs
from cms.translation.jobs.steps import Kind
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Locale

    from cms.operation.models import Job


def pages_below(page: Page, kind: str, user: Any, *, inclusive: bool = True) -> QuerySet[Page]:
    """The pages that a job of this kind works on, from the top down."""
    pages = Page.objects.descendant_of(page, inclusive=inclusive).filter(alias_of__isnull=True)
    translations = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), enabled=True
    )
    if kind == Kind.SYNCHRONISE:
        pages = pages.filter(Exists(translations.filter(source__locale=OuterRef("locale"))))
    elif kind == Kind.TRANSLATE:
        mine = [pk for pks in permissions.editable_below(page, user).values() for pk in pks]
        keys = Translation.objects.filter(pk__in=mine).values("source__object_id")
        pages = pages.filter(translation_key__in=keys)
    return pages.order_by("path")


def started(
    page: Page, kind: str, locales: Iterable[Locale], *, user: Any, inclusive: bool = True
) -> Job | None:
    """A job for the pages below a page, which a worker takes up; ``None`` where there are none.

    Four queries, and one more for each 500 pages.
    """
    pages = list(
        pages_below(page, kind, user, inclusive=inclusive).values_list("pk", "draft_title")
    )
    if not pages:
        return None
    return jobs.started(
        kind,
        page.get_admin_display_title(),
        pages,
        user=user,
        locales=[locale.pk for locale in locales],
    )
