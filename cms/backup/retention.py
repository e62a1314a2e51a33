"""Retention of revisions, histories and jobs, as set."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, RevisionMixin, WorkflowState

from cms.accounts.throttling import counters
from cms.accounts.trail import retention as audit_trail
from cms.content.media import replacement
from cms.content.redirects.models import RedirectImport
from cms.delivery.outbox import retention as deliveries
from cms.delivery.previews import tokens
from cms.legal.models import LegalNoticePage
from cms.operation import pruning
from cms.operation.background import jobs
from cms.operation.background import retention as tasks
from cms.translation.models import TranslationUpload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

BATCH = 200
_IN_USE = frozenset({"latest_revision", "live_revision"})
_UNDER_REVIEW = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def register() -> None:
    """Contribute everything that this release prunes."""
    pruning.register("background jobs", jobs.prune)
    pruning.register("background tasks", tasks.prune)
    pruning.register("audit entries", audit_trail.prune)
    pruning.register("counts of failed logins", counters.prune)
    pruning.register("deliveries", deliveries.prune)
    pruning.register("entries of histories", prune_histories)
    pruning.register("imports and uploads", prune_uploads)
    pruning.register("previews", tokens.prune)
    pruning.register("replaced files", replacement.prune)
    pruning.register("revisions", prune_revisions)
    pruning.register("sessions", prune_sessions)


def prune_revisions() -> int:
    """Delete revisions older than ``REVISION_DAYS``; returns how many.

    Kept whatever their age are those of legal notices, which are evidence; the latest and the live
    revision of everything; and those that are scheduled or under review.
    """
    before = _before(settings.REVISION_DAYS)
    if before is None:
        return 0
    old = Revision.objects.filter(created_at__lt=before, approved_go_live_at__isnull=True)
    old = old.exclude(content_type__in=_of_legal_notices())
    old = old.exclude(task_states__workflow_state__status__in=_UNDER_REVIEW)
    for in_use in _in_use():
        old = old.exclude(pk__in=in_use)
    return _delete_each(old)


def prune_histories() -> int:
    """Delete entries of histories older than ``HISTORY_DAYS``; returns how many.

    Those of legal notices are kept.
    """
    before = _before(settings.HISTORY_DAYS)
    if before is None:
        return 0
    return sum(
        _delete_at_once(
            model._default_manager.filter(timestamp__lt=before).exclude(
                content_type__in=_of_legal_notices()
            )
        )
        for model in (PageLogEntry, ModelLogEntry)
    )


def prune_uploads() -> int:
    """Delete imports finished ``JOB_DAYS`` ago, and uploads made then; returns how many."""
    before = _before(settings.JOB_DAYS)
    if before is None:
        return 0
    return _delete_at_once(RedirectImport.objects.filter(finished_at__lt=before)) + _delete_at_once(
        TranslationUpload.objects.filter(created_at__lt=before)
    )


def prune_sessions() -> int:
    """Delete sessions that have expired; returns how many."""
    return _delete_at_once(Session.objects.filter(expire_date__lt=timezone.now()))


def _before(days: int) -> datetime | None:
    """The moment so many days ago; ``None`` for 0, which keeps everything."""
    return timezone.now() - timedelta(days=days) if days else None


def _of_legal_notices() -> list[ContentType]:
    return [ContentType.objects.get_for_model(LegalNoticePage)]


def _in_use() -> Iterator[Any]:
    """The ids of revisions that rows show or continue; a query set for each column of them."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if issubclass(model, RevisionMixin) and field.name in _IN_USE:
                rows = model._base_manager.filter(**{f"{field.name}__isnull": False})
                yield rows.order_by().values(field.attname)


def _delete_each(found: QuerySet[Any]) -> int:
    """Delete rows one by one, as Wagtail does where other rows follow; a batch is a transaction."""
    ids = list(found.order_by("pk").values_list("pk", flat=True).distinct())
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            for one in found.model._default_manager.filter(pk__in=ids[start : start + BATCH]):
                one.delete()
    return len(ids)


def _delete_at_once(found: QuerySet[Any]) -> int:
    """Delete rows in batches; returns how many, without those that go with them."""
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        found.model._default_manager.filter(pk__in=ids[start : start + BATCH]).delete()
    return len(ids)
