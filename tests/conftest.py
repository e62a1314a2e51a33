"""What all tests share: a folder for files that is thrown away, and two small sites."""

from pathlib import Path
from typing import Any

from django.core.cache import cache

import pytest

from cms.delivery.answers import remembering
from tests import factories, snapshots
from tests.factories import Newsroom


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """The folder of uploaded files, empty at the start of every test."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _cold_cache() -> None:
    """Nothing kept from an earlier test, whose rows had the same ids."""
    cache.clear()
    remembering.forget()


@pytest.fixture
def english(db: None) -> Newsroom:
    """The default site in English: front page, list of news, list of legal notices."""
    return snapshots.content(factories.newsroom)


@pytest.fixture
def chinese(english: Newsroom) -> Newsroom:
    """The same pages in Simplified Chinese; asks for ``english`` by itself."""
    return snapshots.content(factories.in_chinese, english)
