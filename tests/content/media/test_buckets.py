"""A store keeps what a folder keeps: names, privacy, replaced files for a while, clear failures."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

import pytest

from cms.content.images.making import make_renditions, make_slow_renditions
from cms.content.images.presets import ALL_SPECS, PRESETS
from cms.content.media import checks, preparing, public_copies, replacement, storage_urls
from cms.content.media.models import ReplacedFile
from cms.content.media.moving import Stores
from cms.content.media.storage import StoreError, files_in
from cms.operation.background import retries
from tests import factories
from tests.content.media.stored import public_images
from tests.content.media.test_access import WAITING, storage_settings
from tests.services import s3

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.one_database


@pytest.fixture
def in_store(s3_url: str, db: None) -> Iterator[str]:
    """All files in the store."""
    with override_settings(TASKS=WAITING, **storage_settings(s3_url)):
        yield s3_url


def fetched(address: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(address) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return response.status, headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}, error.read()


def test_two_files_of_one_name_keep_their_contents_even_when_written_at_once(in_store):
    private: Any = storages["default"]
    names = [private.save("documents/a.txt", ContentFile(text)) for text in (b"one", b"two")]
    # As of somebody who has looked for a free name before the other was written.
    names.append(private._save(names[0], ContentFile(b"three")))
    assert [private.open(name).read() for name in names] == [b"one", b"two", b"three"]
    assert len(set(names)) == 3
    assert private.head(private.save("documents/empty.txt", ContentFile(b"")), 9) == b""
    with pytest.raises(FileNotFoundError):
        private.open("documents/none.txt")
    with pytest.raises(ValueError, match="opened for reading"):
        private.open(names[0], "wb")


def test_everybody_reads_public_renditions_in_the_bucket_and_nothing_else(
    in_store, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = factories.image(width=1600, height=900)
        document = factories.document()
        make_renditions.call(image.pk)
    bucket, origin = urlsplit(in_store).path.strip("/"), storage_settings(in_store)
    place = f"{origin['STORAGE_ORIGIN']}/{bucket}/public/"
    with override_settings(MEDIA_URL=place):
        shown = public_images([image.pk])[image.pk]
        rendition = shown.rendition(PRESETS["inline"])
        addresses = [rendition.src]
        for source in rendition.sources:
            addresses += [one.split()[0] for one in source.src_set.split(", ")]
        assert len(addresses) > 4
        for address in addresses:
            status, headers, body = fetched(address)
            assert status == 200, address
            assert address.startswith(place)
            assert headers["content-type"] in {"image/avif", "image/webp", "image/jpeg"}
            assert headers["cache-control"] == "public, max-age=60"
            assert storages["default"].open(address.removeprefix(place)).read() == body
        assert shown.url == f"http://localhost:8000/files/{image.file.name}"
    for name in files_in(storages["default"]):
        private = f"{origin['STORAGE_ORIGIN']}/{bucket}/private/{name}"
        assert fetched(private)[0] == 403, name
    assert document.file.name in set(files_in(storages["default"]))


def test_a_signed_address_ends_and_fixes_what_browsers_take_a_file_for(in_store):
    document = factories.document(content=b"<script>alert(1)</script>")
    response = Client().get(document.url)
    assert (response.status_code, response["Cache-Control"]) == (302, "private, no-store")
    assert not response.has_header("ETag")
    query = parse_qs(urlsplit(response["Location"]).query)
    assert query["X-Amz-Expires"] == ["60"]
    assert query["response-content-type"] == ["application/octet-stream"]
    assert query["response-content-disposition"][0].startswith("attachment; filename")
    assert query["response-cache-control"] == ["private, no-store"]
    status, headers, body = fetched(response["Location"])
    assert (status, headers["content-type"]) == (200, "application/octet-stream")
    assert headers["content-disposition"].startswith("attachment")
    assert body == b"<script>alert(1)</script>"

    asked = Client().head(document.url)
    request = urllib.request.Request(asked["Location"], method="HEAD")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200


def test_the_admin_may_show_pictures_from_where_signed_addresses_lead(in_store):
    client = Client()
    client.force_login(factories.administrator())
    policy = client.get("/admin/images/")["Content-Security-Policy"]
    sources = next(one for one in policy.split("; ") if one.startswith("img-src"))
    assert storage_settings(in_store)["STORAGE_ORIGIN"] in sources.split()


def test_a_replaced_picture_is_found_for_thirty_days_and_then_removed(
    in_store, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = factories.image()
        old = image.get_rendition("max-9x9").file.name
    with django_capture_on_commit_callbacks(execute=True):
        before = image.file.name
        image.file = factories.picture()
        image.save()
    assert {before, old} <= set(files_in(storages["default"]))
    assert old in set(files_in(storages["public"]))
    assert Client().get(f"/files/{old}").status_code == 302
    ReplacedFile.objects.update(
        replaced_at=timezone.now() - replacement.KEPT - timedelta(seconds=1)
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert replacement.prune() == 2
    assert not {before, old} & set(files_in(storages["default"]))
    assert old not in set(files_in(storages["public"]))
    assert Client().get(f"/files/{old}").status_code == 404


def test_a_replaced_picture_stays_on_record_until_its_public_copy_is_gone(
    db, django_capture_on_commit_callbacks, caplog
):
    with s3.store() as store, override_settings(TASKS=WAITING, **storage_settings(store.url)):
        preparing.prepare(Stores.current(), policy=True)
        image = factories.image()
        long_ago = timezone.now() - replacement.KEPT - timedelta(seconds=1)
        for name in ("images/old.png", "images/older.png"):
            kept = ReplacedFile.objects.create(image=image, name=name, is_rendition=True)
            ReplacedFile.objects.filter(pk=kept.pk).update(replaced_at=long_ago)
        store.pause()
        store.kill()
        assert replacement.prune() == 0
        assert ReplacedFile.objects.count() == 2
        assert "images/old.png" in caplog.text
        store.start()
        preparing.prepare(Stores.current(), policy=True)
        with django_capture_on_commit_callbacks(execute=True):
            assert replacement.prune() == 2


def test_renditions_that_a_store_was_away_for_are_made_by_the_next_attempt(db):
    with (
        s3.store(is_durable=True) as store,
        override_settings(TASKS=WAITING, **storage_settings(store.url)),
    ):
        preparing.prepare(Stores.current(), policy=True)
        image = factories.image()
        store.kill()
        for task in (make_renditions, make_slow_renditions):
            with pytest.raises(StoreError, match="Renditions are missing"):
                task.call(image.pk)
            assert retries.rule_of(task.module_path) is retries.PATIENT
        assert not image.renditions.exists()
        store.start()
        make_renditions.call(image.pk)
        make_slow_renditions.call(image.pk)
        assert set(image.renditions.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_an_upload_says_that_the_store_is_away_and_keeps_what_was_typed(db, kind):
    with s3.store() as store, override_settings(TASKS=WAITING, **storage_settings(store.url)):
        preparing.prepare(Stores.current(), policy=True)
        client = Client()
        client.force_login(factories.administrator())
        store.kill()
        name = "a.png" if kind == "image" else "a.pdf"
        content = factories.picture().read() if kind == "image" else b"%PDF-1.4 paper"
        form = {"title": "Typed by hand", "file": ContentFile(content, name), "collection": "1"}
        response = client.post(f"/admin/{kind}s/add/", form | {"tags": ""})
    said = response.content.decode()
    assert response.status_code == 200
    assert f"“{name}” couldn&#x27;t be stored: the place where files are kept" in said
    assert "Typed by hand" in said
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("option", ["", "&signed_seconds=0"])
def test_while_the_store_is_away_files_answer_503_and_nothing_is_stored(option, db, caplog):
    with (
        s3.store() as store,
        override_settings(TASKS=WAITING, **storage_settings(store.url + option)),
    ):
        preparing.prepare(Stores.current(), policy=True)
        document, image = factories.document(), factories.image()
        assert Client().get(document.url).status_code == (200 if option else 302)
        store.kill()
        response = Client().get(document.url)
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert response["Cache-Control"] == "no-store"
        assert document.file.name in caplog.text
        with pytest.raises(StoreError):
            factories.document()
        with pytest.raises(StoreError):
            # What can't be made private isn't said to be.
            public_copies.withdraw({image.file.name})
        assert s3.SECRET not in caplog.text
    assert type(document).objects.count() == 1


@pytest.mark.parametrize(
    ("url", "origin", "buckets"),
    [
        (
            "s3://k:s@/news?region=eu-west-1",
            "https://news.s3.eu-west-1.amazonaws.com",
            ("news", "news"),
        ),
        ("s3://k:s@minio:9000/news/a/b", "https://minio:9000", ("news", "news")),
        ("s3+http://k:s@[::1]:9000/news", "http://[::1]:9000", ("news", "news")),
        (
            "s3://k:s@oss-cn-beijing.aliyuncs.com/news?addressing=virtual&public=shown",
            "https://news.oss-cn-beijing.aliyuncs.com",
            ("news", "shown"),
        ),
        ("s3://k:s@minio/news?signed_seconds=0", "", ("news", "news")),
        ("file:///srv/media", "", (None, None)),
    ],
)
def test_addresses_name_places_without_asking_them(url, origin, buckets):
    found = storage_urls.parse(url)
    kinds = (found.private, found.public)
    assert found.origin == origin
    assert tuple(one["OPTIONS"].get("bucket_name") for one in kinds) == buckets
    with override_settings(**storage_settings(url)):
        assert checks.check_storages() == []
        if origin:
            private: Any = storages["default"]
            signed = private.signed_url("a.txt", method="GET", headers={})
            assert signed.startswith(f"{origin}/")


@pytest.mark.parametrize(
    "url",
    [
        "s3://key@host/b", "s3:///b", "ftp://host/b", "s3://k:s@host", "file://host/x", "file:///",
        "s3://k:s@host/b?colour=red", "s3://k:s@host/b?region=", "s3://k:s@host:99999/b",
        "s3://k:s@host/b?signed_seconds=-1", "s3://k:s@host/b?addressing=none", "s3://k:s@[h/b",
        "s3://k:s ecret@host/b", "/srv/media", "",
    ],
)  # fmt: skip
def test_an_address_that_is_wrong_is_refused(url):
    with pytest.raises(storage_urls.WrongStorageUrlError):
        storage_urls.parse(url)


def test_a_place_is_made_ready_and_a_bucket_that_tells_everything_is_named(in_store, s3_store):
    lines = [f"Bucket {urlsplit(in_store).path.strip('/')} is there", "Private files are private"]
    assert prepared("--keep-policy") == [*lines, "Public copies are readable by everybody"]

    url = s3_store.url.replace(f"/{s3.BUCKET}?", f"/{s3.BUCKET}-new?")
    with override_settings(**storage_settings(url)):
        assert prepared()[0] == f"Bucket {s3.BUCKET}-new was made"
        bucket: Any = storages["public"]
        bucket.location = "private"
        bucket.allow_public_reads()
        with pytest.raises(CommandError, match="Everybody can read private files"):
            prepared("--keep-policy")
        assert list(files_in(storages["default"])) == []


def test_a_folder_is_made_ready(db, files):
    assert prepared() == ["Folders can be written"]
    assert list(files_in(storages["default"])) == []


def test_a_place_that_cannot_be_written_is_named(db, files):
    files.with_name("media_private").write_text("not a folder")
    with pytest.raises(CommandError, match="can't be written"):
        prepared()


def prepared(*arguments: str) -> list[str]:
    output = io.StringIO()
    call_command("prepare_storage", *arguments, stdout=output)
    return output.getvalue().splitlines()
