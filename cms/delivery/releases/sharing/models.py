"""Shares, and the comments and approvals of those who hold their links."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_NAME, LONGEST_TEXT, LONGEST_PLACE = 80, 2000, 160
# A page of the frontend asks several times; one use a minute is enough to tell.
USE_INTERVAL = timedelta(minutes=1)


class ShareQuerySet(models.QuerySet["Share"]):
    """Shares by whether their links work."""

    def open(self) -> ShareQuerySet:
        """Those that have neither ended nor been revoked."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class Share(models.Model):
    """A draft of a page, shown to whoever holds the token.

    Without ``content`` it follows the draft; with it, it shows what was the draft when the share
    was made, and ``changes`` those of its translations, as ``change_sets.from_json`` reads them.
    ``digest`` is the SHA-256 of that.
    """

    token_hash = models.CharField(_("SHA-256 of the token"), max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    label = models.CharField(_("label"), max_length=LONGEST_NAME, blank=True)
    is_in_one_language = models.BooleanField(_("in one language"), default=False)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder, null=True)
    changes = models.JSONField(_("other changes"), encoder=DjangoJSONEncoder, null=True)
    digest = models.CharField(_("SHA-256 of the content"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"), db_index=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True)

    objects = ShareQuerySet.as_manager()
    # A draft somebody looks at is no use of what it refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("shared link")
        verbose_name_plural = _("shared links")

    def __str__(self) -> str:
        return self.label or f"{self.page_id}"

    @property
    def is_pinned(self) -> bool:
        """True if it goes on showing what it showed at first."""
        return self.content is not None

    @property
    def ended_at(self) -> datetime | None:
        """The moment since which the link is refused by its time or by a person, ``None``: open."""
        if self.revoked_at is not None:
            return self.revoked_at
        return self.expires_at if self.expires_at <= timezone.now() else None

    @property
    def language(self) -> str | None:
        """The code of the one language it shows; ``None``: those of all translations."""
        return self.page.locale.language_code if self.is_in_one_language else None

    def note_use(self) -> None:
        """Write down that the link was used; one write a minute at most."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at <= now - USE_INTERVAL:
            unused = Q(last_used_at__isnull=True) | Q(last_used_at__lte=now - USE_INTERVAL)
            Share.objects.filter(unused, pk=self.pk).update(last_used_at=now)


class ShareComment(models.Model):
    """The comment of a receiver on a page or a place in it.

    ``place`` is the id of a block or the name of a field, empty for the page as a whole;
    ``place_text`` is how it began when the comment was written.
    """

    share = models.ForeignKey(
        Share, on_delete=models.CASCADE, related_name="comments", verbose_name=_("shared link")
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    place = models.CharField(_("place"), max_length=100, blank=True)
    place_text = models.CharField(_("text of the place"), max_length=LONGEST_PLACE, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("comment by a shared link")
        verbose_name_plural = _("comments by shared links")

    def __str__(self) -> str:
        return self.name


class ShareApproval(models.Model):
    """The approval of a receiver: good for the content with this ``digest``, and for no other."""

    share = models.ForeignKey(
        Share, on_delete=models.CASCADE, related_name="approvals", verbose_name=_("shared link")
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    digest = models.CharField(_("SHA-256 of the content"), max_length=64)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        verbose_name = _("approval by a shared link")
        verbose_name_plural = _("approvals by shared links")

    def __str__(self) -> str:
        return self.name
