"""Releases, what is in them, and who has approved them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

from cms.delivery.releases.change_sets import Change, RowValues, StoredDraft, Withdrawal

if TYPE_CHECKING:
    from datetime import datetime


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases by what is to become of them."""

    def scheduled(self, until: datetime) -> ReleaseQuerySet:
        """Those to be published up to a moment, in this order."""
        due = self.filter(status=Release.Status.SCHEDULED, publish_at__lte=until)
        return due.order_by("publish_at", "pk")


class Release(models.Model):
    """Changes that are published in one transaction, at once or at a moment.

    ``undoes`` is the release whose changes this one takes back.
    """

    class Status(models.TextChoices):
        """The progress of a release."""

        OPEN = "open", _("open")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")

    title = models.CharField(_("title"), max_length=160)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.OPEN, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    publish_at = models.DateTimeField(_("publish at"), null=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("scheduled by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    undoes = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="undone_by",
        verbose_name=_("undoes"),
    )

    objects: ClassVar[Any] = ReleaseQuerySet.as_manager()

    # What a release is going to publish is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        permissions = [
            ("publish_release", _("Can publish releases")),
            ("approve_release", _("Can approve releases")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="scheduled") | Q(publish_at__isnull=False),
                name="scheduled_release_has_a_moment",
            )
        ]
        indexes = [models.Index(fields=["status", "publish_at"], name="releases_to_publish")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """True once its changes are made."""
        return self.status == self.Status.PUBLISHED

    def changes(self) -> list[Change]:
        """The changes it makes."""
        return [item.change() for item in self.items.select_related("content_type").order_by("pk")]


class ReleaseItem(models.Model):
    """One object of a release and what becomes of it.

    ``revision`` is the one to publish; without it the latest one is. ``values`` are those of a row
    without revisions. ``basis`` is the revision that was live when the item was added, and ``undo``
    what takes the item back, known once it is published.
    """

    class Action(models.TextChoices):
        """The act on the object."""

        PUBLISH = "publish", _("publish")
        UNPUBLISH = "unpublish", _("unpublish")
        SAVE = "save", _("save")
        DELETE = "delete", _("delete")

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="items", verbose_name=_("release")
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("kind")
    )
    object_id = models.BigIntegerField(_("object id"), null=True)
    action = models.CharField(_("action"), max_length=9, choices=Action.choices)
    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("language")
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("revision"),
    )
    values = models.JSONField(_("values"), encoder=DjangoJSONEncoder, null=True)
    title = models.CharField(_("title"), max_length=255)
    basis_id = models.BigIntegerField(_("live revision when it was added"), null=True)
    undo = models.JSONField(_("undo"), encoder=DjangoJSONEncoder, null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("item of a release")
        verbose_name_plural = _("items of releases")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["release", "content_type", "object_id"],
                condition=Q(object_id__isnull=False),
                name="release_has_each_object_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def change(self) -> Change:
        """The item as a change that can be published.

        Raises:
            LookupError: the kind of object no longer exists.
        """
        model: Any = self.content_type.model_class()
        if model is None:
            raise LookupError(self.content_type)
        label = model._meta.label_lower
        if self.action == self.Action.PUBLISH:
            return StoredDraft(label, self.object_id, self.revision_id)
        if self.action == self.Action.UNPUBLISH:
            return Withdrawal(label, self.object_id)
        return RowValues(label, self.object_id, self.values)

    @property
    def is_page(self) -> bool:
        """True for pages."""
        model = self.content_type.model_class()
        return model is not None and issubclass(model, Page)


class ReleaseApproval(models.Model):
    """A person's approval of what a release has in one language, ``None``: in none.

    It is void once what it was given for has changed: ``digest`` is the hash of that.
    """

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="approvals", verbose_name=_("release")
    )
    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("language")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True)
    digest = models.CharField(_("SHA-256 of what was approved"), max_length=64)

    class Meta:
        verbose_name = _("approval of a release")
        verbose_name_plural = _("approvals of releases")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.release} {self.locale} {self.user}"
