"""Files move between folders and stores: compared, resumed, and deleted only when asked for."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import override_settings

import pytest

from cms.content.media.moving import Stores
from cms.content.media.storage import files_in
from tests import factories
from tests.content.media.test_access import WAITING, Files, storage_settings

pytestmark = pytest.mark.one_database


def move(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("move_media", *arguments, stdout=output, stderr=output)
    lines = output.getvalue().splitlines()
    return [line for line in lines if not line.startswith("  ")]


def held(stores: Stores) -> dict[str, bytes]:
    """Every file of a place, public copies with a mark before their names."""
    found = {}
    for mark, storage in (("", stores.private), ("public:", stores.public)):
        for name in files_in(storage):
            with storage.open(name) as file:
                found[mark + name] = bytes(file.read())
    return found


@pytest.fixture
def uploaded(db: None, settings: Any, django_capture_on_commit_callbacks: Any) -> Files:
    """An image, a document and renditions in the folder of the test, one private pair more."""
    settings.TASKS = WAITING
    with django_capture_on_commit_callbacks(execute=True):
        Files(factories.private_collection())
        return Files(factories.collection("Open"))


def test_everything_gets_into_a_store_and_back_into_a_folder(uploaded, s3_url, tmp_path):
    before = held(Stores.current())
    assert len(before) == 10
    assert sum(name.startswith("public:") for name in before) == 2

    assert move("--to", s3_url, "--dry-run")[0].startswith("10 files would be copied, ")
    assert held(Stores.at(s3_url)) == {}
    assert move("--to", s3_url) == ["10 copied"]
    assert held(Stores.at(s3_url)) == held(Stores.current()) == before

    folder = f"file://{tmp_path}/other"
    assert move("--from", s3_url, "--to", folder, "--delete") == [
        "10 copied",
        "10 deleted at the old place",
    ]
    assert held(Stores.at(folder)) == before
    assert held(Stores.at(s3_url)) == {}
    public = next(name for name in before if name.startswith("public:")).removeprefix("public:")
    other = tmp_path / "other"
    assert (other / public).samefile(Path(f"{other}_private") / public)


def test_what_is_there_is_compared_and_not_sent_again(uploaded, s3_url):
    move("--to", s3_url)
    target = Stores.at(s3_url)
    target.private.delete(uploaded.document.file.name)

    assert move("--to", s3_url, "--dry-run")[0].startswith("1 files would be copied")
    assert move("--to", s3_url) == ["1 copied", "9 there already"]
    assert move("--to", s3_url, "--compare", "size", "--parallel", "1") == ["10 there already"]


def test_a_file_that_differs_is_named_kept_at_both_places_and_nothing_is_deleted(uploaded, s3_url):
    move("--to", s3_url)
    target, name = Stores.at(s3_url), uploaded.document.file.name
    original = held(Stores.current())
    damaged = b"x" * len(original[name])
    target.private.delete(name)
    target.private.save(name, ContentFile(damaged))

    output = StringIO()
    with pytest.raises(CommandError, match="nothing was deleted"):
        call_command("move_media", "--to", s3_url, "--delete", stdout=output, stderr=output)
    assert f"file {name}: different at the target, where it stays" in output.getvalue()
    assert held(Stores.current()) == original
    assert held(target)[name] == damaged


def test_a_store_that_is_away_fails_and_loses_nothing(uploaded, s3_store):
    before = held(Stores.current())
    url = s3_store.url.replace(f":{s3_store.port}/", ":9/")
    with pytest.raises(CommandError, match="nothing was deleted"):
        move("--to", url, "--delete")
    with pytest.raises(CommandError, match="can't be read"):
        move("--from", url)
    assert held(Stores.current()) == before


def test_what_became_private_on_the_way_is_not_public_at_the_end(
    uploaded, s3_url, django_capture_on_commit_callbacks
):
    folder = f"file://{storages['public'].path('')}"
    with override_settings(**storage_settings(s3_url)):
        move("--from", folder)
        assert len(list(files_in(storages["public"]))) == 2
        closed = factories.private_collection()
        # Nothing but the database knows of it.
        type(uploaded.image).objects.filter(pk=uploaded.image.pk).update(collection=closed)
        move("--from", folder)
        assert list(files_in(storages["public"])) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Both places are the same: give --from or --to."),
        (("--to", "ftp://host/x"), "--to: write file:///path/to/folder or s3://"),
        (("--from", "s3://key@host/b"), "--from: a key comes with its secret"),
        (("--to", "s3://key:sesame@host/b?regoin=x"), "--to: the options after the question mark"),
        (("--to", "file:///tmp/x", "--parallel", "0"), "--parallel is a number from 1 to 64."),
    ],
)
def test_bad_addresses_are_refused_without_their_secrets(arguments, said):
    with pytest.raises(CommandError) as caught:
        move(*arguments)
    assert str(caught.value).startswith(said)
    assert "sesame" not in str(caught.value)
