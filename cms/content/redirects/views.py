"""The pages of the admin on which a file with redirects is uploaded, checked and read.

The first two have Wagtail's addresses and fields, and take its place.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.contrib.redirects.base_formats import Dataset
from wagtail.contrib.redirects.forms import (
    ConfirmImportForm,
    ConfirmImportManagementForm,
    ImportForm,
)
from wagtail.contrib.redirects.views import permission_checker

from cms.content.redirects import imports, spreadsheets
from cms.content.redirects.models import RedirectImport

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_SHOWN = 20
MOST_PROBLEMS = 500
# What columns are often called, in small letters.
_FROM = {"from", "old", "source", "old_path", "old url", "来源", "旧地址", "旧链接", "原地址"}
_TO = {"to", "new", "target", "destination", "new url", "link", "目标", "新地址", "新链接"}


class FileForm(ImportForm):
    """A file, and what it is written in where that isn't found out."""

    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        required=False,
        choices=[("", gettext_lazy("Find out")), *spreadsheets.ENCODINGS.items()],
        help_text=gettext_lazy("Of a CSV file, if its letters come out wrong otherwise."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(spreadsheets.EXTENSIONS, *args, **kwargs)

    def clean_import_file(self) -> Any:
        """A file with one of the known endings."""
        file: Any = self.cleaned_data["import_file"]
        extension = PurePath(file.name).suffix.lstrip(".").lower()
        if extension not in spreadsheets.EXTENSIONS:
            text = _('File format of type "%(extension)s" is not supported.')
            raise forms.ValidationError(text % {"extension": extension})
        return file


@permission_checker.require_any("add")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Where a file is chosen; sent from there, its first rows and what its columns may mean."""
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if is_sent and form.is_valid():
        file: Any = form.cleaned_data["import_file"]
        try:
            table = spreadsheets.read(file.read(), encoding=form.cleaned_data["encoding"])
        except spreadsheets.UnusableSpreadsheet as unusable:
            form.add_error("import_file", str(unusable))
        else:
            kept = imports.kept(table, name=file.name, user=request.user)
            return _confirmation(request, kept, written_in=table.written_in)
    return render(request, "wagtailredirects/choose_import_file.html", {"form": form})


@permission_checker.require_any("add")
@require_POST
def process(request: HttpRequest) -> HttpResponse:
    """Read the file that was checked; a long one in the background.

    Raises:
        SuspiciousOperation: the name of the file isn't as it was sent.
    """
    named = ConfirmImportManagementForm(request.POST)
    is_named = all(request.POST.get(name, "").strip() for name in named.fields)
    if not is_named or not named.is_valid():
        raise SuspiciousOperation("The name of the import is missing or was changed.")
    kept = RedirectImport.objects.filter(
        pk=int(named.cleaned_data["import_file_name"]), user=request.user.pk
    ).first()
    if kept is None:
        messages.error(request, _("The file isn't there any more. Upload it again."))
        return redirect("wagtailredirects:start_import")
    if kept.started_at is not None:
        return redirect("redirect_import", kept.pk)
    form = ConfirmImportForm(kept.headers, request.POST, initial=named.cleaned_data)
    if form.is_valid() and form.cleaned_data["from_index"] == form.cleaned_data["to_index"]:
        form.add_error("to_index", _("Choose another column than the one for “from”."))
    if not form.is_valid():
        return _confirmation(request, kept, form=form)
    kept.from_index = int(form.cleaned_data["from_index"])
    kept.to_index = int(form.cleaned_data["to_index"])
    kept.site = form.cleaned_data["site"]
    kept.is_permanent = form.cleaned_data["permanent"]
    imports.start(kept)
    return _outcome(request, kept)


def _outcome(request: HttpRequest, kept: RedirectImport) -> HttpResponse:
    if kept.finished_at is None:
        return redirect("redirect_import", kept.pk)
    if kept.problems:
        summary = {
            "errors": [[old, target, _reason(row, why)] for row, old, target, why in kept.problems],
            "errors_count": len(kept.problems),
            "successes": kept.created_count,
            "total": kept.row_count,
        }
        context = {"form": FileForm(), "import_summary": summary}
        return render(request, "wagtailredirects/import_summary.html", context)
    total = kept.created_count
    text = ngettext("Imported %(total)d redirect", "Imported %(total)d redirects", total)
    messages.success(request, text % {"total": total})
    return redirect("wagtailredirects:index")


def _reason(row: int, why: str) -> str:
    return _("Row {number}: {reason}").format(number=row, reason=why)


@permission_checker.require_any("add")
@require_safe
def show(request: HttpRequest, import_id: int) -> HttpResponse:
    """How far a file has been read, and which rows made no redirect."""
    mine = _own(request, import_id)
    context = {
        "page_title": _("Import redirects"),
        "page_subtitle": mine.name,
        "header_icon": "redirect",
        "import": mine,
        "problems": mine.problems[:MOST_PROBLEMS],
        "most_shown": MOST_PROBLEMS,
        **_progress(mine),
    }
    return TemplateResponse(request, "content/redirect_import.html", context)


@permission_checker.require_any("add")
@require_safe
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """How far a file has been read, as data: what its page asks for again and again."""
    return JsonResponse(_progress(_own(request, import_id)))


def _progress(mine: RedirectImport) -> dict[str, Any]:
    if mine.finished_at is not None:
        state = _("finished")
    else:
        state = _("running") if mine.lease else _("waiting for a worker")
    text = _("{done} of {total} rows read, {created} redirects created, {failed} rows refused")
    return {
        "done": mine.done_count,
        "total": mine.row_count,
        "is_running": mine.finished_at is None,
        "state": state,
        "text": text.format(
            done=mine.done_count,
            total=mine.row_count,
            created=mine.created_count,
            failed=len(mine.problems),
        ),
    }


def _own(request: HttpRequest, import_id: int) -> RedirectImport:
    """An import of whoever asks for it, once it has begun."""
    found = get_object_or_404(RedirectImport, pk=import_id, started_at__isnull=False)
    if found.user_id != request.user.pk:
        raise Http404
    return found


def _confirmation(
    request: HttpRequest,
    kept: RedirectImport,
    *,
    form: ConfirmImportForm | None = None,
    written_in: str = "",
) -> HttpResponse:
    """The first rows of a file, and the choice of its columns."""
    if form is None:
        initial: dict[str, Any] = {"import_file_name": str(kept.pk), "input_format": "0"}
        form = ConfirmImportForm(kept.headers, initial=initial | _columns(kept.headers))
    dataset = Dataset([cells for _number, cells in kept.rows[:MOST_SHOWN]], kept.headers)
    text = ngettext("{count} row ({how}).", "{count} rows ({how}).", kept.row_count)
    if written_in:
        shown = text.format(count=kept.row_count, how=written_in)
        if kept.row_count > MOST_SHOWN:
            shown += " " + _("The first {count} are shown.").format(count=MOST_SHOWN)
        messages.info(request, shown)
    context = {"form": form, "dataset": dataset}
    return render(request, "wagtailredirects/confirm_import.html", context)


def _columns(headers: list[str]) -> dict[str, int]:
    """Which columns the addresses are in, as far as their names or their number tell."""
    small = [header.strip().lower() for header in headers]
    old = next((index for index, one in enumerate(small) if one in _FROM), None)
    target = next((index for index, one in enumerate(small) if one in _TO), None)
    if old is None and target is None and len(headers) == len(("from", "to")):
        old, target = 0, 1
    found = {"from_index": old, "to_index": target}
    return {name: index for name, index in found.items() if index is not None}
