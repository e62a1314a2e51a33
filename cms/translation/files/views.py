"""The pages for exporting texts as files and importing them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page

from wagtail_localize.models import Translation

from cms.translation import csv_export
from cms.translation.files import archives, exporting, reports, uploads
from cms.translation.files.changeset import Changeset, Effect
from cms.translation.files.entries import UnusableFile
from cms.translation.models import TranslationUpload
from cms.translation.rights import permissions

# The most entries a page lists; the table for spreadsheets has all.
MOST_SHOWN = 200
ICON = "wagtail-localize-language"


@require_safe
def download(request: HttpRequest, translation_id: int, kind: str = "po") -> HttpResponse:
    """The texts of one translation as a file."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    (export,) = exporting.exports([translation])
    try:
        text = exporting.WRITERS[kind](export)
    except UnusableFile as error:
        messages.error(request, str(error))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    title = slugify(export.title, allow_unicode=True) or "translation"
    name = f"{title}-{export.target_language}.{exporting.ENDINGS[kind]}"
    response = HttpResponse(text, content_type=exporting.CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
def download_xliff(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The texts of one translation as XLIFF, version 2.1 unless 1.2 is requested."""
    is_old = request.GET.get("version", "").startswith("1")
    return download(request, translation_id, "xliff-1.2" if is_old else "xliff")


@require_POST
def upload_for(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a file for the one translation it is sent from, and show what it would change."""
    translation = get_object_or_404(Translation, pk=translation_id)
    return _keep(request, translation)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file or archive for any translations, and show what it would change."""
    if request.method == "POST":
        return _keep(request, None)
    context = {"page_title": _("Upload translations"), "header_icon": ICON, "limits": _limits()}
    return TemplateResponse(request, "translation/files/upload.html", context)


def _keep(request: HttpRequest, translation: Translation | None) -> HttpResponse:
    fallback = reverse("upload_translations")
    try:
        kept = uploads.store(request.FILES.get("file"), user=request.user, translation=translation)
    except UnusableFile as error:
        messages.error(request, str(error))
        return redirect(get_valid_next_url_from_request(request) or fallback)
    return redirect("review_upload", kept.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The preview of an import; posting it applies it."""
    kept = _own(request, upload_id)
    try:
        if request.method == "POST":
            _apply(request, kept)
        changeset = uploads.changeset_of_upload(kept)
    except UnusableFile as error:
        messages.error(request, str(error))
        return redirect("upload_translations")
    return _shown(request, kept, changeset)


def _apply(request: HttpRequest, kept: TranslationUpload) -> None:
    try:
        changeset = uploads.applied(kept, request.POST.get("digest", ""))
    except uploads.ChangedMeanwhile:
        text = _(
            "Nothing was imported: texts have changed since the preview. This is what "
            "would change now."
        )
        messages.error(request, text)
        return
    count = len(changeset.changes)
    text = ngettext("{count} text was imported.", "{count} texts were imported.", count)
    messages.success(request, text.format(count=count))


def _shown(request: HttpRequest, kept: TranslationUpload, changeset: Changeset) -> HttpResponse:
    context = {
        "page_title": _("What would change") if changeset.changes else _("Nothing would change"),
        "page_subtitle": kept.name,
        "header_icon": ICON,
        "kept": kept,
        "changeset": changeset,
        "changes": [(change, reports.effect(change)) for change in changeset.changes[:MOST_SHOWN]],
        "problems": changeset.problems[:MOST_SHOWN],
        "new_count": changeset.of(Effect.NEW),
        "changed_count": changeset.of(Effect.CHANGED),
        "confirmed_count": changeset.of(Effect.CONFIRMED),
        "most_shown": MOST_SHOWN,
    }
    return TemplateResponse(request, "translation/files/review.html", context)


@require_safe
def report(request: HttpRequest, upload_id: int) -> HttpResponse | StreamingHttpResponse:
    """All changes of a file and all units that aren't imported, as a table for spreadsheets."""
    try:
        changeset = uploads.changeset_of_upload(_own(request, upload_id))
    except UnusableFile as error:
        messages.error(request, str(error))
        return redirect("upload_translations")
    return csv_export.table(reports.rows(changeset), name="report.csv")


@require_safe
def subtree(request: HttpRequest, page_id: int) -> HttpResponse:
    """The translations of a page and its descendants that can be exported."""
    page = get_object_or_404(Page, pk=page_id)
    editable = permissions.editable_below(page, request.user)
    locales = Locale.objects.filter(pk__in=editable)
    context = {
        "page_title": _("Files of translations"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": ICON,
        "page": page,
        "languages": [(locale, len(editable[locale.pk])) for locale in locales],
        "limits": _limits(),
    }
    return TemplateResponse(request, "translation/files/subtree.html", context)


@require_safe
def archive(
    request: HttpRequest, page_id: int, locale_id: int, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """The texts of all translations of a page and what is below it, into one language."""
    page = get_object_or_404(Page, pk=page_id)
    locale = get_object_or_404(Locale, pk=locale_id)
    if kind not in exporting.WRITERS:
        raise Http404
    pks = permissions.editable_below(page, request.user).get(locale.pk)
    if not pks:
        raise PermissionDenied
    if len(pks) > archives.MOST_FILES:
        text = _("An archive has at most {count} pages. Choose a page further down.")
        messages.error(request, text.format(count=archives.MOST_FILES))
        return redirect("files_of_subtree", page.pk)
    content = archives.zip_stream(exporting.files(pks, kind))
    response = StreamingHttpResponse(content, content_type="application/zip")
    name = f"{page.slug}-{locale.language_code}-{kind}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _own(request: HttpRequest, upload_id: int) -> TranslationUpload:
    """An upload of the current user."""
    kept = get_object_or_404(
        TranslationUpload.objects.select_related("user", "translation"), pk=upload_id
    )
    if kept.user != request.user:
        raise Http404
    return kept


def _limits() -> str:
    return _(
        "PO, XLIFF 1.2 or 2, or a zip of at most {files} such files: {upload} MB, unpacked "
        "{unpacked} MB."
    ).format(
        files=archives.MOST_FILES,
        upload=uploads.LARGEST_UPLOAD // 1024**2,
        unpacked=archives.LARGEST_SUM // 1024**2,
    )
