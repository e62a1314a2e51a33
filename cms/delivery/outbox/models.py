"""Events, their receivers, and every delivery with its result."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.database.leases import Leased

if TYPE_CHECKING:
    from datetime import datetime


class Outbox(models.Model):
    """Up to where events have been made; one row.

    ``version`` is the content version, ``numbers`` are those of the changes of pages by the id of
    the site.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(_("content version"), default=0)
    numbers = models.JSONField(_("numbers of changes"), default=dict)

    class Meta:
        verbose_name = _("outbox")
        verbose_name_plural = _("outboxes")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.version)


class Event(models.Model):
    """All changes between two looks at the content version, as receivers are sent them.

    ``version`` is the one the last of these changes got.
    """

    class Kind(models.TextChoices):
        """The type of an event, as receivers are sent it."""

        CHANGED = "content.changed", _("content changed")
        TEST = "webhook.test", _("test")

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=32, choices=Kind.choices, default=Kind.CHANGED)
    version = models.BigIntegerField(_("content version"))
    occurred_at = models.DateTimeField(_("occurred at"), default=timezone.now)
    tags = models.JSONField(_("cache tags"), default=list)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def public_key(self) -> str:
        """The key receivers know the event by: the same however often it is sent."""
        return f"evt_{self.key.hex}"


class Receiver(Leased):
    """A webhook or a cache, with what is to be known for sending to it."""

    name = models.CharField(_("name"), max_length=200)
    failure_count = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    next_at = models.DateTimeField(_("next attempt at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("receiver")
        verbose_name_plural = _("receivers")

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """An event on its way to a receiver; ``payload`` is the body, empty for a cache."""

    class Status(models.TextChoices):
        """The state of a delivery."""

        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given_up", _("given up")

    receiver = models.ForeignKey(
        Receiver, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("receiver")
    )
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("event")
    )
    payload = models.TextField(_("payload"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    attempt_count = models.PositiveIntegerField(_("attempts"), default=0)
    waiting_since = models.DateTimeField(_("waiting since"), default=timezone.now)
    attempted_at = models.DateTimeField(_("last attempt"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    response_code = models.PositiveSmallIntegerField(_("response code"), null=True)
    response_text = models.TextField(_("response"), blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["receiver", "id"],
                condition=Q(status="waiting"),
                name="deliveries_that_wait",
            ),
            models.Index(fields=["finished_at"], name="deliveries_that_are_over"),
        ]

    def __str__(self) -> str:
        return f"{self.event.kind} → {self.receiver}"

    @property
    def next_attempt_at(self) -> datetime | None:
        """The earliest time of the next attempt; ``None``: there is none."""
        return self.receiver.next_at if self.status == self.Status.WAITING else None
