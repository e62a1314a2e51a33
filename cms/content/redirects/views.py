"""The pages of the admin on which a file with redirects is uploaded, checked and read.

The first two have Wagtail's URLs and fields, and take its place.
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

from cms.content.media.validation import check_storable
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
        choices=[("", gettext_lazy("Detect")), *spreadsheets.ENCODINGS.items()],
        help_text=gettext_lazy("For a CSV file whose characters would otherwise be wrong."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(spreadsheets.EXTENSIONS, *args, **kwargs)

    def clean_import_file(self) -> Any:
        """A file with one of the known endings, which was received whole."""
        file: Any = self.cleaned_data["import_file"]
        check_storable(file.name)
        extension = PurePath(file.name).suffix.lstrip(".").lower()
        if extension not in spreadsheets.EXTENSIONS:
            text = _('File format of type "%(extension)s" is not supported.')
            raise forms.ValidationError(text % {"extension": extension})
        return file


@permission_checker.require_any("add")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form for a file; once it is sent, its first rows and the choice of columns."""
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if is_sent and form.is_valid():
        file: Any = form.cleaned_data["import_file"]
        try:
            table = spreadsheets.read(file.read(), encoding=form.cleaned_data["encoding"])
        except spreadsheets.UnusableSpreadsheet as unusable:
            form.add_error("import_file", str(unusable))
        else:
            redirect_import = imports.store(table, name=file.name, user=request.user)
            return _confirmation(request, redirect_import, written_in=table.written_in)
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
    redirect_import = RedirectImport.objects.filter(
        pk=int(named.cleaned_data["import_file_name"]), user=request.user.pk
    ).first()
    if redirect_import is None:
        messages.error(request, _("The file no longer exists. Upload it again."))
        return redirect("wagtailredirects:start_import")
    if redirect_import.started_at is not None:
        return redirect("redirect_import", redirect_import.pk)
    form = ConfirmImportForm(redirect_import.headers, request.POST, initial=named.cleaned_data)
    if form.is_valid() and form.cleaned_data["from_index"] == form.cleaned_data["to_index"]:
        form.add_error("to_index", _("Choose another column than the one for “from”."))
    if not form.is_valid():
        return _confirmation(request, redirect_import, form=form)
    redirect_import.from_index = int(form.cleaned_data["from_index"])
    redirect_import.to_index = int(form.cleaned_data["to_index"])
    redirect_import.site = form.cleaned_data["site"]
    redirect_import.is_permanent = form.cleaned_data["permanent"]
    imports.start(redirect_import)
    return _outcome(request, redirect_import)


def _outcome(request: HttpRequest, redirect_import: RedirectImport) -> HttpResponse:
    if redirect_import.finished_at is None:
        return redirect("redirect_import", redirect_import.pk)
    if redirect_import.problems:
        summary = {
            "errors": [
                [old, target, _reason(row, why)]
                for row, old, target, why in redirect_import.problems
            ],
            "errors_count": len(redirect_import.problems),
            "successes": redirect_import.created_count,
            "total": redirect_import.row_count,
        }
        context = {"form": FileForm(), "import_summary": summary}
        return render(request, "wagtailredirects/import_summary.html", context)
    total = redirect_import.created_count
    text = ngettext("Imported %(total)d redirect", "Imported %(total)d redirects", total)
    messages.success(request, text % {"total": total})
    return redirect("wagtailredirects:index")


def _reason(row: int, why: str) -> str:
    return _("Row {number}: {reason}").format(number=row, reason=why)


@permission_checker.require_any("add")
@require_safe
def show(request: HttpRequest, import_id: int) -> HttpResponse:
    """The progress of an import, and the rows that made no redirect."""
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
    """The progress of an import as JSON, polled by its page."""
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
    redirect_import = get_object_or_404(RedirectImport, pk=import_id, started_at__isnull=False)
    if redirect_import.user_id != request.user.pk:
        raise Http404
    return redirect_import


def _confirmation(
    request: HttpRequest,
    redirect_import: RedirectImport,
    *,
    form: ConfirmImportForm | None = None,
    written_in: str = "",
) -> HttpResponse:
    """The first rows of a file, and the choice of its columns."""
    if form is None:
        initial: dict[str, Any] = {"import_file_name": str(redirect_import.pk), "input_format": "0"}
        form = ConfirmImportForm(
            redirect_import.headers, initial=initial | _columns(redirect_import.headers)
        )
    dataset = Dataset(
        [cells for _number, cells in redirect_import.rows[:MOST_SHOWN]], redirect_import.headers
    )
    text = ngettext("{count} row ({how}).", "{count} rows ({how}).", redirect_import.row_count)
    if written_in:
        summary = text.format(count=redirect_import.row_count, how=written_in)
        if redirect_import.row_count > MOST_SHOWN:
            summary += " " + _("The first {count} are shown.").format(count=MOST_SHOWN)
        messages.info(request, summary)
    context = {"form": form, "dataset": dataset}
    return render(request, "wagtailredirects/confirm_import.html", context)


def _columns(headers: list[str]) -> dict[str, int]:
    """The columns of the URLs, guessed from the headings or from the number of columns."""
    small = [header.strip().lower() for header in headers]
    old = next((index for index, heading in enumerate(small) if heading in _FROM), None)
    target = next((index for index, heading in enumerate(small) if heading in _TO), None)
    if old is None and target is None and len(headers) == len(("from", "to")):
        old, target = 0, 1
    indexes = {"from_index": old, "to_index": target}
    return {name: index for name, index in indexes.items() if index is not None}
