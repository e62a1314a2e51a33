"""Uploads that are not what they say are refused, whichever way they come."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile
from wagtail.users.models import UserProfile

import pytest
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

from cms.content.media import formats
from cms.demo.documents import DOCUMENTS
from tests import factories

pytestmark = pytest.mark.one_database

SCRIPT = b"<script>alert(1)</script>"
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
TYPES = "CSV, DOC, DOCX, JPEG, JPG, ODP, ODS, ODT, PDF, PNG, PPT, PPTX, RTF, TXT, XLS, XLSX, ZIP"


def archive(*names: str, first: str = "") -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            made.writestr(name, "<html>" + "content " * 50)
    return content.getvalue()


def picture(format_: str, **options: Any) -> bytes:
    content = BytesIO()
    Picture.new("RGB", (64, 64), "teal").save(content, format_, **options)
    return content.getvalue()


def commented(text: str) -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", text)
    return info


OFFICE = "[Content_Types].xml"
VENDOR = "application/vnd.oasis.opendocument"
PDF = DOCUMENTS["fact-sheet"].write()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = {
    "a.csv": "Stadt,北京\r\n".encode("gbk"),
    "excel.csv": "Stadt\t北京\r\n".encode("utf-16"),
    "a.doc": OLE,
    "a.docx": archive(OFFICE, "word/document.xml"),
    "a.jpeg": picture("JPEG"),
    "A.JPG": picture("JPEG"),
    "a.odp": archive("content.xml", first=f"{VENDOR}.presentation"),
    "a.ods": archive("content.xml", first=f"{VENDOR}.spreadsheet"),
    "a.odt": archive("content.xml", first=f"{VENDOR}.text"),
    "a.pdf": PDF,
    "a.png": picture("PNG", pnginfo=commented("1 < 2 <b>bold</b>")),
    "a.ppt": OLE,
    "a.pptx": archive(OFFICE, "ppt/presentation.xml"),
    "a.rtf": b"{\\rtf1 Text}",
    "a.txt": "Ein Text <mit> Klammern\n\f北京".encode(),
    "marked.txt": "\ufeffText".encode(),
    "empty.txt": b" ",
    "a.xls": OLE,
    "a.xlsx": archive(OFFICE, "xl/workbook.xml"),
    "a.zip": archive("index.html"),
}
UNACCEPTED = {
    "a.html": PAGE, "a.HTM": PAGE, "a.svg": DRAWING, "a.xml": b"<a/>", "a.js": b"alert(1)",
    "a.xhtml": PAGE, "a.mhtml": PAGE, "a.swf": b"CWS", "a.htc": PAGE, "a.exe": b"MZ", "a": PAGE,
    "a.pdf.html": PDF, "a.pdf.": PDF, "pdf": PDF, ".pdf.svg": DRAWING, "a.docm": GOOD["a.docx"],
    "a.gif": picture("GIF"), "a.p\u200bdf": PDF, "a.ｐｄｆ": PDF,
}  # fmt: skip
OTHER_CONTENT = {
    "page.pdf": PAGE,
    "late.pdf": b"<!-- %PDF-1.7 -->" + PAGE,
    "spaced.pdf": b"\n" + PDF,
    "picture.pdf": picture("PNG"),
    "empty.pdf": b"x",
    "drawing.png": DRAWING,
    "picture.png": picture("JPEG"),
    "picture.jpg": picture("PNG"),
    "page.docx": PAGE,
    "archive.docx": archive("index.html"),
    "sheet.docx": GOOD["a.xlsx"],
    "text.odt": GOOD["a.ods"],
    "broken.docx": GOOD["a.docx"][:40],
    "before.zip": PAGE + archive("a"),
    "broken.zip": b"PK\x03\x04" + bytes(40),
    "page.txt": b" \n" + PAGE,
    "comment.txt": b"<!-- --><script>",
    "wide.txt": PAGE.decode().encode("utf-16"),
    "drawing.csv": DRAWING,
    "xml.txt": b"<?xml version='1.0'?><a/>",
    "program.txt": b"MZ\x00\x01",
    "late.txt": b"text " * 2000 + b"\x00\x01",
    "page.doc": PAGE,
    "sheet.xls": b"a,b",
    "page.rtf": PAGE,
}
TWO_FORMATS = {
    "page.pdf": b"%PDF-1.7\n" + PAGE + PDF,
    "archive.pdf": PDF + GOOD["a.zip"],
    "page.jpg": GOOD["a.jpeg"][:20] + PAGE + GOOD["a.jpeg"][20:],
    "archive.jpg": GOOD["a.jpeg"] + GOOD["a.zip"],
    "after.png": GOOD["a.png"] + b"\n" * 9000 + PAGE,
    "comment.png": picture("PNG", pnginfo=commented(SCRIPT.decode())),
    "drawing.png": GOOD["a.png"] + DRAWING,
}
WORDS = {
    "unaccepted_type": "“{name}” is not of an accepted type. Accepted types: {types}.",
    "other_content": "The content of “{name}” is not that of a {type} file.",
    "two_formats": "“{name}” is more than a {type} file: it contains a web page or an archive.",
}
REFUSED = [
    *((name, content, "unaccepted_type") for name, content in UNACCEPTED.items()),
    *((name, content, "other_content") for name, content in OTHER_CONTENT.items()),
    *((name, content, "two_formats") for name, content in TWO_FORMATS.items()),
]
Sending = Callable[[Client, str, bytes], str]


def said(name: str, code: str, types: str = TYPES) -> str:
    type_ = name.rpartition(".")[2].upper()
    return WORDS[code].format(name=name, type=type_, types=types)


def judge(field: Any, name: str, content: bytes) -> list[tuple[str | None, str]]:
    """The errors of ``full_clean`` about a file."""
    found = field.model(title="A file", **{field.name: ContentFile(content, name=name)})
    try:
        found.full_clean(exclude=["collection"])
    except ValidationError as error:
        return [(one.code, one.messages[0]) for one in error.error_dict[field.name]]
    return []


def field_of_documents() -> Any:
    return get_document_model()._meta.get_field("file")


def test_every_accepted_type_is_known_by_its_content(settings):
    assert set(settings.DOCUMENT_EXTENSIONS) <= set(formats.FORMATS)
    assert set(settings.WAGTAILIMAGES_EXTENSIONS) <= set(formats.FORMATS)
    assert {formats.extension(name) for name in GOOD} == set(settings.DOCUMENT_EXTENSIONS)


def test_code_that_validates_a_document_refuses_what_it_is_not(db):
    for name, content in GOOD.items():
        assert judge(field_of_documents(), name, content) == [], name
    for name, content, code in REFUSED:
        found = judge(field_of_documents(), name, content)
        assert found == [(code, said(name, code))], name


# Ways in: each gives what the editor is told, empty where the file was taken.


def added(client: Client, name: str, content: bytes) -> str:
    return in_form(client.post(reverse("wagtaildocs:add"), fields(name, content)))


def added_among_several(client: Client, name: str, content: bytes) -> str:
    sent = {"title": "A", "files[]": SimpleUploadedFile(name, content)}
    response = client.post(reverse("wagtaildocs:add_multiple"), sent)
    return response.json().get("error_message", "")


def added_while_something_else_is_wrong(client: Client, name: str, content: bytes) -> str:
    sent = {"title": "A" * 300, "files[]": SimpleUploadedFile(name, content)}
    response = client.post(reverse("wagtaildocs:add_multiple"), sent)
    return response.json().get("error_message", "")


def put_in_place_of_another(client: Client, name: str, content: bytes) -> str:
    document = get_document_model().objects.order_by("pk").first()
    return in_form(
        client.post(reverse("wagtaildocs:edit", args=[document.pk]), fields(name, content))
    )


def added_in_chooser(client: Client, name: str, content: bytes) -> str:
    sent = {f"document-chooser-upload-{key}": one for key, one in fields(name, content).items()}
    response = client.post(reverse("wagtaildocs_chooser:create"), sent)
    html = json.loads(response.content).get("htmlFragment", "")
    return shown(html)


def fields(name: str, content: bytes) -> dict[str, Any]:
    root = Collection.get_first_root_node().pk
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return {"title": "A", "file": file, "collection": root, "tags": ""}


def in_form(response: Any) -> str:
    return "" if response.status_code == 302 else shown(response.content.decode())


def shown(html: str) -> str:
    """The message that a form shows below a field."""
    return html.partition('class="error-message')[2].partition("</")[0].rpartition(">")[2].strip()


@pytest.mark.parametrize(
    "send",
    [
        added, added_among_several, added_while_something_else_is_wrong, put_in_place_of_another,
        added_in_chooser,
    ],
)  # fmt: skip
def test_every_way_to_upload_a_document_refuses_a_disguise_and_loses_nothing(db, send):
    kept = factories.document()
    client = Client()
    client.force_login(factories.administrator())
    before = stored()
    for name, content, code in (
        ("report.html", PAGE, "unaccepted_type"),
        ("page.pdf", PAGE, "other_content"),
        ("archive.jpg", TWO_FORMATS["archive.jpg"], "two_formats"),
    ):
        assert send(client, name, content) == said(name, code)
        assert stored() == before
    kept.refresh_from_db()
    assert kept.file.read().startswith(b"%PDF")
    assert send(client, "a.pdf", PDF) == ""
    assert stored() != before


def stored() -> tuple[Any, ...]:
    rows = get_document_model().objects.order_by("pk").values_list("pk", "file")
    return (*rows, UploadedFile.objects.count())


def images() -> tuple[Any, ...]:
    return tuple(get_image_model().objects.order_by("pk").values_list("pk", "file"))


@pytest.mark.parametrize("way", ["add", "add_multiple", "edit", "chooser"])
def test_every_way_to_upload_an_image_refuses_a_disguise_and_loses_nothing(db, way):
    client = Client()
    client.force_login(factories.administrator())
    root = Collection.get_first_root_node().pk
    image = factories.image()
    prefix = "image-chooser-upload-" if way == "chooser" else ""
    url = {
        "edit": reverse("wagtailimages:edit", args=[image.pk]),
        "chooser": reverse("wagtailimages_chooser:create"),
    }.get(way) or reverse(f"wagtailimages:{way}")

    def send(name: str, content: bytes) -> None:
        file = SimpleUploadedFile(name, content, content_type="image/png")
        key = "files[]" if way == "add_multiple" else f"{prefix}file"
        others = {"title": "A", "collection": root, "tags": ""}
        client.post(url, {key: file} | {f"{prefix}{one}": value for one, value in others.items()})

    before = images()
    for name, content in DISGUISED_PICTURES.items():
        send(name, content)
        assert images() == before, name
        assert not UploadedFile.objects.exists()
    send("good.png", GOOD["a.png"])
    assert images() != before


DISGUISED_PICTURES = {
    "drawing.png": DRAWING,
    "page.png": PAGE,
    "comment.png": TWO_FORMATS["comment.png"],
    "after.png": TWO_FORMATS["after.png"],
    "archive.jpg": TWO_FORMATS["archive.jpg"],
    "picture.html": picture("PNG"),
    "picture.jpg": picture("PNG"),
    "picture.svg": DRAWING,
}


def test_profile_pictures_are_judged_as_images_are(db):
    profile = UserProfile.get_for_user(factories.administrator())

    def form(name: str, content: bytes) -> AvatarPreferencesForm:
        file = SimpleUploadedFile(name, content, content_type="image/png")
        return AvatarPreferencesForm({}, {"avatar": file}, instance=profile)

    for name, content in DISGUISED_PICTURES.items():
        assert set(form(name, content).errors) == {"avatar"}, name
    assert form("good.png", GOOD["a.png"]).is_valid()
    assert form("picture.bmp", picture("BMP")).errors["avatar"] == [
        said("picture.bmp", "unaccepted_type", "AVIF, GIF, JPEG, JPG, PNG, WEBP")
    ]


def test_code_that_validates_an_image_refuses_what_it_is_not(db):
    field = get_image_model()._meta.get_field("file")
    for name, content, code in (
        ("comment.png", TWO_FORMATS["comment.png"], "two_formats"),
        ("picture.jpg", picture("PNG"), "other_content"),
        ("picture.pdf", picture("PNG"), "unaccepted_type"),
    ):
        types = "AVIF, GIF, JPEG, JPG, PNG, WEBP"
        assert judge(field, name, content) == [(code, said(name, code, types))], name
    for format_ in ("AVIF", "GIF", "JPEG", "PNG", "WEBP"):
        assert judge(field, f"a.{format_.lower()}", picture(format_)) == [], format_


def test_what_was_uploaded_before_a_rule_can_still_be_renamed_and_moved(db):
    document = get_document_model().objects.create(
        title="Old", file=ContentFile(PAGE, name="old.html")
    )
    name = document.file.name
    closed = factories.private_collection()
    client = Client()
    client.force_login(factories.administrator())
    sent = {"title": "Renamed", "collection": closed.pk, "tags": ""}
    response = client.post(reverse("wagtaildocs:edit", args=[document.pk]), sent)
    assert response.status_code == 302
    document.refresh_from_db()
    assert (document.title, document.collection, document.file.name) == ("Renamed", closed, name)
    assert storages["default"].exists(name)


def test_a_large_file_on_disk_is_judged_and_stored_whole(db):
    file = TemporaryUploadedFile("large.txt", "text/plain", 0, "utf-8")
    file.write(b"words " * 1_000_000)
    file.seek(0)
    document = get_document_model()(title="Large", file=file)
    document.full_clean(exclude=["collection"])
    document.save()
    file.close()
    assert document.file.size == 6_000_000


def test_editors_read_why_in_their_language(db):
    user = factories.administrator()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "zh-hans"
    profile.save()
    client = Client()
    client.force_login(user)
    assert added(client, "page.pdf", PAGE) == "“page.pdf”的内容不是 PDF 文件。"
