"""Redirects from files, as spreadsheets write them."""

from io import BytesIO, StringIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

import openpyxl  # type: ignore[import-untyped]
import pytest

from cms.content.redirects import imports, spreadsheets
from cms.content.redirects.models import RedirectImport
from tests import factories

START, PROCESS = "/admin/redirects/import/", "/admin/redirects/import/process/"
CHINESE = "来源,目标\n/zh-hans/旧闻,/zh-hans/新闻/\n"
WESTERN = "from;to\n/en/café;/en/news/\n"


@pytest.fixture
def admin(client, english):
    client.force_login(factories.administrator())
    return client


def workbook(*rows):
    book, file = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def kept():
    rows = Redirect.objects.order_by("pk").values_list("old_path", "redirect_link")
    return dict(rows)


def uploaded(admin, content, name="redirects.csv", **data):
    file = SimpleUploadedFile(name, content)
    return admin.post(START, {"import_file": file, **data})


def processed(admin, answer, **data):
    form = answer.context["form"]
    fields = {name: form[name].value() for name in form.fields}
    fields = {name: value for name, value in fields.items() if value is not None} | data
    return admin.post(PROCESS, fields)


@pytest.mark.parametrize(
    ("content", "written_in"),
    [
        (CHINESE.encode("gb18030"), "GBK, separated by “,”"),
        (CHINESE.encode("utf-8"), "UTF-8, separated by “,”"),
        (CHINESE.encode("utf-8-sig"), "UTF-8, separated by “,”"),
        (CHINESE.replace(",", "\t").encode("utf-16"), "UTF-16, separated by tabs"),
        (CHINESE.replace(",", "\t").encode("utf-16-le"), "UTF-16, separated by tabs"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "UTF-16, separated by “,”"),
        (CHINESE.replace(",", ";").encode("gbk"), "GBK, separated by “;”"),
        (b"sep=;\r\n" + CHINESE.replace(",", ";").encode(), "UTF-8, separated by “;”"),
        (CHINESE.replace("\n", "\r\n\r\n,\r\n").encode(), "UTF-8, separated by “,”"),
        (workbook(["from", "to"], [], ["/zh-hans/旧闻", "/zh-hans/新闻/"], [None, " "]), "XLSX"),
    ],
)
def test_files_are_read_however_they_are_written(content, written_in):
    table = spreadsheets.read(content)
    assert [cells for _number, cells in table.rows] == [["/zh-hans/旧闻", "/zh-hans/新闻/"]]
    assert table.written_in == written_in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_with_accents_are_no_chinese(encoding):
    table = spreadsheets.read(WESTERN.encode(encoding))
    assert table.rows == [(2, ["/en/café", "/en/news/"])]


def test_what_a_file_is_written_in_can_be_said():
    table = spreadsheets.read("from,to\n/舊,/新\n".encode("big5hkscs"), encoding="big5hkscs")
    assert table.rows == [(2, ["/舊", "/新"])]


def test_a_file_without_headings_loses_no_row():
    table = spreadsheets.read(b"/en/a,/en/\n/en/b,/en/\n")
    assert (table.headers, len(table.rows)) == (["Column 1", "Column 2"], 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n,\n", "The file is empty."),
        (b"PK\x03\x04broken", "The workbook is damaged and can't be read."),
        (
            b"\xd0\xcf\x11\xe0old",
            "This file is from an old version of Excel. Save it as .xlsx or as CSV.",
        ),
        (b"from,to\n/a\0,/b\n", "This is not a table: it contains data other than text."),
    ],
)
def test_what_cannot_be_read_is_said(admin, content, said):
    assert uploaded(admin, content).context["form"].errors == {"import_file": [said]}
    assert not RedirectImport.objects.exists()


def test_a_file_of_another_kind_is_refused(admin):
    errors = uploaded(admin, b"%PDF", "redirects.pdf").context["form"].errors
    assert errors == {"import_file": ['File format of type "pdf" is not supported.']}


def test_an_import_names_each_row_that_made_no_redirect(admin):
    content = (
        "from;to\n/en/a;/en/news/\n\n/en/b;\n;/en/news/\n/en/A/;/en/legal/\n/en/c;news\n"
        "/en/d;/en/D/\n/en/a;/en/legal/\n/en/e;/en/?x=1;2\n"
    )
    answer = uploaded(admin, content.encode(), "Redirects.CSV")
    assert answer.status_code == 200

    summary = processed(admin, answer).context["import_summary"]

    assert kept() == {"/en/a": "/en/news/", "/en/A": "/en/legal/"}
    assert {error[2] for error in summary["errors"]} >= {
        "Row 4: Choose the target of the redirect: a page or a URL.",
        "Row 5: This field is required.",
        "Row 7: Enter a path that begins with a slash, or a URL that begins with https://.",
        "Row 8: The redirect leads to its own path.",
        "Row 9: A redirect with this path already exists.",
        "Row 10: The row has more cells than there are columns: put its URLs in quotes.",
    }
    assert summary["total"] == 8


def test_a_short_import_is_done_at_once(admin):
    answer = uploaded(admin, CHINESE.encode("gbk"))
    done = processed(admin, answer)
    assert (done.status_code, done["Location"]) == (302, "/admin/redirects/")
    assert kept() == {"/zh-hans/旧闻": "/zh-hans/新闻/"}
    again = processed(admin, answer)
    assert again["Location"] == f"/admin/redirects/import/{RedirectImport.objects.get().pk}/"


def test_the_columns_must_differ(admin):
    answer = uploaded(admin, b"/en/a,/en/\n")
    again = processed(admin, answer, to_index="0")
    assert again.context["form"].errors == {
        "to_index": ["Choose another column than the one for “from”."]
    }


def test_a_long_import_is_done_by_a_worker(admin, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(imports, "BATCH", 2)
    work, queued = imports.work.func, []
    monkeypatch.setattr(imports, "work", SimpleNamespace(enqueue=queued.append))
    rows = "".join(f"/en/{number},/en/news/\n" for number in range(5)) + "/en/0,/en/legal/\n"
    answer = uploaded(admin, rows.encode())

    sent = processed(admin, answer)

    one = RedirectImport.objects.get()
    assert (sent["Location"], queued) == (f"/admin/redirects/import/{one.pk}/", [one.pk])
    assert admin.get(f"{sent['Location']}progress/").json() == {
        "done": 0, "total": 6, "is_running": True, "state": "waiting for a worker",
        "text": "0 of 6 rows read, 0 redirects created, 0 rows refused",
    }  # fmt: skip
    work(one.pk)
    page = admin.get(sent["Location"])
    assert page.context["problems"] == [
        [6, "/en/0", "/en/legal/", "A redirect with this path already exists."]
    ]
    assert len(kept()) == 5
    assert page.context["text"] == "6 of 6 rows read, 5 redirects created, 1 rows refused"


def test_another_worker_goes_on_where_one_was_killed(english, monkeypatch):
    work, queued = imports.work.func, []
    monkeypatch.setattr(imports, "work", SimpleNamespace(enqueue=queued.append))
    table = spreadsheets.read(b"/en/a,/en/\n/en/b,/en/\n")
    one = imports.store(table, name="a.csv", user=factories.administrator())
    one.from_index, one.to_index, one.started_at = 0, 1, timezone.now()
    one.done_count, one.leased_until = 1, timezone.now()
    one.save()

    imports.resume_abandoned()
    work(one.pk)

    assert (queued, kept()) == ([one.pk], {"/en/b": "/en/"})


def test_nobody_else_sees_an_import(admin, client):
    processed(admin, uploaded(admin, b"/en/a,/en/\n"))
    client.force_login(factories.administrator("other"))
    assert client.get(f"{START}{RedirectImport.objects.get().pk}/").status_code == 404


def test_the_command_reads_the_same_files(english, tmp_path):
    file = tmp_path / "redirects.csv"
    file.write_bytes(CHINESE.replace(",", ";").encode("gbk"))
    call_command("import_redirects", src=str(file), stdout=StringIO())
    assert kept() == {"/zh-hans/旧闻": "/zh-hans/新闻/"}
