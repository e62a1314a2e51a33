"""Webhooks as administrators set them up."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.delivery.outbox.models import Receiver
from cms.delivery.webhooks import hosts, signatures

OLD_SECRET_VALID = timedelta(days=1)


class Webhook(Receiver):
    """A URL that changes are sent to, and the selection of changes."""

    # URLField would refuse the names of hosts in a private network.
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[hosts.validate_url],
        help_text=_("URL that requests are sent to, for example https://www.example.org/webhook."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Inactive webhooks receive nothing.")
    )
    languages = models.CharField(
        _("languages"),
        max_length=200,
        blank=True,
        help_text=_(
            "Language tags separated by spaces, for example “en zh-Hans”. "
            "Leave empty for all languages."
        ),
    )
    tag_prefixes = models.CharField(
        _("cache tag prefixes"),
        max_length=500,
        blank=True,
        help_text=_(
            "Separated by spaces; only changes with such a tag are sent. Leave empty for all."
        ),
    )
    is_trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_(
            "Receives every cache tag, including those of pages readers cannot see. "
            "Other webhooks receive only what readers see or have seen."
        ),
    )
    secret = models.CharField(max_length=80, default=signatures.new_secret, editable=False)
    old_secret = models.CharField(max_length=80, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("is_active"),
        MultiFieldPanel(
            [FieldPanel("languages"), FieldPanel("tag_prefixes"), FieldPanel("is_trusted")],
            heading=_("Content of the requests"),
        ),
    ]

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def valid_secrets(self) -> list[str]:
        """The secrets to sign a request with: the current one, and for a day the one before it."""
        is_old_valid = self.old_secret_until is not None and timezone.now() < self.old_secret_until
        return [self.secret, self.old_secret] if is_old_valid else [self.secret]

    def renew_secret(self) -> None:
        """Have a new secret; requests carry the old one's signature too until a day has passed."""
        self.old_secret, self.secret = self.secret, signatures.new_secret()
        self.old_secret_until = timezone.now() + OLD_SECRET_VALID
        self.save(update_fields=["secret", "old_secret", "old_secret_until"])
