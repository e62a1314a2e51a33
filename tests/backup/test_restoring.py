"""A backup of a small site, put back into another database of the same process."""

import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

import pytest

from cms.backup import archive, sequences, tables
from cms.content.caching import cache_tags
from cms.content.media.storage import files_in
from cms.database import driver
from cms.delivery.dispatch import planning
from cms.delivery.models import RaisedTags, Receiver
from cms.delivery.response_cache import memo_store
from cms.delivery.versions import content_version
from cms.delivery.versions.histories import History
from tests import factories
from tests.backup.calling import backup, contents, empty, restore

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def without_identity(found: dict[str, Any]) -> dict[str, Any]:
    """What of the rows is the same after a restore."""
    return {label: rows for label, rows in found.items() if label != "delivery.PublicSite"}


def test_everything_is_back_with_its_ids(saved, files):
    before = contents()
    last_ids = sequences.last_ids(tables.saved())
    empty(files)
    restore(saved)
    assert without_identity(contents()) == without_identity(before)
    assert sequences.last_ids(tables.saved()) == last_ids


def test_the_name_of_a_file_is_that_of_a_whole_one(saved, tmp_path):
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["site.backup"]
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="can't be written"):
        backup(tmp_path / "no folder" / "site.backup")


def test_content_is_replaced_only_on_request(saved, page):
    Redirect.objects.create(old_path="/en/later", redirect_link="https://example.org/")
    with pytest.raises(CommandError, match="To remove it, add --replace"):
        restore(saved)
    assert Redirect.objects.count() == 2
    restore(saved, "--replace", "--no-input")
    assert [one.old_path for one in Redirect.objects.all()] == ["/en/stoves"]


def test_replacing_asks_for_the_name_of_the_database(saved, monkeypatch):
    Redirect.objects.create(old_path="/en/later", redirect_link="https://example.org/")
    monkeypatch.setattr("sys.stdin", StringIO("yes\n"))
    with pytest.raises(CommandError, match="Nothing was changed"):
        restore(saved, "--replace")
    assert Redirect.objects.count() == 2


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    middle = content.index(b"\x89PNG") + 20
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def without_comment(content: bytes) -> bytes:
    return content[:-64] + b"0" * 64


def no_archive(_content: bytes) -> bytes:
    return b"-- SQL dump"


@pytest.mark.parametrize("damage", [cut_off, flipped, without_comment, no_archive])
def test_a_damaged_file_changes_nothing(saved, files, damage):
    saved.write_bytes(damage(saved.read_bytes()))
    before = contents()
    with pytest.raises(CommandError, match=r"The file is (damaged|not a backup)"):
        restore(saved, "--replace", "--no-input")
    assert contents() == before


def test_a_missing_file_is_named(db, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        restore(tmp_path / "nowhere")


def changed(path: Path, member: str, change: Callable[[bytes], bytes]) -> None:
    """Change a member of a backup, and its checksum with it."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    manifest = archive.Manifest(**json.loads(members.pop(archive.MANIFEST)))
    if member == archive.MANIFEST:
        manifest = archive.Manifest(**json.loads(change(json.dumps(asdict(manifest)).encode())))
    else:
        members[member] = change(members[member])
    with archive.writing(path) as file:
        for name, content in members.items():
            file.add(name, [content])
        file.finish(manifest)


def test_other_migrations_are_named(saved):
    changed(
        saved,
        archive.MANIFEST,
        lambda text: text.replace(b'"0001_initial"', b'"0001_initial", "0002_of_tomorrow"', 1),
    )
    with pytest.raises(CommandError, match=r"this database lacks .*0002_of_tomorrow") as refused:
        restore(saved, "--replace", "--no-input")
    assert "Restore it with that release, then migrate." in str(refused.value)


def test_another_format_is_refused(saved):
    changed(saved, archive.MANIFEST, lambda text: text.replace(b'"format": 2', b'"format": 1'))
    with pytest.raises(CommandError, match="has format 1; this release reads format 2"):
        restore(saved, "--replace", "--no-input")


REDIRECT = "wagtailredirects.Redirect"


def with_other_columns(change: Callable[[list[str]], None]) -> Callable[[bytes], bytes]:
    """A change of the columns that a manifest names for redirects."""

    def changed_manifest(text: bytes) -> bytes:
        manifest = json.loads(text)
        change(manifest["columns"][REDIRECT])
        return json.dumps(manifest).encode()

    return changed_manifest


def test_values_are_put_into_the_columns_they_are_from(saved):
    def backwards(lines: bytes) -> bytes:
        rows = [json.loads(line)[::-1] for line in lines.splitlines()]
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    changed(saved, f"tables/{REDIRECT}.jsonl", backwards)
    changed(saved, archive.MANIFEST, with_other_columns(list.reverse))
    restore(saved, "--replace", "--no-input")
    assert [one.old_path for one in Redirect.objects.all()] == ["/en/stoves"]


def test_other_columns_are_named(saved):
    changed(saved, archive.MANIFEST, with_other_columns(lambda names: names.append("later")))
    with pytest.raises(CommandError, match=f"{REDIRECT} has the columns .*later"):
        restore(saved, "--replace", "--no-input")


def test_an_operation_that_is_no_longer_answered_is_named(saved):
    member = "documents.jsonl"
    changed(saved, member, lambda lines: lines.replace(b"home(language", b"gone(language"))
    with pytest.raises(CommandError) as refused:
        restore(saved, "--replace", "--no-input")
    said = str(refused.value)
    assert (
        'Home {"language": "en"} found HomePage, and now error GRAPHQL_VALIDATION_FAILED.' in said
    )


def test_a_row_without_what_it_refers_to_leaves_the_database_empty(saved, files):
    member = "tables/wagtailcore.Locale.jsonl"
    changed(saved, member, lambda lines: b"".join(lines.splitlines(keepends=True)[:1]))
    empty(files)
    before = contents()
    with pytest.raises(CommandError, match="refers to another one that is missing"):
        restore(saved)
    assert contents() == before
    assert list(files_in(storages["default"])) == []


def test_a_loss_within_the_file_is_named(saved, files):
    changed(saved, "tables/wagtailredirects.Redirect.jsonl", lambda _lines: b"")
    empty(files)
    with pytest.raises(CommandError) as refused:
        restore(saved)
    said = str(refused.value)
    assert said.startswith("Nothing was restored, because the result differs from the backup:")
    assert 'Route {"path": "/en/stoves"} found RedirectRoute, and now NotFoundRoute.' in said
    assert not Page.objects.filter(slug="ovens").exists()
    assert "Warning: Route" in restore(saved, "--accept-differences")
    assert Page.objects.filter(slug="ovens").exists()


def lose_a_redirect() -> str:
    Redirect.objects.all().delete()
    return "wagtailredirects.Redirect 1 (/en/stoves) is missing."


def lose_a_rendition() -> str:
    name = get_image_model().get_rendition_model().objects.order_by("pk")[0].file.name
    storages["default"].delete(name)
    return f"The file “{name}” is missing."


def lose_a_language() -> str:
    for page in Page.objects.filter(locale__language_code="zh-hans").order_by("-depth"):
        page.delete()
    locale = Locale.objects.get(language_code="zh-hans")
    said = f"wagtailcore.Locale {locale.pk} (zh-hans) is missing."
    locale.delete()
    return said


def change_a_title() -> str:
    page = Page.objects.get(slug="ovens", locale__language_code="en")
    Page.objects.filter(pk=page.pk).update(title="Kilns")
    return f"wagtailcore.Page {page.pk} (Über Öfen) differs in title."


@pytest.mark.parametrize(
    "lose", [lose_a_redirect, lose_a_rendition, lose_a_language, change_a_title]
)
def test_a_loss_is_named_by_a_comparison(saved, lose):
    out = StringIO()
    call_command("restore", str(saved), "--compare", stdout=out)
    assert "This database is what" in out.getvalue()
    said = lose()
    memo_store.forget()
    with pytest.raises(CommandError, match="differences between this database and"):
        call_command("restore", str(saved), "--compare", stdout=out)
    assert said in out.getvalue()


def cursor_of_changes() -> str:
    document = (ROOT / "frontend_contract/operations/Changes.graphql").read_text()
    return ask(document, first=0)["data"]["changes"]["pageInfo"]["endCursor"]


def ask(document: str, **variables: Any) -> Any:
    question = {"query": document, "variables": variables}
    return Client().post("/graphql/", question, content_type="application/json").json()


def test_a_restored_database_has_a_new_history(saved):
    document = (ROOT / "frontend_contract/operations/Changes.graphql").read_text()
    cursor = cursor_of_changes()
    assert "errors" not in ask(document, first=10, after=cursor)
    seen = History()
    before = content_version.current()
    rows_of = RaisedTags.objects.filter(version=before).values_list("token", flat=True)
    seen.observe(seen.latest, (before, rows_of[0], None))
    restore(saved, "--replace", "--no-input")
    assert content_version.current() > before
    (refused,) = ask(document, first=10, after=cursor)["errors"]
    assert refused["extensions"]["code"] == "BAD_CURSOR"
    assert "errors" not in ask(document, first=10, after=cursor_of_changes())
    row = driver.fetched(content_version.CURRENT, {"before": before})[0]
    assert not seen.observe(seen.latest, row)
    assert seen.generation == 1


def test_caches_are_purged_after_a_restore(saved, files):
    empty(files)
    cache.set("of-another-database", 1)
    restore(saved)
    event = planning.plan([Receiver.objects.create(name="a cache").pk])
    assert cache_tags.TREE in event.tags
    assert cache.get("of-another-database") is None


def test_a_page_made_later_has_an_id_that_was_never_given(saved, page, files):
    last = Page.objects.order_by("-pk")[0].pk
    newest = factories.news_page(page.get_parent().specific, "Kilns")
    assert newest.pk == last + 1
    newest.delete()
    backup(saved)
    empty(files)
    restore(saved)
    parent = Page.objects.get(slug="ovens", locale__language_code="en").get_parent().specific
    assert factories.news_page(parent, "Kilns").pk == last + 2


def test_a_file_with_the_name_of_another_is_replaced_only_on_request(saved, page, files):
    original = page.lead_image.file.name
    wanted = storages["default"].open(original).read()
    empty(files)
    storages["default"].save(original, ContentFile(b"another"))
    with pytest.raises(CommandError, match="There is another file"):
        restore(saved)
    assert storages["default"].open(original).read() == b"another"
    restore(saved, "--replace", "--no-input")
    assert storages["default"].open(original).read() == wanted


def test_renditions_that_still_waited_to_be_made_are_made(page, tmp_path, files):
    image = page.lead_image
    image.renditions.all().delete()
    path = tmp_path / "waiting.backup"
    backup(path)
    empty(files)
    restore(path)
    assert get_image_model().objects.get(pk=image.pk).renditions.exists()
