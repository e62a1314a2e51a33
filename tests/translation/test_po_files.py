"""Uploading a PO file."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

import polib
import pytest
from wagtail_localize.models import StringTranslation

from cms.translation import po_files
from tests.translation.fixtures import messages_of, submit


@pytest.fixture
def translation(newsroom):
    return submit(newsroom.article(), newsroom.zh)


def _upload(editor, translation, content):
    data = {"next": "/admin/"}
    if content is not None:
        data["file"] = SimpleUploadedFile("zh.po", content)
    response = editor.post(
        f"/admin/localize/translate/{translation.pk}/pofile/upload/", data, follow=True
    )
    assert response.status_code == 200
    return messages_of(response)


def _translated(translation):
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"译{entry.msgid}"
    return po


def test_imports_a_complete_file(editor, translation):
    before = StringTranslation.objects.count()
    content = str(_translated(translation)).encode()
    assert _upload(editor, translation, content) == ["Imported 3 texts from the PO file."]
    assert StringTranslation.objects.count() == before + 3


def test_names_every_entry_it_does_not_use(editor, translation):
    po = _translated(translation)
    po.append(polib.POEntry(msgid="Unknown", msgstr="未知", msgctxt="title"))
    po.append(polib.POEntry(msgid="A lab opens", msgstr="未知", msgctxt="nowhere"))
    po.append(polib.POEntry(msgid="A lab opens", msgstr="未知", msgctxt="summary"))
    imported, problems = _upload(editor, translation, str(po).encode())
    assert imported == "Imported 3 texts from the PO file."
    assert problems == (
        "3 entries were not used. "
        "Entry 4: “Unknown” is not a text of this page (any more). "
        "Entry 5: this page has no place “nowhere”. "
        "Entry 6: “A lab opens” doesn't stand at “summary”."
    )


def test_shows_ten_problems_and_counts_the_others(editor, translation):
    po = _translated(translation)
    for number in range(25):
        po.append(polib.POEntry(msgid=f"Unknown {number}", msgstr="未知", msgctxt="title"))
    problems = _upload(editor, translation, str(po).encode())[1]
    assert problems.startswith("25 entries were not used. ")
    assert problems.endswith("and 15 more")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Choose a PO file to upload."),
        (b"\x89PNG\r\n\x1a\n\x00", "This is not a PO file in UTF-8."),
        (b"/etc/passwd", "This is not a PO file in UTF-8."),
        ('msgid "a"\nmsgstr "測試"\n'.encode("big5"), "This is not a PO file in UTF-8."),
    ],
)
def test_refuses_what_is_no_po_file(editor, translation, content, message):
    before = StringTranslation.objects.count()
    assert _upload(editor, translation, content) == [message]
    assert StringTranslation.objects.count() == before


def test_refuses_a_file_without_the_header(editor, translation):
    po = _translated(translation)
    del po.metadata[po_files.HEADER]
    before = StringTranslation.objects.count()
    (message,) = _upload(editor, translation, str(po).encode())
    assert message.startswith("The file doesn't say which translation it is for.")
    assert StringTranslation.objects.count() == before


def test_refuses_the_file_of_another_translation(editor, translation):
    po = _translated(translation)
    po.metadata[po_files.HEADER] = str(uuid4())
    before = StringTranslation.objects.count()
    assert _upload(editor, translation, str(po).encode()) == [
        "The file was made for another translation."
    ]
    assert StringTranslation.objects.count() == before


def test_refuses_a_file_that_is_too_large(editor, translation, monkeypatch):
    monkeypatch.setattr(po_files, "LARGEST_BYTES", 10)
    content = str(_translated(translation)).encode()
    assert _upload(editor, translation, content) == ["The file is larger than 10 MB."]


def test_refuses_who_may_not_edit_the_page(client, django_user_model, translation):
    client.force_login(django_user_model.objects.create_user("reader", password="x"))
    address = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    assert client.post(address).status_code == 302
    assert client.get(address).status_code in {302, 405}
