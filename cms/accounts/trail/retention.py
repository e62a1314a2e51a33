"""Retention of the audit trail: ``AUDIT_DAYS``."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from cms.accounts.models import AuditEntry


def prune() -> int:
    """Delete entries that are older than the setting says; 0 keeps all. Returns how many."""
    if not settings.AUDIT_DAYS:
        return 0
    old = AuditEntry.objects.filter(at__lt=timezone.now() - timedelta(days=settings.AUDIT_DAYS))
    # The one exception to the rule that entries are never deleted.
    return int(old._raw_delete(old.db))  # noqa: SLF001 - Django's own way to delete at once
