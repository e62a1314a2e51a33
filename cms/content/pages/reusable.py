"""The entries of reusable content, one for each language.

The blocks that show them are in ``cms.content.body.block_kinds``, how they are read is in
``cms.content.body.reusable``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.content.body.block_kinds.rich_text import RICH_TEXT_FEATURES
from cms.content.pages.models import Snippet


class ReusableText(Snippet):
    """A text for several pages, such as opening hours or a disclaimer."""

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For editors only, who find the text by it."),
    )
    text = RichTextField(_("text"), features=RICH_TEXT_FEATURES)

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("title", overridable=False)
    ]
    panels = [FieldPanel("title", required_on_save=True), FieldPanel("text")]

    class Meta(Snippet.Meta):
        verbose_name = _("reusable text")
        verbose_name_plural = _("reusable texts")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ContactPerson(Snippet):
    """A person or office that readers may turn to."""

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"), max_length=160, blank=True, help_text=_("For example “Press officer”.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    photo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    photo_alt = models.CharField(
        _("alternative text of the photo"),
        max_length=160,
        blank=True,
        help_text=_("Leave empty if the name next to the photo says it all."),
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("email"), SynchronizedField("telephone"),
    ]  # fmt: skip
    panels = [
        FieldPanel("name", required_on_save=True),
        FieldPanel("role"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("telephone")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], heading=_("Photo")),
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
