"""Lists of snippets: those that are translated, and the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms.content.search import admin_search
from cms.translation.models import GlossaryTerm
from cms.translation.rights import snippets
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from django.urls import URLPattern


class _VisibleOnly:
    """Limits choosers, and their answers, to what the user may know."""

    request: Any
    model_class: Any

    def known(self) -> Any:
        return Sight.of(self.request.user).snippets(self.model_class)

    def get_object_list(self) -> Any:
        return self.known()

    def get_object(self, pk: Any) -> Any:
        try:
            return self.known().get(pk=pk)
        except (ValueError, OverflowError):
            raise Http404 from None

    def get_objects(self, pks: list[str]) -> Any:
        return self.known().filter(pk__in=[pk for pk in pks if pk.isdecimal() and len(pk) < 19])


class _ChooseView(_VisibleOnly, chooser.ChooseView):
    pass


class _ChooseResultsView(_VisibleOnly, chooser.ChooseResultsView):
    pass


class _ChosenView(_VisibleOnly, chooser.SnippetChosenView):
    pass


class _ChosenMultipleView(_VisibleOnly, chooser.SnippetChosenMultipleView):
    pass


class KnownChooserViewSet(chooser.SnippetChooserViewSet):
    """The window in which one of them is chosen."""

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        """All but the route of a form, which these windows don't have."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class _IndexView(IndexView):
    """A list in which words are found as readers find them."""

    def search_queryset(self, queryset: Any) -> Any:
        """Those that hold what was typed, or all its words."""
        if not self.is_searching:
            return queryset
        fields: Any = self.search_fields
        return queryset.filter(admin_search.matching(queryset, fields or [], self.search_query))


class TranslatedViewSet(snippets.GuardedViewSet):
    """Snippets that are translated; nobody sees drafts of languages they don't work in."""

    index_view_class = _IndexView
    chooser_viewset_class = KnownChooserViewSet

    def get_queryset(self, request: Any) -> Any:
        """Those somebody may know of."""
        model: Any = self.model
        return Sight.of(request.user).snippets(model)


class GlossaryViewSet(SnippetViewSet):
    """The terms of all pairs of languages."""

    model: Any = GlossaryTerm
    index_view_class = _IndexView
    chooser_viewset_class = KnownChooserViewSet
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 165
    add_to_admin_menu = True
    list_display = ["term", "required", "source_locale", "target_locale"]
    list_filter = ["source_locale", "target_locale"]
    search_fields = ["term", "required", "allowed", "forbidden", "note"]
    ordering = ["term"]
    list_per_page = 100
    inspect_view_enabled = True
