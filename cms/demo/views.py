"""Serves the reference frontend next to the CMS, for the demo and for development.

It knows nothing of pages: every path below a language gets the same document, and what is shown
there is for the frontend to ask. The status alone tells what there is, for crawlers.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Locale, Site

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
FRONTEND = CONTRACT / "reference_frontend"
OPERATIONS = CONTRACT / "operations"

# Pages of the frontend that the CMS doesn't know.
OWN_PAGES = {"favorites", "search"}

# From a path of the frontend to the status for it and, for a redirect, where it leads.
RouteStatus = Callable[[str], tuple[int, str]]

# Independent of what the machine knows about file types: browsers refuse modules of another type.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".graphql": "text/plain; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@require_safe
def front(_request: HttpRequest) -> HttpResponse:
    """Lead from ``/`` to the front page in the language the default site is written in."""
    locales = Locale.objects.filter(
        pk__in=Site.objects.filter(is_default_site=True).values("root_page__locale")
    )
    code = locales.values_list("language_code", flat=True).first() or settings.LANGUAGE_CODE
    response = redirect(f"/{code}/")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def page(
    request: HttpRequest, language: str, route_status: RouteStatus, path: str | None = None
) -> HttpResponseBase:
    """The document of the reference frontend, for every path below a language.

    Only the editor of the same origin may show it in a frame. A document that shows a draft is
    hidden from search engines, and its URL from other hosts.

    Raises:
        Http404: the path doesn't begin with a language.
    """
    if language.lower() not in dict(settings.LANGUAGES):
        raise Http404
    is_preview = "preview" in request.GET
    is_own = is_preview or (path or "").strip("/") in OWN_PAGES
    status, target = (200, "") if is_own else route_status(request.path_info)
    response: HttpResponseBase
    if target:
        query = request.META.get("QUERY_STRING", "")
        location = f"{target}?{query}" if query and "?" not in target else target
        response = HttpResponse(status=status, headers={"Location": iri_to_uri(location)})
    else:
        response = FileResponse((FRONTEND / "index.html").open("rb"), status=status)
        response["Content-Type"] = "text/html; charset=utf-8"
    response["Cache-Control"] = "no-cache"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = _policy()
    if is_preview:
        # A preview shows itself in frames: on a phone, in another language, next to what is live.
        response["Content-Security-Policy"] += "; frame-src 'self'"
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
    return response


def _policy() -> str:
    """The Content-Security-Policy of the frontend, as its README states it."""
    # Files are named by the host of the CMS, which may be opened under another.
    urls = [urlsplit(setting) for setting in (settings.WAGTAILADMIN_BASE_URL, settings.MEDIA_URL)]
    other_origins = "".join(f" {url.scheme}://{url.netloc}" for url in urls if url.netloc)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:{other_origins}; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def frontend_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the reference frontend."""
    return _file(request, path, FRONTEND)


def operation_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """An operation of the contract."""
    return _file(request, path, OPERATIONS)


@require_safe
def _file(request: HttpRequest, path: str, folder: Path) -> HttpResponseBase:
    try:
        response = serve(request, path, document_root=str(folder))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    content_type = _TYPES.get(Path(path).suffix)
    if content_type and response.status_code == 200:
        response["Content-Type"] = content_type
    response["Cache-Control"] = "no-cache"
    return response
