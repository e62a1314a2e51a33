"""The days from which legal notices are in force, for the calendar of the admin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.content.pages.planned_dates import DateKind, Period, PlannedDate
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator


def effective_days(user: Any, period: Period) -> Iterator[PlannedDate]:
    """The days of published versions, and of those scheduled. Three queries, and one for a kind."""
    days = {"effective_on__gte": period.first, "effective_on__lt": period.end}
    versions = LegalNoticeVersion.objects.filter(**days).order_by()
    published = set(
        versions.values_list("translation_key", "language_code", "effective_on").distinct()
    )
    scheduled = _scheduled(period)
    known = LegalNoticePage.objects.filter(
        Sight.of(user).own_pages(),
        Q(live=True, translation_key__in={key for key, _code, _day in published})
        | Q(pk__in=scheduled),
    )
    for page in known.select_related("locale"):
        days_of_page = {
            day
            for key, code, day in published
            if page.live and (key, code) == (page.translation_key, page.locale.language_code)
        }
        if page.pk in scheduled:
            days_of_page.add(scheduled[page.pk])
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        for day in days_of_page:
            yield PlannedDate(day, page.get_admin_display_title(), url, page.locale_id)


def _scheduled(period: Period) -> dict[int, date]:
    """The days of versions that are to be published later, by the id of the page."""
    revisions = Revision.objects.filter(
        approved_go_live_at__isnull=False,
        content_type=ContentType.objects.get_for_model(LegalNoticePage),
    )
    rows = revisions.values_list("object_id", "content__effective_on")
    days = {int(pk): date.fromisoformat(day) for pk, day in rows}
    return {pk: day for pk, day in days.items() if period.first <= day < period.end}


EFFECTIVE = DateKind("effective", _("in force"), "doc-full", effective_days)
