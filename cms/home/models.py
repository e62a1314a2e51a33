"""The front page: a hero, chosen and latest news, and blocks."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.content.body import blocks
from cms.content.body.stream_field import BlockStreamField
from cms.content.pages.models import IndependentField, LocalisedPage, PageChild


class HomePage(LocalisedPage):
    """The front page of one language; all other pages of the language live below it."""

    hero_title = models.CharField(
        _("hero title"), max_length=120, blank=True, help_text=_("The first thing readers see.")
    )
    hero_text = models.TextField(_("hero text"), max_length=400, blank=True)
    hero_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hero image"),
        help_text=_("Wide, at least 1600 × 900 pixels."),
    )
    hero_image_alt = models.CharField(
        _("alternative text of the hero image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows. Leave empty if it is decoration."),
    )
    hero_link = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hero link"),
    )
    hero_link_text = models.CharField(_("text of the hero link"), max_length=80, blank=True)
    latest_news_count = models.PositiveSmallIntegerField(
        _("number of latest news"),
        default=6,
        validators=[MaxValueValidator(20)],
        help_text=_("How many of the latest news to show; 0 shows none."),
    )
    body = BlockStreamField(blocks.BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The front page of one language.")
    # The front pages of all languages are siblings, so their slugs differ; no reader sees them.
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        IndependentField("slug"),
        # Readers of a translation are led to the translation of that page automatically.
        SynchronizedField("hero_link", overridable=False),
    ]

    content_panels = [
        *LocalisedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("hero_text"),
                FieldPanel("hero_image"),
                FieldPanel("hero_image_alt"),
                PageChooserPanel("hero_link"),
                FieldPanel("hero_link_text"),
            ],
            heading=_("Hero"),
        ),
        MultiFieldPanel(
            [
                MultipleChooserPanel(
                    "chosen_news", chooser_field_name="news", label=_("Chosen news")
                ),
                FieldPanel("latest_news_count"),
            ],
            heading=_("News"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @classmethod
    def clean_subpage_models(cls) -> list[type[LocalisedPage]]:
        """All page types of the frontend; each of them restricts its own parents."""
        models = super().clean_subpage_models()
        return [model for model in models if issubclass(model, LocalisedPage)]


class ChosenNews(PageChild):
    """An article an editor puts on the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_news")
    news = models.ForeignKey(
        "news.NewsPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels = [PageChooserPanel("news", "news.NewsPage")]

    class Meta(PageChild.Meta):
        verbose_name = _("chosen news")
