"""The audit trail, and the users who need a second factor."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Rows that are added and read; only ``trail.retention`` deletes old ones."""

    def update(self, **_values: Any) -> NoReturn:
        """Nobody changes the record."""
        raise PermissionDenied

    def delete(self) -> NoReturn:
        """Entries are never deleted."""
        raise PermissionDenied

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Nobody changes the record."""
        raise PermissionDenied


class AuditEntry(models.Model):
    """An event. Users and objects are kept as text: they may be deleted."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    action = models.CharField(_("action"), max_length=100, db_index=True)
    user_pk = models.CharField(_("user ID"), max_length=64, blank=True)
    user_name = models.CharField(_("user"), max_length=254, blank=True)
    object_type = models.CharField(_("kind of object"), max_length=100, blank=True)
    object_pk = models.CharField(_("object ID"), max_length=64, blank=True)
    object_name = models.CharField(_("object"), max_length=255, blank=True)
    address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    # The network counted as one place: see cms.accounts.addresses.
    place = models.GenericIPAddressField(null=True, blank=True)
    request_id = models.CharField(_("request ID"), max_length=64, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["action", "user_name", "place"], name="audit_known_place")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.user_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        Raises:
            PermissionDenied: it was added before.
        """
        if not self._state.adding:
            raise PermissionDenied
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Entries are never deleted."""
        raise PermissionDenied


@register_setting(icon="lock", order=50)
class SecondFactorSettings(ClusterableModel, BaseGenericSetting):
    """The users who can't work in the admin without a second factor."""

    administrators = models.BooleanField(
        _("administrators need a second factor"),
        default=False,
        help_text=_("Users who have all permissions without being in a group."),
    )
    groups = ParentalManyToManyField(
        Group,
        blank=True,
        related_name="+",
        verbose_name=_("groups whose members need a second factor"),
        help_text=_("Members without one are asked to set it up before they can do anything else."),
    )

    panels = [FieldPanel("administrators"), FieldPanel("groups", widget=CheckboxSelectMultiple)]

    class Meta:
        verbose_name = _("second factors")
        default_permissions = ("change",)


class SetUpToken(models.Model):
    """A token with which somebody sets up a site that has no user yet, by its SHA-256."""

    token_hash = models.CharField(_("SHA-256 of the token"), max_length=64, primary_key=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("token for setting up")
        verbose_name_plural = _("tokens for setting up")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M:%S}"
