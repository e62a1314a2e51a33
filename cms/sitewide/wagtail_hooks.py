"""The admin of the header and the footer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.snippets.models import register_snippet

from cms.sitewide.models import Sitewide
from cms.translation.viewsets import TranslatedViewSet


class SitewideViewSet(TranslatedViewSet):
    """Identity, header and footer of a site, one entry for each language."""

    model = Sitewide
    icon = "site"
    menu_label = _("Header and footer")
    menu_name = "header-and-footer"
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["organisation_name", LocaleColumn(), LiveStatusTagColumn()]
    copy_view_enabled = False


register_snippet(SitewideViewSet)
