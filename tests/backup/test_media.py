"""A backup of files in an S3 store, put back into a folder, and the other way round."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

import pytest

from cms.content.images.making import make_all
from cms.content.media import preparing
from cms.content.media.moving import Stores
from cms.content.media.storage import files_in
from cms.news.models import NewsPage
from tests import factories
from tests.backup.calling import backup, contents, empty, restore
from tests.backup.conftest import published_page
from tests.content.media.test_access import storage_settings
from tests.content.media.test_moving import held
from tests.factories import Newsroom

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.one_database,
    pytest.mark.slow,
]


def use_store(settings: Any, url: str) -> None:
    """Have all files in a store, which readers get public renditions from."""
    for name, value in storage_settings(url).items():
        setattr(settings, name, value)
    bucket = urlsplit(url).path.strip("/")
    settings.MEDIA_URL = f"{settings.STORAGE_ORIGIN}/{bucket}/public/"


def use_folder(settings: Any, folder: Path) -> None:
    """Have all files in a folder that the CMS serves."""
    place = storage_settings(f"file://{folder}")
    settings.STORAGES, settings.STORAGE_ORIGIN = place["STORAGES"], ""
    settings.MEDIA_URL = "/media/"


@pytest.fixture
def page(english: Newsroom, chinese: Newsroom) -> NewsPage:
    """The article, made anew: what is put back elsewhere has its files in a folder."""
    return published_page(english)


@pytest.fixture
def in_store(settings: Any, s3_url: str) -> str:
    """A store that everything is in; to be asked for before the content."""
    use_store(settings, s3_url)
    return s3_url


@pytest.fixture
def hidden(page: Any) -> Any:
    """A private image with its renditions, next to the public one and a document."""
    found = factories.image("Plan", width=40, collection=factories.private_collection())
    make_all(found)
    factories.document("Minutes", collection=found.collection)
    return found


def public(files: dict[str, bytes]) -> set[str]:
    return {name.removeprefix("public:") for name in files if name.startswith("public:")}


def test_files_get_from_a_store_into_a_folder_and_into_another_store(
    settings, in_store, hidden, tmp_path, files
):
    from_store, from_folder = tmp_path / "store.backup", tmp_path / "folder.backup"
    before, rows = held(Stores.current()), contents()
    shown = get_image_model().objects.exclude(pk=hidden.pk).get()
    assert public(before) == set(shown.renditions.values_list("file", flat=True)) != set()
    backup(from_store)

    empty(files)
    use_folder(settings, tmp_path / "elsewhere")
    assert " answers compared, " in restore(from_store)
    assert held(Stores.current()) == before
    backup(from_folder)

    empty(files)
    another = in_store.replace(urlsplit(in_store).path, f"/bucket-{uuid4().hex}")
    preparing.prepare(Stores.at(another), policy=True)
    use_store(settings, another)
    assert " answers compared, " in restore(from_folder)
    assert held(Stores.current()) == before
    assert "This database is what" in restore(from_store, "--compare")
    for label, found in contents().items():
        assert label == "delivery.PublicSite" or found == rows[label]


def test_a_file_that_a_store_lacks_is_named(in_store, hidden, tmp_path):
    name = hidden.renditions.all()[0].file.name
    whole = tmp_path / "whole.backup"
    backup(whole)
    storages["default"].delete(name)
    said = backup(tmp_path / "site.backup")
    assert f"Warning: the file “{name}” of wagtailimages.Rendition" in said
    with pytest.raises(CommandError, match="1 differences between"):
        restore(whole, "--compare")


@pytest.fixture(params=["a folder", "a store"])
def place(request: pytest.FixtureRequest, settings: Any, files: Path) -> None:
    """Each kind of place for files; to be asked for before the content."""
    if request.param == "a store":
        use_store(settings, request.getfixturevalue("s3_url"))
    else:
        use_folder(settings, files)


def test_readers_get_no_copy_of_the_file_that_was_replaced(place, page, tmp_path):
    rendition = page.lead_image.get_rendition("width-16|as-webp-78").file
    name, path = rendition.name, tmp_path / "site.backup"
    make_all(page.lead_image)
    wanted = storages["default"].open(name).read()
    backup(path)
    other = factories.picture(20, 20).read()
    for alias in ("default", "public"):
        storages[alias].delete(name)
        storages[alias].save(name, ContentFile(other))
    restore(path, "--replace", "--no-input")
    assert storages["default"].open(name).read() == wanted
    assert storages["public"].open(name).read() == wanted


def test_a_subtree_takes_its_files_from_a_store_into_a_folder(
    settings, in_store, hidden, page, tmp_path, files
):
    page.body = [factories.download(get_document_model().objects.get(title="Minutes"))]
    page.lead_image = hidden
    page.save_revision().publish()
    wanted = {
        name: storages["default"].open(name).read()
        for name in (hidden.file.name, page.body[0].value["document"].file.name)
    }
    path = tmp_path / "news.tree"
    call_command("export_tree", str(page.pk), str(path), verbosity=0)

    empty(files)
    use_folder(settings, tmp_path / "elsewhere")
    Collection.add_root(name="Root")
    factories.private_collection()
    factories.locale("zh-hans")
    english = factories.newsroom()
    factories.in_chinese(english)
    call_command("import_tree", str(path), parent=str(english.news.pk), verbosity=0)
    found = {name: storages["default"].open(name).read() for name in files_in(storages["default"])}
    image = get_image_model().objects.get(title="Plan")
    document = get_document_model().objects.get(title="Minutes")
    assert found[image.file.name] == wanted[hidden.file.name]
    assert found[document.file.name] in wanted.values()
    assert image.collection.name == document.collection.name == "Internal"
    shown = get_image_model().objects.get(title="Oven")
    assert set(files_in(storages["public"])) == set(shown.renditions.values_list("file", flat=True))
