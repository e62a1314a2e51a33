"""Texts exported from the CMS as files, and imported again."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

import polib
import pytest
from wagtail_localize.models import String, StringSegment, StringTranslation

from cms.translation.files import applying, archives, exporting, po, uploads
from cms.translation.files.existing import existing_translations
from cms.translation.files.xliff import version_2
from cms.translation.models import TranslationUpload, TranslatorGroup
from tests import snapshots
from tests.translation.fixtures import messages_of, paragraph, submit, write

pytestmark = pytest.mark.one_database

# A file with every text translated, as a tool would leave it.
FILLED = {
    "po": lambda text: re.sub('\nmsgstr ""(?=\n\n|\n$)', '\nmsgstr "译"', text),
    "xliff": lambda text: text.replace('state="initial"', 'state="translated"').replace(
        "</source></segment>", "</source><target>译</target></segment>"
    ),
    "xliff-1.2": lambda text: re.sub(
        r'approved="no"([^>]*>)(<source>.*?</source>)',
        r'approved="yes"\1\2<target state="final">译</target>',
        text,
    ),
}
# Such a request gets a refusal instead of a redirect.
XHR = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
@snapshots.fixture
def translation(newsroom):
    body = [paragraph('A <b>bold</b> <a href="https://example.org">link</a> &amp; more.')]
    return submit(newsroom.article(body=body), newsroom.zh)


@pytest.fixture
def translator(newsroom, client, django_user_model):
    user = django_user_model.objects.create_user("translator", "t@example.org", "secret")
    user.groups.add(TranslatorGroup.objects.get(locale=newsroom.zh).group)
    client.force_login(user)
    return client


def texts(translation) -> dict[str, tuple[str, str, str]]:
    stored = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    ).select_related("translation_of")
    return {
        row.translation_of.data: (row.data, row.translation_type, row.tool_name) for row in stored
    }


def out(client, translation, kind="po") -> bytes:
    name = "wagtail_localize:download_pofile" if kind == "po" else "download_xliff"
    response = client.get(reverse(name, args=[translation.pk]))
    assert response.status_code == 200
    return response.content


def translated(translation, prefix="译") -> bytes:
    file = polib.pofile(po.serialised(exporting.exports([translation])[0]))
    for entry in file:
        entry.msgstr = f"{prefix}{entry.msgid}"
        entry.flags = []
    return str(file).encode()


def send(client, content, translation=None, name="zh.po"):
    address = reverse("upload_translations")
    if translation is not None:
        address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    data: dict[str, Any] = {"next": "/admin/"}
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content)
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return response


def take(client, response):
    """Click on what the dry run offers."""
    data = {"digest": response.context["changeset"].digest}
    return client.post(reverse("review_upload", args=[response.context["kept"].pk]), data)


def test_a_file_is_tried_before_it_is_applied(editor, translation):
    response = send(editor, translated(translation), translation)
    plan = response.context["changeset"]
    assert [(change.old, change.unit.target) for change in plan.changes] == [
        ("", f"译{source}") for source, _target in _sources(translation)
    ]
    assert "Import 3 texts" in response.content.decode()
    assert texts(translation) == {}
    response = take(editor, response)
    assert messages_of(response) == ["3 texts were imported."]
    assert texts(translation) == {
        source: (f"译{source}", "manual", "PO File") for source, _target in _sources(translation)
    }
    assert "Nothing would change" in response.content.decode()
    page = translation.get_target_instance()
    assert page.draft_title == "译A lab opens"
    assert page.title == "A lab opens"


def _sources(translation):
    return [(row.source, row.target) for row in exporting.exports([translation])[0].rows]


def test_xliff_goes_out_and_comes_back_and_keeps_who_made_what(translator, translation):
    write(translation)
    machine = StringTranslation.objects.get(
        translation_of__data="A lab opens", locale__language_code="zh-hans"
    )
    machine.translation_type = "machine"
    machine.save()
    content = out(translator, translation, "xliff")
    assert 'type="link"' in content.decode()
    unchanged = send(translator, content, translation).context["changeset"]
    assert (unchanged.changes, unchanged.unchanged_count, unchanged.problems) == ([], 3, [])
    confirmed = content.replace(b' subState="newsroom:machine"', b"")
    response = send(translator, confirmed, translation, "zh.xlf")
    assert response.context["confirmed_count"] == 1
    take(translator, response)
    assert texts(translation)["A lab opens"] == ("译A lab opens", "manual", version_2.TOOL)
    StringTranslation.objects.all().delete()
    take(translator, send(translator, content, translation))
    assert texts(translation)["A lab opens"][1] == "machine"
    source = 'A <b>bold</b> <a id="a1">link</a> &amp; more.'
    assert texts(translation)[source][0] == f"译{source}"


def test_what_a_person_has_confirmed_is_named_before_it_is_replaced(editor, translation):
    write(translation)
    before = texts(translation)
    response = send(editor, translated(translation, "新"), translation)
    assert "3 texts that a person has written or confirmed would be replaced." in (
        response.content.decode()
    )
    assert texts(translation) == before
    take(editor, response)
    assert {item[0][0] for item in texts(translation).values()} == {"新"}


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_written(editor, translation):
    response = send(editor, translated(translation), translation)
    write(translation, only="title", prefix="又")
    before = texts(translation)
    again = take(editor, response)
    (message,) = messages_of(again)
    assert message.startswith("Nothing was imported: texts have changed since the preview.")
    assert texts(translation) == before
    assert again.context["changeset"].replaced_count == 1
    assert messages_of(take(editor, again)) == ["3 texts were imported."]


def test_two_who_add_the_same_text_at_once_lose_nothing(editor, translation, monkeypatch):
    response = send(editor, translated(translation), translation)
    apply = applying.apply

    def late(plan, *, user):
        write(translation, only="summary", prefix="又")
        apply(plan, user=user)

    monkeypatch.setattr(applying, "apply", late)
    (message,) = messages_of(take(editor, response))
    assert message.startswith("Nothing was imported")


def test_a_file_for_another_translation_is_not_taken_here(editor, newsroom, translation):
    other = submit(newsroom.article("Another"), newsroom.zh)
    response = send(editor, translated(other), translation)
    (problem,) = response.context["changeset"].problems
    assert (problem.reason, problem.count) == ("The file was made for another translation.", 3)
    assert texts(other) == {}
    # The page for all files accepts it.
    assert len(send(editor, translated(other)).context["changeset"].changes) == 3


def test_a_file_that_cannot_be_read_is_refused_and_not_kept(editor, translation, monkeypatch):
    for content, message in (
        (None, "Choose a file to upload."),
        (b"\x89PNG\r\n\x1a\n\x00", "This is not a PO file in UTF-8."),
        (b'msgid "a"\nmsgstr "b"\n', "The file doesn't say which translation it is for."),
    ):
        # A file that doesn't name its translation is for the one it is uploaded to.
        targets = (None,) if content and content.startswith(b"msgid") else (translation, None)
        for target in targets:
            assert messages_of(send(editor, content, target))[0].startswith(message)
    with monkeypatch.context() as limited:
        limited.setattr(uploads, "LARGEST_UPLOAD", 10)
        message = "The file is larger than 0 MB."
        assert messages_of(send(editor, translated(translation), translation)) == [message]
    assert not TranslationUpload.objects.exists()
    for _ in range(uploads.MOST_KEPT + 2):
        send(editor, translated(translation), translation)
    assert TranslationUpload.objects.count() == uploads.MOST_KEPT


def test_a_file_of_another_tool_is_taken_on_the_form_of_its_page(editor, translation):
    content = b'msgid "A lab opens"\nmsgstr "\xe8\xaf\x91"\n'
    response = send(editor, content, translation)
    take(editor, response)
    assert texts(translation) == {"A lab opens": ("译", "manual", "PO File")}


def test_xliff_of_the_older_version_is_offered_and_taken(editor, translation):
    shown = editor.get(reverse("texts_side_by_side", args=[translation.pk])).text
    address = reverse("download_xliff", args=[translation.pk]) + "?version=1.2"
    assert address in shown
    content = editor.get(address).content
    assert b'version="1.2"' in content
    content = content.replace(b"</source>", b"</source><target>\xe8\xaf\x91</target>", 1)
    take(editor, send(editor, content, name="zh.xlf"))
    assert list(texts(translation).values()) == [("译", "machine", version_2.TOOL)]


def test_nobody_changes_what_is_not_theirs(translator, newsroom, translation, committed):
    french = newsroom.en.__class__.objects.create(language_code="fr")
    front = newsroom.home.copy_for_translation(french)
    front.save()
    into_french = submit(newsroom.news, french)
    stranger = translated(into_french).decode().replace(str(into_french.uuid), str(uuid4()))
    for content in (translated(into_french), stranger.encode()):
        (problem,) = send(translator, content).context["changeset"].problems
        assert problem.reason.endswith("that isn't here, or isn't yours to change.")
    write(translation)
    for change, reason in (
        ({"enabled": False}, "This translation was stopped."),
        ({"enabled": True}, "The page is locked."),
    ):
        type(translation).objects.filter(pk=translation.pk).update(**change)
        if change["enabled"]:
            page = translation.get_target_instance()
            type(page).objects.filter(pk=page.pk).update(locked=True)
        plan = send(translator, translated(translation, "新")).context["changeset"]
        assert [problem.reason for problem in plan.problems] == [reason]
        assert plan.changes == []


def test_a_file_is_seen_by_whoever_sent_it_alone(editor, translation, client, django_user_model):
    kept = send(editor, translated(translation), translation).context["kept"]
    addresses = [reverse(name, args=[kept.pk]) for name in ("review_upload", "report_of_upload")]
    assert [editor.get(address).status_code for address in addresses] == [200, 200]
    other = django_user_model.objects.create_superuser("other", "o@example.org", "secret")
    client.force_login(other)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert client.post(addresses[0], {"digest": "x"}).status_code == 404


def test_the_report_has_every_line_and_no_formula(editor, translation):
    made = translated(translation).decode().replace("译A lab opens", "=1+1")
    made += '\nmsgctxt "title"\nmsgid "@Gone"\nmsgstr "x"\n'
    kept = send(editor, made.encode(), translation).context["kept"]
    response = editor.get(reverse("report_of_upload", args=[kept.pk]))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffFile,Line,Unit,Source,Before,After,Effect"
    assert lines[1].startswith("zh.po,")
    reason = "not imported: This text is not, or no longer, part of this page."
    assert f',\'@Gone,,,"{reason}"' in lines[1]
    assert any(line.endswith(",A lab opens,,'=1+1,new") for line in lines)
    assert len(lines) == 5


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff-1.2"])
def test_a_subtree_goes_out_and_comes_back_as_one_archive(translator, newsroom, kind):
    articles = [submit(newsroom.article(f"Lab {number}"), newsroom.zh) for number in range(3)]
    shown = translator.get(reverse("files_of_subtree", args=[newsroom.news.pk]))
    assert shown.context["languages"] == [(newsroom.zh, 4)]
    address = reverse("archive_of_subtree", args=[newsroom.news.pk, newsroom.zh.pk, kind])
    response = translator.get(address)
    assert response["Content-Disposition"] == f'attachment; filename="news-zh-hans-{kind}.zip"'
    content = b"".join(response.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name).decode() for name in names}
    assert len(names) == 4
    assert names[1].endswith("/lab-0.po" if kind == "po" else "/lab-0.xlf")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, FILLED[kind](text))
        archive.writestr("notes.txt", "Hello.")
    response = send(translator, packed.getvalue(), name="all.zip")
    (problem,) = response.context["changeset"].problems
    assert problem.file == "notes.txt"
    take(translator, response)
    for article in articles:
        assert {text[:2] for text in texts(article).values()} == {("译", "manual")}


def test_a_translator_takes_out_his_language_alone(translator, newsroom, translation, monkeypatch):
    def address(locale, kind):
        return reverse("archive_of_subtree", args=[newsroom.home.pk, locale.pk, kind])

    assert translator.get(address(newsroom.en, "po"), headers=XHR).status_code == 403
    assert translator.get(address(newsroom.zh, "doc")).status_code == 404
    with monkeypatch.context() as limited:
        limited.setattr("cms.translation.files.archives.MOST_FILES", 1)
        assert messages_of(translator.get(address(newsroom.zh, "po"), follow=True)) == [
            "An archive has at most 1 pages. Choose a page further down."
        ]
    page = translation.get_target_instance()
    shown = translator.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    for name, named in (
        ("download_xliff", [translation.pk]),
        ("files_of_subtree", [page.pk]),
        ("upload_translations", []),
    ):
        assert reverse(name, args=named) in shown.content.decode()
    GroupPagePermission.objects.all().delete()
    assert translator.get(address(newsroom.zh, "po"), headers=XHR).status_code == 403


@pytest.mark.slow
def test_queries_do_not_grow_with_pages_or_texts(newsroom, admin_user, django_assert_num_queries):
    small = [submit(newsroom.article("Lab"), newsroom.zh)]
    large = [
        submit(
            newsroom.article(f"Labs {number}", body=[paragraph(f"Text {n}.") for n in range(20)]),
            newsroom.zh,
        )
        for number in range(3)
    ]
    for some in (small, large):
        with django_assert_num_queries(2):
            exporting.exports(some)
        with django_assert_num_queries(7):
            existing_translations({str(item.uuid) for item in some}, user=admin_user)
        content = b"".join(
            archives.zip_stream((f"{item.pk}.po", translated(item).decode()) for item in some)
        )
        upload = TranslationUpload.objects.create(user=admin_user, name="x", content=content)
        plan = uploads.changeset_of_upload(upload)
        # Read, add, and name the drafts; the savepoint around it all.
        with django_assert_num_queries(12):
            uploads.applied(upload, plan.digest)
    assert Page.objects.filter(draft_title__startswith="译Labs").count() == 3


@pytest.mark.slow
def test_very_many_texts_are_taken_in_seconds(editor, translation):
    """As many as ``IMPORTED_TEXTS`` says; they replace what is there."""
    count = int(os.environ.get("IMPORTED_TEXTS", "1000"))
    segment = StringSegment.objects.filter(source=translation.source).first()
    strings = String.objects.bulk_create(
        String(locale_id=segment.string.locale_id, data=f"Text {n}.", data_hash=uuid4())
        for n in range(count)
    )
    StringSegment.objects.bulk_create(
        StringSegment(
            source=translation.source, string=string, context=segment.context, order=n, attrs="{}"
        )
        for n, string in enumerate(strings, 100)
    )
    take(editor, send(editor, translated(translation), translation))
    began = time.monotonic()
    response = send(editor, translated(translation, "新"), translation)
    tried = time.monotonic()
    assert messages_of(take(editor, response)) == [f"{count + 3} texts were imported."]
    print(f"tried in {tried - began:.1f} s, taken in {time.monotonic() - tried:.1f} s")  # noqa: T201
    assert time.monotonic() - began < 20
