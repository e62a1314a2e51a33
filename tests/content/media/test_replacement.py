"""Answers at former URLs after a file was replaced, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

import pytest

from cms.content.images.making import make_renditions
from cms.content.media import public_copies, replacement
from cms.content.media.models import ReplacedFile
from cms.content.media.storage import files_in
from cms.delivery.management.commands.run_scheduler import run_due_work
from tests import factories
from tests.content.media.broken_pictures import fields

pytestmark = pytest.mark.one_database


def content(client: Client, url: str) -> bytes | int:
    """The answer at a URL: bytes, or the status if it isn't 200."""
    response = client.get(url)
    return response.getvalue() if response.status_code == 200 else response.status_code


def administrator() -> Client:
    client = Client()
    found = get_user_model().objects.filter(username="admin").first()
    client.force_login(found or factories.administrator())
    return client


def in_form(row: Any, name: str, data: bytes) -> None:
    kind = {get_image_model(): "wagtailimages", get_document_model(): "wagtaildocs"}[type(row)]
    sent = fields(name, data) | {"collection": row.collection_id}
    response = administrator().post(reverse(f"{kind}:edit", args=[row.pk]), sent)
    assert response.status_code == 302


def by_code(row: Any, name: str, data: bytes) -> None:
    row.file = ContentFile(data, name=name)
    row.save()


@pytest.mark.parametrize("replace", [in_form, by_code])
@pytest.mark.parametrize("name", ["other.pdf", "same"])
def test_a_replaced_document_is_found_at_each_of_its_addresses(
    db, django_capture_on_commit_callbacks, replace, name
):
    document = factories.document(content=b"%PDF-1.4 first")
    urls = [document.url, document.file.url]
    for text in (b"%PDF-1.4 second", b"%PDF-1.4 third"):
        new_name = document.filename if name == "same" else name
        with django_capture_on_commit_callbacks(execute=True):
            replace(document, new_name, text)
        document = get_document_model().objects.get(pk=document.pk)
        urls += [document.url, document.file.url]
        for url in urls:
            assert content(Client(), url) == text, url
    assert list(files_in(storages["default"])) == [document.file.name]
    assert content(Client(), f"/documents/{document.pk}/never.pdf") == 404
    other = factories.document()
    assert content(Client(), f"/documents/{other.pk}/{urls[0].rpartition('/')[2]}") == 404

    with django_capture_on_commit_callbacks(execute=True):
        document.collection = factories.private_collection()
        document.save()
    for url in urls:
        assert content(Client(), url) == 302, url
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    for url in urls:
        assert content(Client(), url) == 404, url


@pytest.fixture
def replaced(
    db: None, django_capture_on_commit_callbacks: Any
) -> tuple[Any, dict[str, bytes | int]]:
    """An image with another file than before, and what was read at the addresses it had."""
    with django_capture_on_commit_callbacks(execute=True):
        image = factories.image(width=64, height=36, collection=factories.collection())
        make_renditions.call(image.pk)
    urls = [image.file.url, *(one.file.url for one in image.renditions.all())]
    assert any(url.startswith("/media/") for url in urls)
    before = {url: content(Client(), url) for url in urls}
    with django_capture_on_commit_callbacks(execute=True):
        in_form(image, "new.png", factories.picture(36, 64).read())
    return get_image_model().objects.get(pk=image.pk), before


def test_the_old_files_of_an_image_stay_for_a_while(replaced, django_capture_on_commit_callbacks):
    image, before = replaced
    names = set(ReplacedFile.objects.values_list("name", flat=True))
    assert len(names) == len(before)
    for url, data in before.items():
        assert content(Client(), url) == data, url
    assert public_copies.put_in_order() == (0, 0)
    assert {one.image.width for one in image.renditions.all()} == {36}
    assert names.isdisjoint(image.renditions.values_list("file", flat=True))

    recently = timezone.now() - replacement.KEPT + timedelta(hours=1)
    ReplacedFile.objects.update(replaced_at=recently)
    run_due_work()
    assert ReplacedFile.objects.count() == len(names)
    ReplacedFile.objects.update(replaced_at=timezone.now() - replacement.KEPT - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        run_due_work()
    for storage in storages["default"], storages["public"]:
        assert names.isdisjoint(files_in(storage))
    for url in before:
        assert content(Client(), url) == 404, url
    assert content(Client(), image.file.url) != 404


def test_old_files_are_as_private_as_their_image(replaced, django_capture_on_commit_callbacks):
    image, before = replaced
    with django_capture_on_commit_callbacks(execute=True):
        restriction = CollectionViewRestriction.objects.create(
            collection=image.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    assert list(files_in(storages["public"])) == []
    for url in before:
        gate = url.replace("/media/", "/files/")
        assert content(Client(), url) in {302, 404}, url
        assert content(Client(), gate) == 302, url
    client = Client()
    client.force_login(factories.user("reader"))
    for url, data in before.items():
        assert content(client, url.replace("/media/", "/files/")) == data

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    for url, data in before.items():
        assert content(Client(), url) == data, url


def test_deleting_an_image_removes_its_old_files_at_once(
    replaced, django_capture_on_commit_callbacks
):
    image, before = replaced
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert list(files_in(storages["default"])) == []
    assert list(files_in(storages["public"])) == []
    for url in before:
        assert content(Client(), url) == 404, url


@pytest.mark.parametrize("make", [factories.image, factories.document])
def test_a_replacement_that_is_taken_back_loses_nothing(db, make):
    row = make()
    name, data = row.file.name, row.file.read()
    with transaction.atomic():
        by_code(row, "new.png", factories.picture().read())
        transaction.set_rollback(True)
    stored = type(row).objects.get(pk=row.pk)
    assert (stored.file.name, stored.file.read()) == (name, data)
