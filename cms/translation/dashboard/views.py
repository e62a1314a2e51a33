"""The state of all translations as a page, and as a table for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Locale, Page

from wagtail_localize.models import Translation

from cms.translation import csv_export
from cms.translation.dashboard import assignments
from cms.translation.dashboard.matrix import STATES, Filters, Matrix
from cms.translation.dashboard.snippets import snippet_rows
from cms.translation.models import TranslationDigest
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from cms.translation.dashboard.matrix import PageRow
    from cms.translation.dashboard.snippets import SnippetRow

SNIPPETS = "snippets"
ROWS_PER_PAGE = 50
ROWS_AT_ONCE = 500
_DEEPEST_SECTION = 3


class FilterForm(forms.Form):
    """The filters of the dashboard."""

    q = forms.CharField(label=_lazy("Title"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_lazy("State"), required=False, choices=[("", _lazy("any")), *STATES.items()]
    )
    language = forms.ModelChoiceField(
        Locale.objects.none(), label=_lazy("Language"), required=False, empty_label=_lazy("any")
    )
    section = forms.ModelChoiceField(
        Page.objects.none(), label=_lazy("Section"), required=False, empty_label=_lazy("all")
    )

    assignee = forms.ModelChoiceField(
        get_user_model().objects.none(),
        label=_lazy("Assigned to"),
        required=False,
        empty_label=_lazy("anybody"),
    )

    def __init__(self, matrix: Matrix, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        ids = [locale.pk for locale in matrix.locales]
        fields["language"].queryset = Locale.objects.filter(pk__in=ids)
        fields["assignee"].queryset = assignments.translators(matrix.locales)
        fields["section"].queryset = Page.objects.filter(
            locale=matrix.source, depth__gt=1, depth__lte=_DEEPEST_SECTION, live=True
        )

    def filters(self) -> Filters:
        """The valid filters; invalid ones are ignored here, and reported by the form."""
        values = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Filters(
            values.get("state", ""),
            values.get("language"),
            values.get("section"),
            values.get("q", ""),
            values.get("assignee"),
        )


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The pages, or the snippets, of the source language in each language the user may see."""
    matrix = Matrix.of(request.user)
    if not matrix.locales:
        raise PermissionDenied
    form = FilterForm(matrix, request.GET)
    filters = form.filters()
    pages = matrix.pages(filters)
    shows_snippets = request.GET.get("of") == SNIPPETS
    snippets = snippet_rows(matrix, filters) if shows_snippets else []
    if request.GET.get("export") == "csv":
        table = _table_of_snippets(matrix, snippets) if shows_snippets else _table(matrix, pages)
        return csv_export.table(table, name="translations.csv")
    shown: Any = Paginator(snippets if shows_snippets else pages, ROWS_PER_PAGE).get_page(
        request.GET.get("p")
    )
    query = request.GET.copy()
    query.pop("p", None)
    export = query.copy()
    export["export"] = "csv"
    context = {
        "page_title": _("Translations"),
        "header_title": _("Translations"),
        "header_icon": "wagtail-localize-language",
        "form": form,
        "locales": matrix.locales,
        "tallies": [] if shows_snippets else matrix.tallies(filters.section),
        "states": STATES,
        "shows_snippets": shows_snippets,
        "rows": [] if shows_snippets else matrix.rows(shown.object_list),
        "snippets": shown.object_list if shows_snippets else [],
        "page_obj": shown,
        "query": query.urlencode(),
        "export_query": export.urlencode(),
        "may_submit": request.user.has_perm(permissions.SUBMIT),
        "has_digest": settings.TRANSLATION_DIGEST and bool(getattr(request.user, "email", "")),
        "wants_digest": not TranslationDigest.objects.filter(
            user__pk=request.user.pk or 0, is_wanted=False
        ).exists(),
    }
    return TemplateResponse(request, "translation/dashboard.html", context)


def report(_request: HttpRequest, **_named: Any) -> HttpResponse:
    """Lead from wagtail-localize's own list of translations to the one there is here."""
    return redirect("translation_dashboard")


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Switch the daily e-mail on or off."""
    wanted = {"is_wanted": request.POST.get("wanted") == "yes"}
    user: Any = request.user
    TranslationDigest.objects.update_or_create(user=user, defaults=wanted)
    message = (
        _("You will receive the daily e-mail.")
        if wanted["is_wanted"]
        else _("You will not receive the daily e-mail.")
    )
    messages.success(request, message)
    return redirect("translation_dashboard")


@require_POST
def assign(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give a translation to somebody who translates into its language, or to nobody."""
    translation = get_object_or_404(Translation, pk=translation_id)
    chosen = request.POST.get("user", "")
    user = None
    if chosen:
        users = assignments.translators([translation.target_locale])
        user = users.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if user is None:
            messages.error(request, _("This user does not translate into this language."))
            return redirect("texts_side_by_side", translation.pk)
    assignments.assign(translation.source.object_id, translation.target_locale, user)
    messages.success(request, _("The assignment was saved."))
    return redirect("texts_side_by_side", translation.pk)


def _table(matrix: Matrix, pages: Any) -> Iterator[list[str]]:
    yield [_("Title"), _("Last change"), *(locale.get_display_name() for locale in matrix.locales)]
    for batch in _batches(pages.iterator(chunk_size=ROWS_AT_ONCE)):
        yield from map(_columns, matrix.rows(batch))


def _table_of_snippets(matrix: Matrix, rows: list[SnippetRow]) -> Iterator[list[str]]:
    yield [_("Title"), _("Kind"), *(locale.get_display_name() for locale in matrix.locales)]
    yield from ([row.title, row.kind, *(cell.name for cell in row.cells)] for row in rows)


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    batch: list[Page] = []
    for page in pages:
        batch.append(page)
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    yield batch


def _columns(row: PageRow) -> list[str]:
    changed = row.page.latest_revision_created_at
    when = changed.isoformat(timespec="minutes") if changed else ""
    return [row.page.title, when, *(cell.name for cell in row.cells)]
