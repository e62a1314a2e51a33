"""Links that lead nowhere, and what other sites answered last."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BrokenLink(models.Model):
    """A link of a published page that leads nowhere, as it was seen last."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    field = models.CharField(_("field"), max_length=100)
    block_id = models.CharField(_("block"), max_length=64, blank=True)
    text = models.CharField(_("link text"), max_length=255, blank=True)
    # Empty for a page or document of the site.
    url = models.CharField(_("URL"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=255)
    is_outside = models.BooleanField(_("on another site"), default=False)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.url or self.text


class CheckedUrl(models.Model):
    """A URL of another site, and whether it was there; ``reason`` is empty if so."""

    url = models.CharField(_("URL"), max_length=500, unique=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    checked_at = models.DateTimeField(_("checked at"), db_index=True)

    class Meta:
        verbose_name = _("checked URL")
        verbose_name_plural = _("checked URLs")
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
