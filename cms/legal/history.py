"""The versions of a legal notice in the admin: when each is in force, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
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
from cms.legal.comparison import compared, lines_of
from cms.legal.versions import ChangeKind, LegalNoticeVersion
from cms.legal.withdrawals import LegalNoticeWithdrawal
from cms.localisation import newsroom_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest
    from wagtail.models import Page

ACTION, END_ACTION = models.ACTION, models.END_ACTION


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as the admin lists it; ``former`` is the number to compare it with."""

    version: LegalNoticeVersion
    is_own: bool
    validity: str
    former: int | None = None

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


class WithdrawalFormatter(LogFormatter):
    """The entry of a withdrawal in the history of its page."""

    label: Any = _lazy("Withdrawal of a legal notice")

    def format_message(self, log_entry: Any) -> str:
        """The day, and the reason as the editor wrote it."""
        day = log_entry.data["withdrawn_on"]
        words = withdrawal_in_words(
            date.fromisoformat(day) if day else None, log_entry.data["reason"]
        )
        return format_html("{}", words)


@require_safe
def versions_of_notice(request: HttpRequest, page_id: int) -> TemplateResponse:
    """All versions of a notice in the language of a page.

    Raises:
        PermissionDenied: the user may neither edit nor publish the page.
    """
    notice = _editable(request, page_id)
    context = {
        "page_title": _("Versions"),
        "page_subtitle": notice.get_admin_display_title(),
        "header_icon": "history",
        "notice": notice,
        "rows": (rows := rows_of(notice)),
        "behind": behind(notice, rows),
        "withdrawals": withdrawals_of(notice),
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
    former = {
        version.number: next((
            other.number for other in versions
            if other.number < version.number and other.language_code == version.language_code
        ), None)
        for version in versions
    }  # fmt: skip
    return [
        VersionRow(version, version.language_code == code, validity, former[version.number])
        for version, validity in zip(versions, _validities(versions), strict=True)
    ]


@require_safe
def compare_versions(request: HttpRequest, page_id: int, old: int, new: int) -> TemplateResponse:
    """Two versions of a notice in one language, compared by words.

    Raises:
        Http404: there is no such version in the language of the page or its source.
    """
    notice = _editable(request, page_id)
    found = {row.version.number: row.version for row in rows_of(notice)}
    if not {old, new} <= found.keys() or found[old].language_code != found[new].language_code:
        raise Http404
    versions = [found[old], found[new]]
    context = {
        "page_title": _("Version {old} compared with version {new}").format(old=old, new=new),
        "page_subtitle": notice.get_admin_display_title(),
        "header_icon": "history",
        "notice": notice,
        "language": found[new].language_code,
        "lines": compared(*(lines_of(version.title, version.body) for version in versions)),
    }
    return TemplateResponse(request, "legal/comparison.html", context)


def _editable(request: HttpRequest, page_id: int) -> models.LegalNoticePage:
    notice = get_object_or_404(models.LegalNoticePage, pk=page_id)
    rights = notice.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return notice


def behind(notice: models.LegalNoticePage, rows: list[VersionRow]) -> str:
    """The sentence about a translation that lacks versions; empty where it lacks none.

    The text that prevails is never behind.
    """
    own = next((row.version.number for row in rows if row.is_own), None)
    missing = next((row for row in rows if not row.is_own), None)
    if own is None or missing is None or missing.version.number < own:
        return ""
    if missing.version.prevailing_language_code == notice.locale.language_code:
        return ""
    return _(
        "This translation has come to version {own}. Version {number} isn't translated: {validity}."
    ).format(own=own, number=missing.version.number, validity=missing.validity)


def withdrawals_of(notice: models.LegalNoticePage) -> list[str]:
    """The published withdrawals of a notice in the page's language, the newest first."""
    rows = LegalNoticeWithdrawal.objects.filter(
        translation_key=notice.translation_key, language_code=notice.locale.language_code
    )
    return [withdrawal_in_words(row.withdrawn_on, row.reason) for row in rows]


def withdrawal_in_words(day: date | None, reason: str) -> str:
    """The end of a notice as a sentence; without a day, that it has none any more."""
    if day is None:
        return _("The withdrawal was taken back.")
    text = _("Withdrawn from {date}").format(date=date_format(day))
    return f"{text} · {reason}" if reason else text


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
