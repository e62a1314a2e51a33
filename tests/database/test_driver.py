"""Kept statements on a connection that is left from another request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

import pytest

from cms.database import driver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

pytestmark = pytest.mark.one_database


class Watched(DatabaseWrapper):
    """A connection that knows how often it was opened, and asked whether it works."""

    opened = checked = 0
    health_check_done: bool

    def get_new_connection(self, conn_params: Any) -> Any:
        self.opened += 1
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        self.checked += 1
        return self._works() and super().is_usable()

    def _works(self) -> bool:
        try:
            self.connection.execute("SELECT 1")
        except self.Database.ProgrammingError:
            return False
        return True


@pytest.fixture
def own(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A connection of an earlier request to a database that is asked from now on."""
    settings = connections[DEFAULT_DB_ALIAS].settings_dict | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3"),
        "OPTIONS": {}, "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip
    found = Watched(settings)
    found.ensure_connection()
    monkeypatch.setattr(driver, "connections", {DEFAULT_DB_ALIAS: found})
    found.close_if_unusable_or_obsolete()
    assert (found.opened, found.health_check_done) == (1, False)
    yield found
    found.close()


def test_a_connection_that_works_is_not_asked_whether_it_does(own: Watched):
    assert driver.fetched("SELECT %(one)s", {"one": 1}) == [(1,)]
    assert (own.opened, own.checked, own.health_check_done) == (1, 0, True)


def test_a_statement_is_run_again_where_the_connection_is_gone(own: Watched):
    own.connection.close()
    assert driver.fetched("SELECT %(one)s", {"one": 1}) == [(1,)]
    assert (own.opened, own.checked, own.health_check_done) == (2, 1, True)


def test_a_statement_that_is_wrong_is_not_run_again(own: Watched):
    with pytest.raises(Error, match="no such table"):
        driver.fetched("SELECT * FROM nowhere", {})
    assert (own.opened, own.checked) == (1, 1)


def test_a_connection_that_goes_within_a_request_is_an_error(own: Watched):
    driver.fetched("SELECT 1", {})
    own.connection.close()
    with pytest.raises(Error, match="closed"):
        driver.fetched("SELECT 1", {})
    assert own.opened == 1
