"""A site in two languages to import into, and a small site to import."""

from pathlib import Path

import pytest

from tests import snapshots
from tests.factories import Newsroom
from tests.importing import seed_site
from tests.importing.calling import run


@pytest.fixture
def folder(tmp_path: Path, chinese: Newsroom) -> Path:
    """The folder of a site with four pairs of articles and two of legal notices."""
    return seed_site.write(tmp_path / "site", news_count=3)


@pytest.fixture
def imported(folder: Path) -> Path:
    """That folder, whose site was imported once."""
    snapshots.content(_import_site, folder)
    return folder


def _import_site(folder: Path) -> None:
    run("import_site", folder)
