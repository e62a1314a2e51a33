"""The report of links that lead nowhere, and the button that has them looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from cms.delivery.models import BrokenLink
from cms.delivery.publishing.link_check import job

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

_REASONS = {
    "gone": _("The page or document is gone"),
    "not public": _("Readers can't see the page"),
    "no such host": _("There is no such site"),
    "no answer in time": _("The site didn't answer in time"),
    "a private address": _("The URL is of a private network"),
    "no valid URL": _("The URL isn't valid"),
}


class BrokenLinksView(ReportView):
    """The broken links of pages that whoever looks may edit; of others only how many there are."""

    model = BrokenLink
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    template_name = "delivery/broken_links.html"
    results_template_name: Any = "delivery/broken_links_results.html"
    permission_policy = ModelPermissionPolicy(BrokenLink)
    any_permission_required = ["view"]
    is_searchable = False
    default_ordering = "pk"
    columns = [
        Column("where", label=_("Page")),
        Column("text", label=_("Link text"), width="20%"),
        Column("url", label=_("URL"), width="25%"),
        Column("why", label=_("Reason"), width="18%"),
        BooleanColumn("is_outside", label=_("On another site"), width="8%"),
        DateColumn("seen_at", label=_("Seen"), width="10%"),
    ]
    list_export = ["page_id", "text", "url", "reason", "is_outside", "seen_at"]

    def get_base_queryset(self) -> QuerySet[BrokenLink]:
        """The links of pages that may be edited, page by page."""
        return _visible(self.request.user).select_related("page").order_by("page__path", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also how many there are on other pages."""
        hidden = BrokenLink.objects.count() - _visible(self.request.user).count()
        return {
            **super().get_context_data(**kwargs),
            "hidden": hidden and _hidden(hidden),
        }

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say where each is, and why it is broken."""
        for link in object_list:
            url = reverse("wagtailadmin_pages:edit", args=[link.page_id])
            anchor = f"#block-{link.block_id}-section" if link.block_id else ""
            title = link.page.get_admin_display_title()
            link.where = format_html('<a href="{}{}">{}</a>', url, anchor, title)
            link.why = _REASONS.get(link.reason, link.reason)
        return object_list


@require_POST
def check_links(request: HttpRequest) -> HttpResponse:
    """Have all links looked at by a job, and show its progress.

    Raises:
        PermissionDenied: whoever asks may not see the report.
    """
    if not request.user.has_perm("delivery.view_brokenlink"):
        raise PermissionDenied
    return redirect("background_job", job.start(request.user).pk)


def _visible(user: Any) -> QuerySet[BrokenLink]:
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    return BrokenLink.objects.filter(page__in=pages.order_by().values("pk"))


def _hidden(count: int) -> str:
    return ngettext(
        "One more is on a page that you may not edit.",
        "{count} more are on pages that you may not edit.",
        count,
    ).format(count=count)
