"""The versions of a legal notice in the admin: when each is in force, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from cms.legal import models
from cms.legal.versions import ChangeKind, LegalNoticeVersion
from cms.localisation import newsroom_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest
    from wagtail.models import Page

ACTION = models.ACTION


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the admin lists it."""

    version: LegalNoticeVersion
    is_own: bool
    validity: str

    @property
    def kind(self) -> str:
        """The kind of change in words; empty where nobody wrote it."""
        kind: str = self.version.get_change_kind_display()
        return kind


class VersionFormatter(LogFormatter):
    """The entry of a version in the history of its page."""

    label: Any = _lazy("Version of a legal notice")

    def format_message(self, log_entry: Any) -> str:
        """The number, the day it is in force from, and what the editor wrote about it."""
        data = log_entry.data
        text = _("Version {number}, in force from {date}").format(
            number=data["number"], date=date_format(date.fromisoformat(data["effective_on"]))
        )
        kinds = dict(ChangeKind.choices)
        parts = [text, kinds.get(data["change_kind"], ""), data["change_note"]]
        return format_html("{}", " · ".join(str(part) for part in parts if part))


@require_safe
def versions_of_notice(request: HttpRequest, page_id: int) -> TemplateResponse:
    """All versions of a notice in the language of a page.

    Raises:
        PermissionDenied: the user may neither edit nor publish the page.
    """
    notice = get_object_or_404(models.LegalNoticePage, pk=page_id)
    rights = notice.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    context = {
        "page_title": _("Versions"),
        "page_subtitle": notice.get_admin_display_title(),
        "header_icon": "history",
        "notice": notice,
        "rows": rows_of(notice),
    }
    return TemplateResponse(request, "legal/versions.html", context)


def rows_of(notice: models.LegalNoticePage) -> list[VersionRow]:
    """One row for each number, the newest first: in the page's language, else in the source's."""
    code = notice.locale.language_code
    stored = LegalNoticeVersion.objects.filter(translation_key=notice.translation_key)
    of_language: dict[int, LegalNoticeVersion] = {}
    for version in stored.order_by("-number", "-published_at", "-pk"):
        present = of_language.get(version.number)
        is_own = version.language_code == code
        is_better = present is None or (is_own and present.language_code != code)
        if is_better and (is_own or version.is_source):
            of_language[version.number] = version
    versions = [of_language[number] for number in sorted(of_language, reverse=True)]
    return [
        VersionRow(version, version.language_code == code, validity)
        for version, validity in zip(versions, _validities(versions), strict=True)
    ]


def _validities(versions: Iterable[LegalNoticeVersion]) -> Iterator[str]:
    today, has_current = newsroom_time.today(), False
    for version in versions:
        day = date_format(version.effective_on)
        if version.effective_on > today:
            yield _("in force from {date}").format(date=day)
        elif has_current:
            yield _("no longer in force, from {date}").format(date=day)
        else:
            has_current = True
            yield _("in force since {date}").format(date=day)


def buttons(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """The way from a notice to its versions."""
    if isinstance(page, models.LegalNoticePage):
        rights = page.permissions_for_user(user)
        if rights.can_edit() or rights.can_publish():
            address = reverse("versions_of_notice", args=[page.pk])
            yield Button(_("Versions of the notice"), address, icon_name="history", priority=54)
