"""The calendar and the guide as pages of the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.content.pages import planned_dates
from cms.desk.guide import guide as guide_texts
from cms.desk.months import Month, days
from cms.desk.selectors import language_names
from cms.localisation import newsroom_time
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MONTH, LIST = "month", "list"


def has_calendar(user: Any) -> bool:
    """True if a user has a right to pages, whose dates the calendar shows."""
    sight = Sight.of(user)
    return sight.sees_all or bool(sight.granted)


def own_locales(user: Any) -> QuerySet[Locale]:
    """The languages whose pages a user has a right to."""
    languages = Sight.of(user).languages
    locales = Locale.objects.order_by("pk")
    return locales if languages is None else locales.filter(pk__in=languages)


class FilterForm(forms.Form):
    """The filters of the calendar."""

    language = forms.ModelChoiceField(
        Locale.objects.none(), label=_lazy("Language"), required=False, empty_label=_lazy("all")
    )
    kind = forms.ChoiceField(label=_lazy("Kind"), required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["language"].queryset = own_locales(user)
        fields["language"].label_from_instance = lambda locale: locale.get_display_name()
        kinds = [(kind.name, kind.label) for kind in planned_dates.kinds()]
        fields["kind"].choices = [("", _("all")), *kinds]

    def chosen(self) -> dict[str, Any]:
        """The dates to read; an invalid choice is reported by the form and ignored here."""
        self.is_valid()
        locale, kind = self.cleaned_data.get("language"), self.cleaned_data.get("kind")
        return {"locale_id": locale.pk if locale else None, "only": [kind] if kind else None}


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Go-lives, expiries and legal dates, a month at a time or as a list."""
    if not has_calendar(request.user):
        raise PermissionDenied
    today = newsroom_time.today()
    month = Month.of(request.GET.get("month", ""), today)
    form = FilterForm(request.user, request.GET)
    is_list = request.GET.get("view") == LIST
    period = month.listed if is_list else month.shown
    entries = planned_dates.entries(request.user, period, **form.chosen())
    step = 3 if is_list else 1
    context = {
        "page_title": _("Calendar"),
        "header_title": _("Calendar"),
        "header_icon": "calendar-alt",
        "form": form,
        "month": month,
        "is_list": is_list,
        "period": period,
        "last_day": period.end - timedelta(days=1),
        "today": today,
        "weeks": [] if is_list else month.weeks(entries),
        "days": days(entries) if is_list else [],
        "has_entries": bool(entries),
        "languages": language_names(),
        "time_zone": settings.TIME_ZONE,
        "kinds": planned_dates.kinds(),
        "earlier": _query(request, month=month.shifted(-step)),
        "later": _query(request, month=month.shifted(step)),
        "now": _query(request, month=""),
        "as_month": _query(request, view=MONTH),
        "as_list": _query(request, view=LIST),
    }
    return TemplateResponse(request, "desk/calendar.html", context)


def _query(request: HttpRequest, **changed: Any) -> str:
    """The filters of a request with some of them changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
        if not value:
            query.pop(name)
    return f"?{query.urlencode()}"


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The guide of this site, for whoever looks."""
    context = {
        "page_title": _("How to use this site"),
        "header_title": _("How to use this site"),
        "header_icon": "help",
        "sections": guide_texts(request.user),
    }
    return TemplateResponse(request, "desk/guide.html", context)
