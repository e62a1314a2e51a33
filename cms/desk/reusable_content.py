"""The admin of reusable content: texts and persons that several pages show."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.content.models import ContactPerson, ReusableText
from cms.translation.viewsets import TranslatedViewSet


class ReusableTextViewSet(TranslatedViewSet):
    """The texts by title."""

    model = ReusableText
    icon = "copy"
    menu_label = _("Texts")
    menu_name = "reusable-texts"
    list_display = ["title", LocaleColumn(), LiveStatusTagColumn()]
    search_fields = ["title", "text"]
    ordering = ["title"]
    list_per_page = 100
    copy_view_enabled = False


class ContactPersonViewSet(TranslatedViewSet):
    """The persons by name."""

    model = ContactPerson
    icon = "user"
    menu_label = _("Contact persons")
    menu_name = "contact-persons"
    list_display = ["name", "role", LocaleColumn(), LiveStatusTagColumn()]
    search_fields = ["name", "role", "email"]
    ordering = ["name"]
    list_per_page = 100
    copy_view_enabled = False


class ReusableContentMenu(SnippetViewSetGroup):
    """The menu item for what is maintained once."""

    items = (ReusableTextViewSet, ContactPersonViewSet)
    menu_label = _("Reusable parts")
    menu_name = "reusable-content"
    menu_icon = "copy"
    menu_order = 115
