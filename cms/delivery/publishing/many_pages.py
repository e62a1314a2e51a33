"""Changes of many pages at once: publishing, unpublishing and deleting whole sections.

Up to ``REQUEST_PAGES`` pages are changed in the request, all or none. More are changed by a job,
page by page: in the order in which a reader loses or gains them, so that wherever it stops nothing
can be reached that shouldn't be. A section is hidden with its topmost page, by the first step, and
is deleted from its lowest pages upwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from cms.delivery.publishing import withdrawal
from cms.operation.background import jobs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet

    from django_stubs_ext import StrOrPromise

    from cms.operation.models import Job

PUBLISH, UNPUBLISH, DELETE = "publish pages", "unpublish pages", "delete pages"
# By the names of Wagtail's bulk actions. Moving is a few statements however many pages there are.
BULK_ACTIONS = {"publish": PUBLISH, "unpublish": UNPUBLISH, "delete": DELETE}


def connect() -> None:
    """Have the kinds of jobs known."""
    jobs.register(PUBLISH, jobs.Kind(gettext_lazy("publish pages"), _publish))
    jobs.register(UNPUBLISH, jobs.Kind(gettext_lazy("unpublish pages"), _unpublish))
    jobs.register(DELETE, jobs.Kind(gettext_lazy("delete pages"), _delete))


def job_if_many(
    kind: str,
    pages: Collection[Page],
    *,
    user: Any,
    with_descendants: bool = True,
    keeps_translations: bool = False,
) -> Job | None:
    """A job for these pages, and the ones below them; ``None``: they are few enough for a request.

    Two queries for each page, and those that start a job.
    """
    affected = [_affected(kind, page, with_descendants=with_descendants) for page in pages]
    if sum(one.count() for one in affected) <= settings.REQUEST_PAGES:
        return None
    return jobs.started(
        kind,
        ", ".join(page.get_admin_display_title() for page in pages),
        _things(affected),
        user=user,
        keeps_translations=keeps_translations,
    )


def _affected(kind: str, page: Page, *, with_descendants: bool) -> QuerySet[Page]:
    below = Page.objects.descendant_of(page) if with_descendants else Page.objects.none()
    if kind == DELETE:
        return (Page.objects.filter(pk=page.pk) | below).order_by("-path")
    # Aliases follow the page they mirror.
    below = below.filter(live=kind == UNPUBLISH, alias_of__isnull=True)
    return (Page.objects.filter(pk=page.pk) | below).order_by("path")


def _things(affected: list[QuerySet[Page]]) -> Iterator[tuple[int, str]]:
    seen: set[int] = set()
    for pages in affected:
        for pk, title in pages.values_list("pk", "draft_title").iterator(chunk_size=2000):
            if pk not in seen:
                seen.add(pk)
                yield pk, title


def _publish(pk: int, job: Job) -> StrOrPromise | None:
    page = _page(pk)
    if page is None:
        return None
    if not page.permissions_for_user(job.user).can_publish():
        return _("You don't have the right to publish it.")
    revision = page.get_latest_revision() or page.save_revision(user=job.user)
    try:
        revision.publish(user=job.user)
    except (PermissionDenied, ValidationError) as error:
        return str(error)
    return None


def _unpublish(pk: int, job: Job) -> StrOrPromise | None:
    page = _page(pk)
    if page is None or not page.live:
        return None
    if not page.permissions_for_user(job.user).can_unpublish():
        return _("You don't have the right to unpublish it.")
    action = UnpublishPageAction(page, user=job.user)
    if job.options.get("keeps_translations"):
        with withdrawal.keeping_translations():
            action.execute(skip_permission_checks=True)
    else:
        action.execute(skip_permission_checks=True)
    return None


def _delete(pk: int, job: Job) -> StrOrPromise | None:
    page = _page(pk)
    if page is None:
        return None
    if not page.permissions_for_user(job.user).can_delete():
        return _("You don't have the right to delete it.")
    if page.numchild:
        return _("There are pages below it that were not deleted.")
    DeletePageAction(page, user=job.user).execute(skip_permission_checks=True)
    return None


def _page(pk: int) -> Page | None:
    """The page as it is now; ``None``: it is gone, which is as good as done."""
    return Page.objects.specific().filter(pk=pk).first()
