"""The report of content versions: which change invalidated which cache tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.delivery.models import RaisedTags

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ContentVersionsView(ReportView):
    """The latest changes: what, who, when, and the cache tags that each invalidated."""

    model = RaisedTags
    page_title = _("Content versions")
    header_icon = "history"
    index_url_name = "content_versions"
    index_results_url_name = "content_versions_results"
    permission_policy = ModelPermissionPolicy(RaisedTags)
    any_permission_required = ["view"]
    default_ordering = "-pk"
    is_searchable = False
    columns = [
        Column("version", label=_("Version"), width="8%"),
        DateColumn("raised_at", label=_("When"), width="12%"),
        Column("user", label=_("Who"), width="10%"),
        Column("cause", label=_("What"), width="25%"),
        Column("tags", label=_("Cache tags")),
    ]
    list_export = ["version", "raised_at", "user", "cause", "tags"]

    def get_base_queryset(self) -> QuerySet[RaisedTags]:
        """The changes with those who made them, the latest first."""
        return RaisedTags.objects.select_related("user").order_by("-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say what was changed as far as whoever looks may know it."""
        return [self._shown(change) for change in object_list]

    def to_row_dict(self, item: RaisedTags) -> Any:
        """The same in an export."""
        return super().to_row_dict(self._shown(item))

    def _shown(self, item: RaisedTags) -> RaisedTags:
        """A change; without titles and slugs, which may be of drafts, but for administrators."""
        if not self.request.user.is_superuser:
            item.cause = item.cause.partition(" (")[0]
            tags = [tag for tag in item.tags.split() if not tag.startswith("slug:")]
            item.tags = " ".join(tags)
        return item
