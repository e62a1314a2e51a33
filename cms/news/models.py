"""Articles, the page they live below, and the terms that sort them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.images import get_image_model_string

from wagtail_localize.fields import BaseTranslatableField

from cms.content.body import blocks
from cms.content.body.stream_field import BlockStreamField
from cms.content.pages.models import LocalisedPage, PageChild, Snippet, Term, TermField
from cms.content.search import batches
from cms.localisation import newsroom_time
from cms.news.forms import NewsPageForm


def _today() -> object:
    return newsroom_time.today()


class NewsCategory(Term):
    """A kind of news; an article has one."""

    class Meta(Snippet.Meta):
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")


class NewsTag(Term):
    """A topic; an article may have several."""

    class Meta(Snippet.Meta):
        verbose_name = _("news tag")
        verbose_name_plural = _("news tags")


class NewsIndexPage(LocalisedPage):
    """The list of all news of a language."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences above the list."),
    )

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    page_description = _("Lists all news of this language, the latest first.")
    content_panels = [*LocalisedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class NewsPage(LocalisedPage):
    """An article."""

    publication_date = models.DateField(
        _("publication date"),
        default=_today,
        db_index=True,
        help_text=_(
            "The date readers see and the news are sorted by, the same in every language. "
            "To publish later, use “Set schedule”."
        ),
    )
    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("Two or three sentences for lists, search engines and shared links."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead image"),
        help_text=_("Shown above the article and in lists. At least 1600 × 900 pixels."),
    )
    lead_image_alt = models.CharField(
        _("alternative text of the lead image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for readers who can't see it."),
    )
    body = BlockStreamField(blocks.BodyBlock(), blank=True, verbose_name=_("body"))
    category = models.ForeignKey(
        NewsCategory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news_pages",
        verbose_name=_("category"),
    )

    # Set by the form while a draft is being saved.
    is_unfinished = False

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    base_form_class = NewsPageForm
    longest_slug = 180
    page_description = _("An article with a date, a summary and a body.")
    withdraws_translations = True
    may_keep_translations = True
    described_by: ClassVar[dict[str, str]] = {"lead_image": "lead_image_alt"}
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *LocalisedPage.override_translatable_fields,
        TermField("category"),
    ]
    content_panels = [
        *LocalisedPage.content_panels,
        FieldPanel("publication_date"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading=_("Lead image")
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("category"),
                MultipleChooserPanel(
                    "tags", chooser_field_name="tag", heading=_("Tags"), label=_("Tag")
                ),
                MultipleChooserPanel(
                    "related_news", chooser_field_name="related", label=_("Related news")
                ),
            ],
            heading=_("Classification"),
        ),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        """Ask for an alternative text wherever there is a lead image; a draft may lack it."""
        super().clean()
        if self.lead_image_id and not self.lead_image_alt and not self.is_unfinished:
            raise ValidationError(
                {"lead_image_alt": _("Describe the lead image for readers who can't see it.")}
            )

    def own_fields_of_copies(self) -> list[str]:
        """Its date: another article is published another day."""
        return ["publication_date"]

    def search_terms(self) -> list[str]:
        """The names of the category and the tags in the language of the article."""
        category_ids = [self.category_id] if self.category_id else []
        tag_ids = [page_tag.tag_id for page_tag in self.tags.all()]
        found: list[str] = batches.once(
            (NewsPage, self.locale_id, *category_ids, None, *tag_ids),
            lambda: [
                *NewsCategory.published_names(category_ids, locale_id=self.locale_id),
                *NewsTag.published_names(tag_ids, locale_id=self.locale_id),
            ],
        )
        return found

    @classmethod
    def get_indexed_objects(cls) -> QuerySet[Any]:
        """All articles with what the search index asks each of them for."""
        found: QuerySet[Any] = super().get_indexed_objects().prefetch_related("tags")
        return found


class NewsPageTag(PageChild):
    """A tag of an article, in the editor's order."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="tags")
    tag = models.ForeignKey(
        NewsTag, on_delete=models.PROTECT, related_name="+", verbose_name=_("tag")
    )

    panels = [FieldPanel("tag")]

    class Meta(PageChild.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "tag"], name="news_page_has_a_tag_once"),
        ]


class RelatedNews(PageChild):
    """An article that an editor recommends below another."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_news")
    related = models.ForeignKey(
        NewsPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels = [PageChooserPanel("related", "news.NewsPage")]

    class Meta(PageChild.Meta):
        verbose_name = _("related news")
