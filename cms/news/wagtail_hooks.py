"""The editors' lists of articles, categories and tags."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import GenericPageFilterSet, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from django_filters import (  # type: ignore[import-untyped]
    ModelChoiceFilter,
    ModelMultipleChoiceFilter,
)

from cms.news.models import NewsCategory, NewsPage, NewsTag
from cms.translation.rights.seeing import Sight
from cms.translation.viewsets import TranslatedViewSet


def _known_categories(request: Any) -> Any:
    return Sight.of(request.user).snippets(NewsCategory)


class NewsFilterSet(GenericPageFilterSet):
    """The filters of the list of articles."""

    category = ModelChoiceFilter(label=_("Category"), queryset=_known_categories)

    # Not named after its field: the view uses a parameter "locale" for something else.
    language = ModelMultipleChoiceFilter(
        field_name="locale",
        label=_("Language"),
        queryset=Locale.objects.all(),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = NewsPage
        fields = ["live", "category", "publication_date"]


class NewsIndexView(IndexView):
    """The articles of all languages, the latest first."""

    default_ordering = "-publication_date"

    def get_base_queryset(self) -> Any:
        """Fetch what the columns show with the articles."""
        return super().get_base_queryset().prefetch_related("category")


class _ArticlesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        sight = Sight.of(request.user)
        return sight.sees_all or bool(sight.granted)


class NewsListingViewSet(PageListingViewSet):
    """A list of all articles, wherever they are in the tree."""

    model = NewsPage
    index_view_class = NewsIndexView
    filterset_class = NewsFilterSet
    icon = "doc-full"
    menu_label = _("Articles")
    menu_name = "articles"
    menu_item_class: Any = _ArticlesMenuItem
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("category", label=_("Category"), sort_key="category__name", width="14%"),
        Column(
            "publication_date",
            label=_("Publication date"),
            sort_key="publication_date",
            width="14%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class TermViewSet(TranslatedViewSet):
    """A list of terms by name."""

    list_display = ["name", "slug", LocaleColumn(), LiveStatusTagColumn()]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    list_per_page = 100
    copy_view_enabled = False


class NewsCategoryViewSet(TermViewSet):
    """The kinds of news."""

    model = NewsCategory
    icon = "folder-open-inverse"
    menu_label = _("Categories")
    menu_name = "news-categories"


class NewsTagViewSet(TermViewSet):
    """The admin of the topics of news."""

    model = NewsTag
    icon = "tag"
    menu_label = _("Tags")
    menu_name = "news-tags"


class NewsMenu(SnippetViewSetGroup):
    """The menu item for all that editors of news work with."""

    items = (NewsListingViewSet("articles"), NewsCategoryViewSet, NewsTagViewSet)
    menu_label = _("News")
    menu_name = "news"
    menu_icon = "list-ul"
    menu_order = 110


register_snippet(NewsMenu)
