"""An upload that finds no room leaves no file and no row behind, and says so."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from html import unescape
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

import pytest

from cms.content.images.making import make_renditions
from cms.content.images.presets import ALL_SPECS
from cms.content.media.storage import files_in
from tests import factories
from tests.content.media.broken_pictures import WAYS, fields, noise, worn, written

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.one_database

PICTURE = written(noise(200, 150), "PNG")
PAPER = b"%PDF-1.4 " + bytes(60_000)
SAID = (
    "“{}” couldn't be stored: the server's disk is full. Nothing was changed. Contact the "
    "server administrators, and try again later."
)
SENT = {get_image_model(): ("a.png", PICTURE), get_document_model(): ("a.pdf", PAPER)}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Within this, writing fails where a file gets larger, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def kept() -> tuple[Any, ...]:
    """Everything that is stored."""
    rows = [
        list(model.objects.order_by("pk").values_list("pk", "file"))
        for model in (*SENT, get_image_model().get_rendition_model(), UploadedFile)
    ]
    avatars = list(UserProfile.objects.exclude(avatar="").values_list("pk", "avatar"))
    files = (
        sorted(files_in(storages["default"])),
        sorted(files_in(storages["public"])),
    )
    return rows, avatars, files


@pytest.fixture
def client(db: None) -> Client:
    """An administrator with a profile picture, and something to be replaced."""
    found = Client()
    user = factories.administrator()
    UserProfile.get_for_user(user).avatar.save("me.png", factories.picture())
    found.force_login(user)
    # The page of an image makes renditions.
    found.get(reverse("wagtailimages:edit", args=[factories.image().pk]))
    factories.document()
    return found


@pytest.mark.parametrize("model", SENT)
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_upload_says_that_there_is_no_room_and_keeps_nothing(client, way, model):
    name, content = SENT[model]
    before = kept()
    with largest_file(20_000):
        assert way(client, name, content, model) == SAID.format(name)
    assert kept() == before
    assert way(client, name, content, model) == ""
    assert kept() != before


def test_a_profile_picture_without_room_leaves_the_old_one(client):
    before = kept()
    with largest_file(20_000):
        assert worn(client, "a.png", PICTURE, UserProfile) == SAID.format("a.png")
    assert kept() == before
    assert worn(client, "a.png", PICTURE, UserProfile) == ""
    assert kept() != before


@pytest.fixture
def without_room_for_temporary_files(settings: Any) -> Iterator[None]:
    """Every upload goes through a temporary file, and none of them may grow."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    with largest_file(5_000):
        yield


@pytest.mark.parametrize("model", SENT)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("without_room_for_temporary_files")
def test_every_way_to_upload_says_that_there_is_no_room_for_temporary_files(client, way, model):
    name, content = SENT[model]
    before = kept()
    assert way(client, name, content, model) == SAID.format(name)
    assert kept() == before


@pytest.mark.parametrize(
    ("url", "field"),
    [("wagtailredirects:start_import", "import_file"), ("upload_translations", "file")],
)
@pytest.mark.usefixtures("without_room_for_temporary_files")
def test_files_with_redirects_and_translations_say_so_too(client, url, field):
    file = SimpleUploadedFile("many.csv", b"/old,/new\n" * 1_000)
    response = client.post(reverse(url), {field: file}, follow=True)
    assert response.status_code == 200
    assert SAID.format("many.csv") in unescape(response.content.decode())


def test_room_that_is_there_again_is_used(client, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    name, content = SENT[get_image_model()]
    with largest_file(5_000):
        assert WAYS[0](client, name, content, get_image_model()) == SAID.format(name)
    assert WAYS[0](client, name, content, get_image_model()) == ""


def test_a_large_upload_is_moved_whole_or_not_at_all(db):
    file = TemporaryUploadedFile("large.txt", "text/plain", 0, "utf-8")
    file.write(b"words " * 10_000)
    file.seek(0)
    storage = storages["default"]
    with file:
        assert storage.open(storage.save("documents/large.txt", file)).size == 60_000
    assert list(files_in(storage)) == ["documents/large.txt"]


def test_two_files_of_one_name_keep_their_contents(db):
    storage: Any = storages["default"]
    names = [storage.save("documents/a.txt", ContentFile(text)) for text in (b"one", b"two")]
    assert [storage.open(name).read() for name in names] == [b"one", b"two"]
    again = storage._named(storage._save("documents/new.txt", ContentFile(b"three")), names[0])
    assert storage.open(names[0]).read() == b"one"
    assert storage.open(again).read() == b"three"


def test_a_database_without_room_keeps_no_file(client, monkeypatch):
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("database or disk is full")

    name, content = SENT[get_image_model()]
    before = kept()
    monkeypatch.setattr(get_image_model(), "_do_insert", full)
    assert WAYS[0](client, name, content, get_image_model()) == SAID.format(name)
    assert kept() == before


def test_a_view_that_fails_after_it_stored_a_file_leaves_none_without_a_row(client, monkeypatch):
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("wagtail.images.forms.search_index.insert_or_update_object", fail)
    client.raise_request_exception = False
    response = client.post(reverse("wagtailimages:add"), fields("a.png", PICTURE))
    assert response.status_code == 500
    rows, avatars, (files, _public) = kept()
    assert {name for found in (*rows, avatars) for _pk, name in found} == set(files)


def test_a_rendition_without_room_leaves_nothing_and_the_others_are_made(db, caplog):
    file = ContentFile(written(noise(1600, 900), "JPEG"), name="large.jpg")
    image = get_image_model().objects.create(title="Large", file=file)
    with largest_file(100_000):
        make_renditions.call(image.pk)
    made = set(image.renditions.values_list("file", flat=True))
    assert 0 < len(made) < len(ALL_SPECS)
    assert set(files_in(storages["default"])) == {image.file.name, *made}
    assert set(files_in(storages["public"])) == made
    assert "gets no fill-1600x900|as-jpeg-80" in caplog.text
    make_renditions.call(image.pk)
    assert image.renditions.filter(filter_spec="fill-1600x900|as-jpeg-80").exists()
