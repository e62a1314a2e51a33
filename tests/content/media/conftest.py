"""An S3 store, started by the first test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from cms.content.media import preparing
from cms.content.media.moving import Stores
from tests.services import s3

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def s3_store() -> Iterator[s3.Store]:
    """A running store, which all tests share."""
    with s3.store() as store:
        yield store


@pytest.fixture
def s3_url(s3_store: s3.Store) -> str:
    """A part of the store where nothing is, as ``STORAGE_URL``."""
    bucket = f"bucket-{uuid4().hex}"
    url = s3_store.url.replace(f"/{s3.BUCKET}?", f"/{bucket}?")
    preparing.prepare(Stores.at(url), policy=True)
    return url
