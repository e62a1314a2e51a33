"""The copies that web servers and CDNs serve: those of public pictures, and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

import pytest

from cms.content.images.making import make_renditions
from cms.content.images.presets import PRESETS, QUICK_SPECS
from cms.content.media import checks, public_copies
from cms.content.media.storage import files_in
from cms.delivery.invalidation import file_privacy
from tests import factories
from tests.content.media.stored import public_images

SPEC = "width-16|as-webp-78"
WAITING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

RUNNING = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _waiting_tasks(settings):
    settings.TASKS = WAITING


def copies() -> set[str]:
    return set(files_in(storages["public"]))


def names(image: Any) -> set[str]:
    return set(image.renditions.values_list("file", flat=True))


def test_the_served_folder_holds_the_renditions_of_public_images_and_nothing_else(db, files):
    image, hidden = factories.image(), factories.image(collection=factories.private_collection())
    factories.document()
    for one in (image, hidden):
        one.get_renditions(*QUICK_SPECS)
        one.get_rendition("max-9x9")
    found = {str(path.relative_to(files)) for path in files.rglob("*") if path.is_file()}
    assert found == names(image)
    assert len(found) == len(QUICK_SPECS) + 1

    private = Path(storages["default"].path(""))
    assert private == files.with_name("media_private")
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    for name in found:
        assert (files / name).samefile(private / name)


def test_answers_name_plain_files_and_those_of_the_admin_what_is_there(db):
    image = factories.image(width=1600, height=900)
    make_renditions.call(image.pk)
    rendition = image.renditions.get(filter_spec="width-640|as-webp-78")
    shown = public_images([image.pk])[image.pk]
    assert rendition.url == f"/media/{rendition.file.name}"
    assert f"{rendition.url} 640w" in shown.rendition(PRESETS["inline"]).sources[0].src_set
    assert Client().get(rendition.url).status_code == 200

    storages["public"].delete(rendition.file.name)
    assert rendition.url == f"/files/{rendition.file.name}"
    assert Client().get(f"/media/{rendition.file.name}").status_code == 200


@pytest.mark.parametrize(
    ("media_url", "told"),
    [
        ("https://cdn.example/media/", "https://cdn.example/media/"),
        ("//cdn.example/", "http://cdn.example/"),
        ("/media/", "http://localhost:8000/media/"),
    ],
)
def test_urls_in_answers_have_an_origin(db, media_url, told):
    with override_settings(MEDIA_URL=media_url):
        image = factories.image(width=1600, height=900)
        before = public_images([image.pk])[image.pk].rendition(PRESETS["inline"])
        assert before.src == f"http://localhost:8000/files/{image.file.name}"
        assert before.src.endswith(image.file.url)
        make_renditions.call(image.pk)
        after = public_images([image.pk])[image.pk].rendition(PRESETS["inline"])
        made = image.renditions.get(filter_spec="width-1280|as-jpeg-80").file.name
        assert after.src == f"{told}{made}"


def test_only_pictures_whose_names_say_what_they_are_become_plain_files(db):
    image = factories.image()
    good = image.get_rendition(SPEC).file
    for name, content in {
        "images/page.html": b"<script>",
        "images/page.png": b"<script>",
        "images/picture.html": good.read(),
        "images/picture.jpg": good.storage.open(good.name).read(),
        "images/drawing.svg": b"<svg/>",
        "images/paper.pdf": b"%PDF-1.4",
    }.items():
        stored = storages["default"].save(name, ContentFile(content))
        image.renditions.create(filter_spec=name, file=stored, width=1, height=1)
    assert copies() == {good.name}


def test_a_rendition_that_is_deleted_takes_its_copy_along_before_any_task_runs(
    db, django_capture_on_commit_callbacks
):
    image, other = factories.image(), factories.image()
    for one in (image, other):
        one.get_renditions(SPEC, "max-9x9")
    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.get(filter_spec=SPEC).delete()
    assert copies() == names(image) | names(other)
    assert len(copies()) == 3
    assert storages["default"].exists(other.renditions.first().file.name)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert copies() == names(other)


def test_the_task_that_deletes_files_finds_them_where_they_are_kept(
    db, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = RUNNING
    image, document = factories.image(), factories.document()
    image.get_rendition(SPEC)
    kept = {image.file.name, document.file.name, *names(image)}
    assert set(files_in(storages["default"])) == kept
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
        document.delete()
    assert set(files_in(storages["default"])) == copies() == set()


def test_a_task_withdraws_what_the_process_that_closed_a_collection_left(db, settings):
    settings.TASKS = RUNNING
    opened, closed = factories.collection("Open"), factories.private_collection()
    below = factories.collection("Below", parent=opened)
    images = [factories.image(collection=one) for one in (opened, below, opened)]
    for image in images:
        image.get_rendition(SPEC)
    # Nothing is committed here, so that what comes after a commit doesn't run.
    get_image_model().objects.filter(pk=images[0].pk).update(collection=closed)
    assert copies() == names(images[1]) | names(images[2])
    CollectionViewRestriction.objects.create(collection=opened, restriction_type="login")
    assert copies() == set()


def test_a_change_that_is_taken_back_publishes_nothing(db, django_capture_on_commit_callbacks):
    closed = factories.private_collection()
    image = factories.image(collection=closed)
    image.get_rendition(SPEC)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        closed.view_restrictions.all().delete()
        image.collection = factories.collection("Open")
        image.save()
        transaction.set_rollback(True)
    assert copies() == set()


def test_a_rendition_made_while_its_collection_is_closed_is_not_left_behind(db, monkeypatch):
    opened = factories.collection("Open")
    image = factories.image(collection=opened)
    publish = public_copies._publish

    def closed_meanwhile(name: str) -> bool:
        CollectionViewRestriction.objects.bulk_create(
            [CollectionViewRestriction(collection=opened, restriction_type="login")]
        )
        return publish(name)

    monkeypatch.setattr(public_copies, "_publish", closed_meanwhile)
    image.get_rendition(SPEC)
    assert copies() == set()


def test_the_command_puts_copies_in_order_and_loses_no_file(db, files, capsys):
    image, hidden = factories.image(), factories.image(collection=factories.private_collection())
    call_command("make_renditions")
    capsys.readouterr()
    call_command("make_renditions")
    assert "Public files" not in capsys.readouterr().out

    lost, leaked = min(names(image)), min(names(hidden))
    storages["public"].delete(lost)
    storages["public"].save(leaked, ContentFile(b"leaked"))
    storages["public"].save("documents/old.html", ContentFile(b"old"))
    call_command("make_renditions")
    assert "Public files: 1 added, 2 removed" in capsys.readouterr().out
    assert copies() == names(image)
    with storages["default"].open("documents/old.html") as file:
        assert file.read() == b"old"
    with storages["default"].open(leaked) as file:
        assert file.read() != b"leaked"


def test_what_costs_nothing_stays_so(db, django_assert_num_queries):
    image = factories.image()
    image.get_rendition(SPEC)
    document = factories.document()
    name = image.renditions.get().file.name
    # The rendition with its image; the document; the image after nothing was found of its name.
    for address, count in ((f"/media/{name}", 1), (document.url, 1), (image.file.url, 2)):
        with django_assert_num_queries(count):
            assert Client().get(address).status_code == 200


def test_wagtail_is_replaced_once(db):
    queryset = type(get_image_model().objects.all())
    before = queryset.update
    file_privacy.install()
    assert queryset.update is before
    assert get_image_model().objects.filter(pk=factories.image().pk).update(title="Other") == 1


FOLDER = "cms.content.media.storage.PrivateStorage"
PLAIN = "django.core.files.storage.FileSystemStorage"
BUCKET = "tests.content.media.buckets.PrivateBucket"


@pytest.mark.parametrize(
    ("backend", "options", "public", "errors"),
    [
        (FOLDER, {}, {}, []),
        (FOLDER, {"location": "{media}/inside"}, {}, ["content.E002"]),
        (PLAIN, {}, {}, ["content.E001", "content.E002"]),
        (BUCKET, {}, {}, []),
        (BUCKET, {"bucket": "a", "prefix": "kept/"}, {"bucket": "a", "prefix": "served/"}, []),
        (BUCKET, {"bucket": "a"}, {"bucket": "b"}, []),
        (BUCKET, {"bucket": "a"}, {"bucket": "a"}, ["content.E002"]),
        (BUCKET, {"bucket": "a", "prefix": "x/"}, {"bucket": "a"}, ["content.E002"]),
    ],
)
def test_settings_that_give_private_files_away_are_found(
    settings, files, backend, options, public, errors
):
    options = {key: value.format(media=files) for key, value in options.items()}
    changed = {"default": {"BACKEND": backend, "OPTIONS": options}}
    if public:
        changed["public"] = {"BACKEND": "tests.content.media.buckets.Bucket", "OPTIONS": public}
    settings.STORAGES = settings.STORAGES | changed
    assert [error.id for error in checks.check_storages()] == errors
