"""Access to the bytes of files: every URL that serves them, for every kind of privacy."""

from __future__ import annotations

import importlib
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import FileField
from django.http import FileResponse
from django.test import Client, override_settings
from django.urls import clear_url_caches, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views.bulk_actions import AddToCollectionBulkAction
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile
from wagtail.users.models import UserProfile

import pytest

from cms import urls
from cms.content.media import storage_urls
from cms.content.media.storage import files_in
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.one_database

LOGIN, PASSWORD, GROUPS = "login", "password", "groups"
SPECS = ["width-16|as-webp-78", "max-9x9"]
# Every place a file can be named in, with the folder of its files.
FILE_FIELDS = {
    ("wagtaildocs.Document", "file"): "documents",
    ("wagtailimages.Image", "file"): "original_images",
    ("wagtailimages.Rendition", "file"): "images",
    ("wagtailusers.UserProfile", "avatar"): "avatar_images",
    ("wagtailcore.UploadedFile", "file"): "wagtail_uploads",
}
BUCKETS = {
    "default": {"BACKEND": "tests.content.media.buckets.PrivateBucket"},
    "public": {
        "BACKEND": "tests.content.media.buckets.Bucket",
        "OPTIONS": {"base_url": "https://bucket.example/renditions/"},
    },
    "renditions": {"BACKEND": "cms.content.media.storage.RenditionStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tasks wait; what they would do mustn't be needed.
WAITING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
SETTINGS: dict[str, dict[str, Any]] = {
    "local": {},
    "renditions on a CDN": {"MEDIA_URL": "https://cdn.example/media/"},
    "everything in buckets": {
        "MEDIA_URL": "https://bucket.example/renditions/",
        "STORAGES": BUCKETS,
    },
    "a store that sends files": {"MEDIA_URL": "https://bucket.example/renditions/"},
    "a store whose files are sent by the CMS": {"MEDIA_URL": "/media/"},
}
# What comes after the address of a store.
STORES = {
    "a store that sends files": "",
    "a store whose files are sent by the CMS": "&signed_seconds=0",
}


def restrict(collection: Collection, kind: str) -> None:
    """Make a collection private in one of the ways Wagtail knows."""
    made = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="sesame"
    )
    if kind == GROUPS:
        made.groups.set([Group.objects.get_or_create(name="Members")[0]])


@dataclass
class Files:
    """An image with renditions and a document in a collection."""

    collection: Collection
    image: Any = None
    document: Any = None
    renditions: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image = factories.image(collection=self.collection)
        self.renditions = [self.image.get_rendition(spec) for spec in SPECS]
        self.document = factories.document(collection=self.collection)

    @property
    def all(self) -> list[Any]:
        """Everything there is a file of."""
        return [self.image, self.document, *self.renditions]

    def addresses(self, row: Any) -> set[str]:
        """The URLs at which bytes of a row might be served."""
        name = row.file.name
        found = {f"/media/{name}", f"/files/{name}", f"/renditions/{name}", row.file.url}
        if row is self.document:
            found |= {row.url, f"/media/documents/{row.filename}"}
        return {urlsplit(one).path for one in found}


def moved(files: Files, closed: Collection) -> None:
    for row in (files.image, files.document):
        row.collection = closed
        row.save()


def moved_in_bulk(files: Files, closed: Collection) -> None:
    AddToCollectionBulkAction.execute_action([files.image], collection=closed)
    get_document_model().objects.filter(pk=files.document.pk).update(collection=closed)


def moved_with_its_collection(files: Files, closed: Collection) -> None:
    # A collection that is added moves the paths of its neighbours in the database.
    for one in (files.collection, closed):
        one.refresh_from_db()
    files.collection.move(closed, pos="sorted-child")


def moved_by_code(files: Files, closed: Collection) -> None:
    for row in (files.image, files.document):
        row.collection = closed
        type(row).objects.bulk_update([row], ["collection"])


WAYS_INTO_A_CLOSED_COLLECTION: dict[str, Callable[[Files, Collection], None]] = {
    "moved": moved,
    "moved in bulk": moved_in_bulk,
    "moved with its collection": moved_with_its_collection,
    "moved by code": moved_by_code,
}


@pytest.fixture(params=SETTINGS)
def settings_of_files(request: pytest.FixtureRequest, files: Any, db: None) -> Iterator[str]:
    """The CMS under other settings for its files, addresses included."""
    assert files
    changed = SETTINGS[request.param] | {"TASKS": WAITING}
    if request.param in STORES:
        url = request.getfixturevalue("s3_url") + STORES[request.param]
        changed |= storage_settings(url)
    with override_settings(**changed):
        _reload_addresses()
        yield request.param
    _reload_addresses()


def _reload_addresses() -> None:
    importlib.reload(urls)
    clear_url_caches()


def storage_settings(url: str) -> dict[str, Any]:
    """The settings that ``STORAGE_URL`` makes."""
    found = storage_urls.parse(url)
    kinds = {"default": found.private, "public": found.public}
    return {"STORAGES": BUCKETS | kinds, "STORAGE_ORIGIN": found.origin}


def content(response: Any) -> bytes:
    return response.getvalue() if isinstance(response, FileResponse) else response.content


def followed(response: Any) -> bytes:
    """What a reader gets in the end, where a store sends the file."""
    origin = settings.STORAGE_ORIGIN
    if not (response.status_code == 302 and origin and response["Location"].startswith(origin)):
        return content(response)
    assert response["Cache-Control"] == "private, no-store"
    query = parse_qs(urlsplit(response["Location"]).query)
    assert query["X-Amz-Expires"] == ["60"]
    with urllib.request.urlopen(response["Location"]) as sent:
        is_picture = sent.headers["Content-Type"].startswith("image/")
        assert is_picture or sent.headers["Content-Disposition"].startswith("attachment")
        return bytes(sent.read())


def stored(row: Any) -> bytes:
    return stored_under(row.file.name)


def stored_under(name: str) -> bytes:
    with storages["default"].open(name) as file:
        return bytes(file.read())


def is_served(client: Client, address: str, row: Any) -> bool:
    """True if a URL gives the bytes of a row; if not, it reveals nothing of them."""
    response = client.get(address)
    assert response.status_code in {200, 302, 403, 404}, (address, response.status_code)
    given = followed(response)
    if given == stored(row):
        assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
        assert response["X-Content-Type-Options"] == "nosniff"
        return True
    assert stored(row)[8:] not in given
    return False


def served(client: Client, files: Files) -> dict[str, set[str]]:
    """The folders of what somebody gets, by the first part of the address."""
    found: dict[str, set[str]] = {}
    for row in files.all:
        for address in files.addresses(row):
            if is_served(client, address, row):
                found.setdefault(address.split("/")[1], set()).add(row.file.name.split("/")[0])
    return found


def copies() -> set[str]:
    """The answer of a web server, a bucket or a CDN without the CMS."""
    return set(files_in(storages["public"]))


def names(files: Files) -> set[str]:
    return {rendition.file.name for rendition in files.renditions}


AT_THE_GATE = {
    "documents": {"documents"},
    "files": {"original_images", "documents", "images"},
}
NOTHING: dict[str, set[str]] = {}


def plain(name: str) -> dict[str, set[str]]:
    """The answers at the URLs of public renditions, by the CMS in place of a web server."""
    folder = urlsplit(SETTINGS[name].get("MEDIA_URL", "/media/")).path.split("/")[1]
    return {folder: {"images"}}


def test_files_are_named_where_this_test_knows_of_it_and_nowhere_else():
    found = {
        (model._meta.label, one.name)
        for model in apps.get_models()
        for one in model._meta.get_fields()
        if isinstance(one, FileField)
    }
    assert found == set(FILE_FIELDS)


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_private_files_are_for_those_who_meet_every_privacy_setting(
    settings_of_files, django_capture_on_commit_callbacks, kind
):
    with django_capture_on_commit_callbacks(execute=True):
        outer = factories.collection("Outer")
        restrict(outer, kind)
        public = Files(factories.collection("Open"))
        own, inherited = Files(outer), Files(factories.collection("Inner", parent=outer))
    people = {"anonymous": Client(), "stranger": Client(), "met": Client()}
    people["stranger"].force_login(factories.user("stranger"))
    people["met"].force_login(factories.user("member", "Members"))
    if kind == PASSWORD:
        form = people["met"].get(own.document.url)
        assert (form.status_code, form["Cache-Control"].split(",")[-1]) == (200, " private")
        form = people["met"].post(
            form.context_data["action_url"], {"password": "sesame", "return_url": "/files/"}
        )
        assert (form.status_code, form["Location"]) == (302, "/files/")

    assert copies() == names(public)
    may = {"met"} | ({"stranger"} if kind == LOGIN else set())
    for who, client in people.items():
        assert served(client, public) == AT_THE_GATE | plain(settings_of_files), who
        for private in (own, inherited):
            expected = AT_THE_GATE if who in may else NOTHING
            assert served(client, private) == expected, (who, private.collection.name)


@pytest.mark.parametrize("way", WAYS_INTO_A_CLOSED_COLLECTION)
def test_what_became_private_is_gone_at_once_and_comes_back(
    settings_of_files, django_capture_on_commit_callbacks, way
):
    with django_capture_on_commit_callbacks(execute=True):
        opened, closed = factories.collection("Open"), factories.private_collection()
        files = Files(opened)
    assert copies() == names(files)
    assert served(Client(), files) == AT_THE_GATE | plain(settings_of_files)

    with django_capture_on_commit_callbacks(execute=True):
        WAYS_INTO_A_CLOSED_COLLECTION[way](files, closed)
    assert copies() == set()
    assert served(Client(), files) == NOTHING

    with django_capture_on_commit_callbacks(execute=True):
        closed.view_restrictions.all().delete()
    assert copies() == names(files)
    assert served(Client(), files) == AT_THE_GATE | plain(settings_of_files)


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_a_collection_that_is_closed_later_takes_those_below_it_along(
    settings_of_files, django_capture_on_commit_callbacks, kind
):
    with django_capture_on_commit_callbacks(execute=True):
        outer = factories.collection("Outer")
        files = Files(
            factories.collection("Inner", parent=factories.collection("Mid", parent=outer))
        )
        other = Files(factories.collection("Other"))
    assert copies() == names(files) | names(other)

    with django_capture_on_commit_callbacks(execute=True):
        restrict(outer, kind)
    assert copies() == names(other)
    assert served(Client(), files) == NOTHING
    assert served(Client(), other) == AT_THE_GATE | plain(settings_of_files)


def test_files_that_no_row_names_and_uploads_that_wait_for_a_form_are_served_to_nobody(
    settings_of_files,
):
    upload = UploadedFile.objects.create(file=ContentFile(b"waiting", name="waiting.pdf"))
    lost = storages["default"].save("original_images/lost.png", factories.picture())
    administrator = Client()
    administrator.force_login(factories.administrator())
    for name in (upload.file.name, lost, "", "../secret_key", "/etc/passwd", "images/\0.png"):
        for folder in ("media", "files", "renditions"):
            response = administrator.get(f"/{folder}/{name}")
            assert response.status_code == 404, (folder, name)


def test_profile_pictures_are_for_people_of_the_admin(settings_of_files):
    user = factories.user("editor")
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("me.png", factories.picture())
    address = urlsplit(profile.avatar.url).path

    client = Client()
    login = f"{reverse('wagtailadmin_login')}?next={address}"
    assert (client.get(address).status_code, client.get(address)["Location"]) == (302, login)
    client.force_login(user)
    assert client.get(address).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    response = client.get(address)
    assert followed(response) == stored_under(profile.avatar.name)
    assert client.get(address.replace("/files/", "/media/")).status_code == 404


def test_renditions_of_private_images_are_shown_to_those_who_may_choose_them_in_the_admin(
    settings_of_files,
):
    closed = factories.collection("Closed")
    restrict(closed, GROUPS)
    files = Files(closed)
    editor = factories.user("editor", "Editors")
    client = Client()
    client.force_login(editor)
    assert served(client, files) == {"files": {"images"}}

    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert served(client, files) == NOTHING


def test_a_stranger_is_refused_and_an_unknown_reader_led_to_a_login_that_exists(db):
    closed = factories.collection("Closed")
    restrict(closed, GROUPS)
    document = factories.document(collection=closed)

    client = Client()
    response = client.get(document.url)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{reverse('wagtailadmin_login')}?next={document.url}",
    )
    assert "no-store" in response["Cache-Control"]
    assert client.get(response["Location"]).status_code == 200
    factories.user("member", "Members")
    back = client.post(response["Location"], {"username": "member", "password": "password"})
    assert (back.status_code, back["Location"]) == (302, document.url)
    assert content(client.get(document.url)) == stored(document)

    client.force_login(factories.user("stranger", "Editors"))
    assert client.get(document.url).status_code == 403


def test_a_wrong_password_opens_nothing_and_each_setting_wants_its_own(db):
    outer = factories.collection("Outer")
    inner = factories.collection("Inner", parent=outer)
    for one in (outer, inner):
        restrict(one, PASSWORD)
        CollectionViewRestriction.objects.filter(collection=one).update(password=one.name)
    document = factories.document(collection=inner)
    client = Client()

    asked = []
    for password in ("sesame", "Outer", "Outer", "Inner"):
        form = client.get(document.url)
        assert content(form) != stored(document)
        asked.append(form.context_data["action_url"])
        client.post(asked[-1], {"password": password, "return_url": document.url})
    assert asked[0] == asked[1] != asked[2] == asked[3]
    assert content(client.get(document.url)) == stored(document)
    assert client.get("/documents/authenticate_with_password/0/").status_code == 404


def test_a_document_is_found_by_its_id_and_name_together(db):
    document = factories.document()
    for path in (
        f"/documents/{document.pk}/other.pdf",
        f"/documents/{document.pk + 1}/{document.filename}",
        f"/documents/{document.pk}/{document.filename}/",
        f"/documents/{document.pk}/%2e%2e/{document.filename}",
        f"/documents/{'9' * 40}/{document.filename}",
        f"/documents/{document.pk}/%00",
    ):
        assert Client().get(path).status_code == 404, path
    assert Client().post(document.url).status_code == 405


def test_a_file_whose_bytes_were_lost_is_not_found(db):
    document = factories.document()
    document.file.storage.delete(document.file.name)
    assert Client().get(document.url).status_code == 404


def test_a_file_that_two_rows_name_is_private_as_soon_as_one_is(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        public, closed = factories.image(), factories.private_collection()
        rendition = public.get_rendition(SPECS[0])
        twin = get_image_model().objects.create(
            title="Twin", file=public.file.name, collection=closed
        )
        assert rendition.file.name in copies()
        twin.renditions.create(filter_spec=SPECS[0], file=rendition.file.name)
    assert rendition.file.name not in copies()
    for address in (public.file.url, f"/files/{rendition.file.name}", rendition.file.url):
        assert Client().get(address).status_code == 302, address
    assert Client().get(f"/media/{rendition.file.name}").status_code == 404


def test_answers_may_be_kept_by_anybody_only_if_public_and_are_asked_for_again(db):
    public = factories.document()
    private = factories.document(collection=factories.private_collection())
    client = Client()
    client.force_login(factories.user())

    first = client.get(public.url)
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.has_header("Vary") or "Cookie" not in first["Vary"]
    again = client.get(public.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, content(again)) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]

    own = client.get(private.url)
    assert (own["Cache-Control"], "Cookie" in own["Vary"]) == ("private, no-store", True)
    client.logout()
    refused = client.get(private.url, headers={"if-none-match": own["ETag"]})
    assert refused.status_code == 302
