"""Events and their index page."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.content.body import blocks
from cms.content.body.stream_field import BlockStreamField
from cms.content.pages.models import LocalisedPage


class EventIndexPage(LocalisedPage):
    """The list of all events of a language."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences above the list."),
    )

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    page_description = _("Lists all events of this language.")
    content_panels = [*LocalisedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class EventPage(LocalisedPage):
    """An event."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("Two or three sentences for lists, search engines and shared links."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    image_alt = models.CharField(
        _("alternative text of the image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for readers who can't see it."),
    )
    starts_at = models.DateTimeField(
        _("starts at"),
        db_index=True,
        help_text=_("In the time zone of your account. Readers see local time."),
    )
    ends_at = models.DateTimeField(_("ends at"), db_index=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        help_text=_("Such as Asia/Shanghai."),
    )
    place = models.CharField(_("place"), max_length=200)
    body = BlockStreamField(blocks.BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An event with its time and place.")
    withdraws_translations = True
    longest_slug = 180
    described_by: ClassVar[dict[str, str]] = {"image": "image_alt"}
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *LocalisedPage.override_translatable_fields,
        SynchronizedField("time_zone", overridable=False),
    ]
    content_panels = [
        *LocalisedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("starts_at"),
                FieldPanel("ends_at"),
                FieldPanel("time_zone"),
                FieldPanel("place"),
            ],
            heading=_("Time and place"),
        ),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        """Refuse an end before the start, and unknown time zones."""
        super().clean()
        is_known = None not in {self.starts_at, self.ends_at}
        if is_known and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("The end must not be before the start.")})
        if self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("Enter the name of a time zone.")})
