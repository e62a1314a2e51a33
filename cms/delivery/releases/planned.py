"""The moments of scheduled releases, for the calendar of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.content.pages.planned_dates import DateKind, Period, PlannedDate
from cms.delivery.releases.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterator


def scheduled_releases(user: Any, period: Period) -> Iterator[PlannedDate]:
    """The releases to be published in a period, for those who may see releases. One query."""
    if not user.has_perm("delivery.view_release"):
        return
    begin, end = period.moments
    due = Release.objects.filter(
        status=Release.Status.SCHEDULED, publish_at__gte=begin, publish_at__lt=end
    )
    for release in due.order_by("publish_at", "pk"):
        if release.publish_at is not None:
            url = reverse("releases:inspect", args=[release.pk])
            yield PlannedDate(release.publish_at, release.title, url)


RELEASES = DateKind("release", _("release"), "date", scheduled_releases)
