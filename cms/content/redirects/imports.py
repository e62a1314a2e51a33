"""A file with redirects is kept, and read row by row.

The rows of a batch and the note that they are done are written in one transaction, so a worker that
is killed leaves nothing half done and nothing done twice; its lease runs out, and the scheduler has
another one go on.
"""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from django_tasks import task

from cms.content.redirects.models import RedirectImport
from cms.database import leases

if TYPE_CHECKING:
    from cms.content.redirects.spreadsheets import Spreadsheet

# Longer files are read in the background.
MOST_AT_ONCE = 200
BATCH = 50
# Other tasks wait for a worker that long at most.
SLICE_SECONDS = 10.0
LEASE_SECONDS = 60.0
KEPT_UNSTARTED = timedelta(days=1)


def store(table: Spreadsheet, *, name: str, user: Any) -> RedirectImport:
    """A file that waits for somebody to say which column is which."""
    return RedirectImport.objects.create(
        user=user,
        name=name[:255],
        headers=table.headers,
        rows=[list(row) for row in table.rows],
        row_count=len(table.rows),
    )


def start(import_: RedirectImport) -> None:
    """Read a short file now, and have a long one read by a worker."""
    import_.started_at = timezone.now()
    if import_.row_count <= MOST_AT_ONCE:
        import_.save()
        key = uuid.uuid4()
        while _take(import_.pk, key, Q(lease=None) | Q(lease=key)) and _read_batch(import_.pk, key):
            pass
        import_.refresh_from_db()
        return
    with transaction.atomic():
        import_.save()
        enqueue(import_.pk)


@task()
def work(import_id: int) -> None:
    """Read a file for a while, then queue up again after other tasks."""
    key = uuid.uuid4()
    if not _take(import_id, key, leases.free()):
        return
    deadline = time.monotonic() + SLICE_SECONDS
    with translation.override(_language(import_id)):
        while _read_batch(import_id, key):
            if time.monotonic() >= deadline:
                enqueue(import_id)
                return
            if not _take(import_id, key, Q(lease=key)):
                return


@transaction.atomic
def enqueue(import_id: int) -> None:
    """Queue a file up; if no worker starts it in time, ``resume_abandoned`` does so once more."""
    leases.queue(RedirectImport.objects.filter(pk=import_id), seconds=LEASE_SECONDS)
    work.enqueue(import_id)


def resume_abandoned() -> None:
    """Resume files whose worker has died, and forget unstarted ones; called regularly."""
    unstarted_before = timezone.now() - KEPT_UNSTARTED
    RedirectImport.objects.filter(started_at=None, uploaded_at__lt=unstarted_before).delete()
    left = RedirectImport.objects.filter(
        leases.expired(), finished_at=None, started_at__isnull=False
    )
    for import_id in left.values_list("pk", flat=True):
        enqueue(import_id)


def _read_batch(import_id: int, key: uuid.UUID) -> bool:
    """Read some rows; whether there are more."""
    with transaction.atomic():
        import_ = RedirectImport.objects.select_for_update().filter(pk=import_id, lease=key).first()
        if import_ is None:
            return False
        for number, cells in import_.rows[import_.done_count : import_.done_count + BATCH]:
            _read_row(import_, number, cells)
            import_.done_count += 1
        is_over = import_.done_count >= import_.row_count
        if is_over:
            import_.finished_at, import_.lease, import_.leased_until = timezone.now(), None, None
            import_.rows = []
        import_.save()
    return not is_over


def _read_row(import_: RedirectImport, number: int, cells: list[str]) -> None:
    old, target = cells[import_.from_index or 0], cells[import_.to_index or 0]
    if not old and not target:
        return
    if any(cells[len(import_.headers) :]):
        text = _("The row has more cells than there are columns: put its URLs in quotes.")
        import_.problems.append([number, old, target, text])
        return
    form = RedirectForm(
        {
            "old_path": old,
            "redirect_link": target,
            "is_permanent": import_.is_permanent,
            "site": import_.site_id,
        }
    )
    if not form.is_valid():
        reasons = [str(reason) for errors in form.errors.values() for reason in errors]
        import_.problems.append([number, old, target, " ".join(reasons)])
        return
    try:
        with transaction.atomic():
            log(instance=form.save(), action="wagtail.create", user=import_.user)
    except IntegrityError:
        import_.problems.append(
            [number, old, target, _("There is already a redirect from this path.")]
        )
        return
    import_.created_count += 1


def _language(import_id: int) -> str:
    profile = UserProfile.objects.filter(
        user__in=RedirectImport.objects.filter(pk=import_id).values("user")
    ).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def _take(import_id: int, key: uuid.UUID, condition: Q) -> bool:
    """Take or keep a file; not one that is read or that another worker has."""
    waiting = RedirectImport.objects.filter(condition, pk=import_id, finished_at=None)
    return leases.take(waiting, key, seconds=LEASE_SECONDS)
