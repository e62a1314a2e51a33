"""Where editors keep the glossary."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.translation.models import GlossaryTerm


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
