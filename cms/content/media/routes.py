"""The URLs of files.

Documents keep the names of Wagtail's routes, which its models ask for. ``MEDIA_URL`` is answered
here, too: in the demo no web server is in front of the CMS, and a CDN may fetch from it.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import URLPattern, path
from wagtail.documents.views.serve import authenticate_with_password

from cms.content.media import views
from cms.content.media.storage import GATE


def urlpatterns() -> list[URLPattern]:
    """All of them."""
    media = urlsplit(settings.MEDIA_URL).path.strip("/")
    return [
        path(
            "documents/<int:document_id>/<path:filename>", views.document, name="wagtaildocs_serve"
        ),
        path(
            "documents/authenticate_with_password/<int:restriction_id>/",
            authenticate_with_password,
            name="wagtaildocs_authenticate_with_password",
        ),
        path(f"{GATE}<path:name>", views.file, name="file"),
        *([path(f"{media}/<path:name>", views.rendition, name="rendition")] if media else []),
    ]
