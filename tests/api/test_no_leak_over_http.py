"""Hidden content is in no answer at any URL of the public side, nor in its headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from wagtail.contrib.redirects.models import Redirect

import pytest

from cms.content.images.presets import ALL_SPECS
from cms.delivery.change_feed import feed
from tests.api import planting
from tests.api.planting import CHINESE_WORD, WORD, Planted, Public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

SECRET = re.compile(f"{WORD}|{CHINESE_WORD}", re.IGNORECASE)
OWN = [
    "/", "/health/live", "/health/ready", "/metrics", "/graphql/", "/robots.txt", "/sitemap.xml",
    "/favicon.ico", "/nothing", "/nothing/", "/en/nothing/", "/zh-hans/nothing/", "/de/", "/xx/",
    "/en/search/?q=sesame", "/zh-hans/favorites/", "/documents/", "/media/", "/admin/",
    "/reference_frontend/", "/reference_frontend/nothing", "/frontend_contract/operations/nothing",
]  # fmt: skip


@pytest.fixture
def planted(db: None) -> Planted:
    return planting.plant(planting.public_site())


def of_pages(planted: Planted) -> Iterator[str]:
    """The paths where hidden pages are or would be, spelled in several ways, in all languages."""
    for page in [*planted.pages, *planted.translations]:
        parts = page.get_url_parts()
        if parts is None:
            continue
        below = parts[2].split("/", 2)[2]
        for code in ("en", "zh-hans", "fr", "de"):
            yield f"/{code}/{below}"
        yield parts[2].rstrip("/")
        yield parts[2].upper()
        yield f"{parts[2]}?preview={'A' * 43}"
    yield from Redirect.objects.values_list("old_path", flat=True)


def of_files(planted: Planted) -> Iterator[str]:
    """Every address under which the bytes of a hidden file are, or could be."""
    for document in planted.documents:
        yield document.file.url
        yield document.url
        yield f"/documents/{document.pk}/"
        yield f"/documents/{document.pk}/nothing.pdf"
    for image in planted.images:
        yield image.file.url
        for rendition in image.renditions.all():
            yield rendition.file.url


def told(client: Client, address: str) -> str:
    """All that an answer tells: status, headers and body, without what was asked for."""
    response: Any = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    text = f"{response.status_code} {unquote(headers)} {body.decode(errors='replace')}"
    for asked in {address, quote(address), unquote(address), address.partition("?")[0]}:
        text = text.replace(asked, "")
    return text


@pytest.mark.one_database
def test_no_address_tells_what_is_hidden(client, planted):
    feed.settle()
    addresses = [*OWN, *of_pages(planted)]
    assert len(addresses) > 200
    found = {address: SECRET.findall(told(client, address)) for address in addresses}
    assert {address: words for address, words in found.items() if words} == {}


@pytest.mark.one_database
def test_no_page_that_is_hidden_has_another_status_than_one_that_is_not_there(client, planted):
    restricted = planted.restricted_paths
    found = (page.get_url_parts() for page in planted.pages if page.slug.startswith("sesame-"))
    paths = {parts[2] for parts in found if parts} - restricted
    assert len(paths) > 20
    statuses = {path: client.get(path).status_code for path in paths}
    assert {address: one for address, one in statuses.items() if one != 404} == {}


@pytest.mark.one_database
def test_the_walk_notices_what_is_told(client, db):
    public: Public = planting.public_site()
    type(public.main).objects.filter(pk=public.main.pk).update(slug="sesame")
    Redirect.objects.create(old_path="/en/to-sesame", redirect_link="/en/news/sesame/")
    assert SECRET.search(told(client, "/en/to-sesame"))


def bytes_given(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    return b"".join(response) if response.streaming else response.content


@pytest.mark.one_database
def test_no_address_gives_the_bytes_of_a_hidden_file(client, planted):
    renditions = [
        image.get_rendition(spec) for image in planted.images for spec in sorted(ALL_SPECS)[:2]
    ]
    files = [*planted.documents, *planted.images, *renditions]
    hidden = {one.file.open("rb").read() for one in files}
    addresses = list(of_files(planted))
    assert len(addresses) >= 14
    given = {address: bytes_given(client, address) for address in addresses}
    assert [
        address
        for address, content in given.items()
        if content in hidden or SECRET.search(content.decode(errors="replace"))
    ] == []
