"""The treatment of files by browsers: as a picture, or something to save."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

import pytest
from PIL import Image as Picture

from cms.content.media.storage import files_in
from tests import factories

pytestmark = pytest.mark.one_database

SCRIPT = b"<script>parent.document.title = 'taken over'</script>"
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
XHTML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>"
# Names and contents browsers have run, and pairs where one contradicts the other.
ACTIVE = {
    "report.html": PAGE,
    "report.HTML": PAGE,
    "report.htm": PAGE,
    "report.shtml": PAGE,
    "report.xhtml": XHTML,
    "report.xht": XHTML,
    "report.xml": XHTML,
    "report.xsl": XHTML,
    "report.rdf": XHTML,
    "drawing.svg": DRAWING,
    "drawing.svgz": DRAWING,
    "program.js": b"alert(1)",
    "program.mjs": b"alert(1)",
    "style.css": b"body { background: url(https://elsewhere.example/) }",
    "mail.mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE,
    "mail.eml": b"Content-Type: text/html\n\n" + PAGE,
    "film.swf": b"CWS\x0a" + PAGE,
    "behaviour.htc": PAGE,
    "list.vtt": b"WEBVTT\n" + PAGE,
    "feed.json": b'{"a": "' + SCRIPT + b'"}',
    "cache.appcache": b"CACHE MANIFEST",
    "page.pdf": PAGE,
    "page.png": PAGE,
    "drawing.png": DRAWING,
    "page.txt": PAGE,
    "page": PAGE,
    "page.html.": PAGE,
    "paper.pdf": b"%PDF-1.4\n" + PAGE,
    "picture.gif": b"GIF89a" + PAGE,
}
HARMLESS = {
    "application/octet-stream", "application/pdf", "application/rtf", "application/zip",
    "image/gif", "image/png", "text/plain; charset=utf-8",
}  # fmt: skip
REQUESTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "in part": {"range": "bytes=0-99"},
    "if changed": {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    "if unchanged": {"if-none-match": '"other"'},
    "as a page": {"accept": "text/html", "sec-fetch-dest": "document"},
}


def check(response: Any, where: str) -> None:
    """Nothing in an answer is run."""
    policy = response["Content-Security-Policy"]
    assert policy == "default-src 'none'; sandbox; frame-ancestors 'none'", where
    assert response["X-Content-Type-Options"] == "nosniff", where
    assert response["Content-Type"] in HARMLESS, where
    shown = response["Content-Type"].startswith("image/")
    disposition = response["Content-Disposition"].partition(";")[0]
    assert disposition == "attachment" or (shown and disposition == "inline"), where


@pytest.mark.parametrize("folder", ["documents", "original_images", "images"])
def test_nothing_is_run_whatever_it_is_called_and_however_it_is_asked_for(db, folder):
    image = factories.image()
    for name, content in ACTIVE.items():
        stored = storages["default"].save(f"{folder}/{name}", ContentFile(content))
        addresses = [f"/files/{stored}"]
        if folder == "documents":
            document = get_document_model().objects.create(title=name, file=stored)
            addresses.append(document.url)
        elif folder == "original_images":
            get_image_model().objects.create(title=name, file=stored, width=1, height=1)
        else:
            image.renditions.create(filter_spec=name, file=stored, width=1, height=1)
            addresses.append(f"/media/{stored}")
        for address in addresses:
            for method in ("get", "head"):
                for how, headers in REQUESTS.items():
                    response = getattr(Client(), method)(address, headers=headers)
                    where = f"{method} {address} {how}"
                    assert response.status_code == 200, where
                    check(response, where)
                    if address.startswith("/documents/"):
                        assert response["Content-Disposition"].startswith("attachment"), where
    assert set(files_in(storages["public"])) <= {"images/picture.gif"}


def test_other_spellings_of_an_address_lead_to_the_same_gate_or_nowhere(db):
    document = get_document_model().objects.create(
        title="Report", file=ContentFile(PAGE, name="report.html")
    )
    name = document.file.name
    image = factories.image(collection=factories.private_collection())
    rendition = image.get_rendition("max-9x9").file.name
    wrong = [
        f"/files/{name}/", f"/files//{name}", f"/files/./{name}", f"/files/x/../{name}",
        f"/files/{name.upper()}", f"/FILES/{name}", f"/files/{name}%00", f"/files/{name}%20",
        f"/files/%2e%2e/media_private/{name}", f"/files/..%2f..%2f{name}",
        f"/files/{name.replace('/', '%252F')}", f"/files/{name.replace('.', '%252e')}",
        f"/files/{name.replace('/', chr(92))}", f"/media/{name}", f"/media/../media_private/{name}",
        f"/media/%2e%2e/media_private/{name}", f"/media/..%2Fmedia_private%2F{name}",
        f"/media/%252e%252e/media_private/{name}", f"/media/{rendition}", f"/media/{rendition}/",
        f"/media/{rendition.upper()}", f"/media/%2e/{rendition}", f"/media//{rendition}",
        f"/MEDIA/{rendition}", f"/media/{rendition.replace('/', '%2F')}",
        f"/documents/{document.pk}/report.html/", f"/documents/{document.pk}/REPORT.HTML",
        f"/documents/{document.pk}/./report.html", f"/documents/0{document.pk}/../report.html",
        f"/documents/{document.pk}//report.html", f"/Documents/{document.pk}/report.html",
    ]  # fmt: skip
    for address in wrong:
        response = Client().get(address)
        assert response.status_code == 404, address
        assert SCRIPT not in response.content
    same = [
        f"/files/{name.replace('/', '%2F')}", f"/files/{name.replace('.', '%2E')}",
        f"/documents/{document.pk}/%72eport.html", f"/documents/0{document.pk}/report.html",
        f"/files/{name}?x.png", f"/files/{name};x.png",
    ]  # fmt: skip
    for address in same[:-1]:
        response = Client().get(address)
        assert response.status_code == 200, address
        check(response, address)


def test_pictures_are_shown_as_what_they_are_and_everything_else_is_saved(db):
    cases = {
        "PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp",
        "AVIF": "image/avif",
    }  # fmt: skip
    for format_, media_type in cases.items():
        content = BytesIO()
        Picture.new("RGB", (8, 8), "teal").save(content, format_)
        name = storages["default"].save("original_images/p.html", ContentFile(content.getvalue()))
        get_image_model().objects.create(title=format_, file=name, width=8, height=8)
        response = Client().get(f"/files/{name}")
        found = (response["Content-Type"], response["Content-Disposition"].partition(";")[0])
        assert found == (media_type, "inline"), format_

    saved = {
        "paper.pdf": (b"%PDF-1.7\n%%EOF", "application/pdf"),
        "list.csv": (b"a,b\n1,2\n", "text/csv; charset=utf-8"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
        "音频.mp3": (b"ID3\x04", "application/octet-stream"),
    }
    for name, (saved_content, media_type) in saved.items():
        document = get_document_model().objects.create(
            title=name, file=ContentFile(saved_content, name=name)
        )
        response = Client().get(document.url)
        assert response["Content-Type"] == media_type
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert response.getvalue() == saved_content
        assert int(response["Content-Length"]) == len(saved_content)
