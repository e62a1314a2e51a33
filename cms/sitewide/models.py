"""Identity, header and footer of a site, one entry for each language."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.content.body.stream_field import BlockStreamField
from cms.content.pages.models import Snippet
from cms.sitewide import blocks


class Sitewide(Snippet):
    """The parts that all pages of a site show, in one language."""

    organisation_name = models.CharField(_("name of the organisation"), max_length=160)
    short_name = models.CharField(
        _("short name"), max_length=40, blank=True, help_text=_("For narrow screens.")
    )
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    description = models.TextField(
        _("description"),
        max_length=400,
        blank=True,
        help_text=_("What the organisation does, for search engines and the footer."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    logo_alt = models.CharField(
        _("alternative text of the logo"),
        max_length=160,
        blank=True,
        help_text=_("Leave empty if the name is next to the logo."),
    )
    address = models.TextField(_("postal address"), max_length=400, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    header_navigation = BlockStreamField(
        blocks.HeaderNavigation(), blank=True, verbose_name=_("header navigation")
    )
    footer_links = BlockStreamField(
        blocks.FooterLinks(), blank=True, verbose_name=_("footer links")
    )
    footer_text = models.CharField(
        _("footer text"), max_length=255, blank=True, help_text=_("For example the copyright.")
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("telephone")
    ]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("organisation_name", required_on_save=True),
                FieldPanel("short_name"),
                FieldPanel("tagline"),
                FieldPanel("description"),
                FieldPanel("logo"),
                FieldPanel("logo_alt"),
            ],
            heading=_("Organisation"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("email"), FieldPanel("telephone")],
            heading=_("Contact"),
        ),
        FieldPanel("header_navigation"),
        FieldPanel("footer_links"),
        FieldPanel("footer_text"),
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("header and footer")
        verbose_name_plural = _("headers and footers")

    def __str__(self) -> str:
        return self.organisation_name


@register_setting(icon="site")
class SitewideSettings(BaseSiteSetting):
    """The header and footer of a site. Their translations are found through it."""

    sitewide = models.ForeignKey(
        Sitewide,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("header and footer"),
        help_text=_("The entry in the source language; readers get its translations."),
    )

    panels = [FieldPanel("sitewide")]

    class Meta:
        verbose_name = _("header and footer of the site")
