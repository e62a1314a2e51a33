"""Lists of snippets: those that are translated, and the glossary."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.translation.models import GlossaryTerm
from cms.translation.rights import asking, snippets


class _Seen:
    """What can be chosen is what somebody may know of."""

    request: Any
    model_class: Any

    def get_object_list(self) -> Any:
        return asking.snippets_seen(self.request.user, self.model_class)


class _ChooseView(_Seen, chooser.ChooseView):
    pass


class _ChooseResultsView(_Seen, chooser.ChooseResultsView):
    pass


class TranslatedChooserViewSet(chooser.SnippetChooserViewSet):
    """The window in which one of them is chosen."""

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView


class TranslatedViewSet(snippets.GuardedViewSet):
    """Snippets that are translated; translators see no drafts of other languages."""

    chooser_viewset_class = TranslatedChooserViewSet

    def get_queryset(self, request: Any) -> Any:
        """Those somebody may know of."""
        return asking.snippets_seen(request.user, self.model)


class GlossaryViewSet(SnippetViewSet):
    """The terms of all pairs of languages."""

    model: Any = GlossaryTerm
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
