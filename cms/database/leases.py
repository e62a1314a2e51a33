"""Rows that one worker at a time works on.

A worker that is killed leaves its lease. When that has expired, another one may resume.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    import uuid


class Leased(models.Model):
    """A row that is the worker's whose ``lease`` it is, until ``leased_until``.

    With a time alone it waits for a worker until then.
    """

    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


def free() -> Q:
    """Rows that no worker has, or one whose lease has run out."""
    return Q(lease=None) | expired()


def expired() -> Q:
    """Rows whose time is over, whether a worker had them or none came."""
    return Q(leased_until__lte=timezone.now())


def take(rows: models.QuerySet[Any], key: uuid.UUID, *, seconds: float) -> bool:
    """Take these rows, or keep them longer; whether there was one."""
    until = timezone.now() + timedelta(seconds=seconds)
    return bool(rows.update(lease=key, leased_until=until))


def queue(rows: models.QuerySet[Any], *, seconds: float) -> None:
    """Have these rows wait for a worker for so long."""
    rows.update(lease=None, leased_until=timezone.now() + timedelta(seconds=seconds))
