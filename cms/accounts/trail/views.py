"""The audit trail in the admin: read, filtered and exported, never changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

import django_filters  # type: ignore[import-untyped]

from cms.accounts.models import AuditEntry
from cms.accounts.trail import actions

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Characters that begin a formula in a spreadsheet, their full-width forms included; as OWASP
# advises: https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class AuditFilters(WagtailFilterSet):
    """The filters: time, category, user, object, IP address."""

    at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    category = django_filters.ChoiceFilter(
        field_name="action",
        lookup_expr="startswith",
        label=_("About"),
        choices=lambda: list(actions.CATEGORIES.items()),
    )
    user_name = django_filters.CharFilter(lookup_expr="icontains", label=_("User"))
    object_name = django_filters.CharFilter(lookup_expr="icontains", label=_("Object"))
    address = django_filters.CharFilter(lookup_expr="startswith", label=_("IP address"))
    request_id = django_filters.CharFilter(lookup_expr="exact", label=_("Request ID"))

    class Meta:
        model = AuditEntry
        fields: list[str] = []


class AuditView(ReportView):
    """The latest entries."""

    model = AuditEntry
    page_title = _("Audit trail")
    header_icon = "history"
    index_url_name = "audit_trail"
    index_results_url_name = "audit_trail_results"
    permission_policy = ModelPermissionPolicy(AuditEntry)
    any_permission_required = ["view"]
    default_ordering = "-at"
    is_searchable = False
    filterset_class = AuditFilters
    columns = [
        DateColumn("at", label=_("Time"), width="12%"),
        Column(
            "label",
            label=_("Action"),
            width="18%",
            accessor=lambda entry: actions.label(entry.action),
        ),
        Column("user_name", label=_("User"), width="12%"),
        Column("object_name", label=_("Object"), width="20%"),
        Column("address", label=_("IP address"), width="12%"),
        Column("details", label=_("Details"), accessor=lambda entry: as_json(entry.details)),
    ]
    list_export = [
        "at", "action", "user_name", "user_pk", "object_type", "object_pk", "object_name",
        "address", "request_id", "details",
    ]  # fmt: skip
    export_filename = "audit-trail"

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        """All entries, the latest first."""
        return AuditEntry.objects.order_by("-at", "-pk")

    def to_row_dict(self, item: AuditEntry) -> dict[str, Any]:
        """An entry for a spreadsheet, with nothing in it that would be run."""
        row: dict[str, Any] = super().to_row_dict(item)
        row["details"] = as_json(item.details)
        return {
            key: harmless(value) if isinstance(value, str) else value for key, value in row.items()
        }


def as_json(details: dict[str, Any]) -> str:
    """Details as a line of JSON, nothing where there are none."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""


def harmless(text: str) -> str:
    """A text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
