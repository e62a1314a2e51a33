"""Reads the audit trail."""

from datetime import timedelta

from django.utils import timezone

from cms.accounts.models import AuditEntry
from cms.accounts.trail import actions

# The time a place stays known after a sign-in from there.
KNOWN = timedelta(days=90)


def has_signed_in_from(name: str, place: str) -> bool:
    """True if the user of this name has signed in from a place lately; one query."""
    return AuditEntry.objects.filter(
        action=actions.SIGNED_IN, user_name=name, place=place, at__gt=timezone.now() - KNOWN
    ).exists()
