"""The loaded demo site, shared by the tests of a module and made once because loading takes long.

It is loaded in one transaction around all tests of the module, inside of which each test has its
own, so no test sees what another changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings

import pytest

from cms.demo import accounts, builder
from tests import snapshots


class InterruptedLoad(Exception):
    """Stands for the machine that went down."""


@dataclass
class Demo:
    """What a load reported and returned, and the folder of its media."""

    media: str = ""
    interrupted_after: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    logins: list[accounts.Login] = field(default_factory=list)


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """The demo site after a load that was interrupted among the news and then taken up again."""
    # The same for all modules, as the rows that lead there are.
    media = tmp_path_factory.getbasetemp() / "media-of-the-demo"
    media.mkdir(exist_ok=True)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(media)), _rolled_back():
        _restart_primary_keys()
        yield snapshots.content(_loaded, str(media))


def _loaded(media: str) -> Demo:
    loaded = Demo(media)

    def stop(step: str) -> None:
        loaded.interrupted_after.append(step)
        if step.startswith("News 13"):
            raise InterruptedLoad

    with pytest.MonkeyPatch.context() as patch:
        # The commit that localize waits for before it publishes never comes here.
        patch.setattr(
            "wagtail_localize.models.transaction",
            SimpleNamespace(atomic=transaction.atomic, on_commit=lambda publish: publish()),
        )
        with pytest.raises(InterruptedLoad):
            builder.load(stop)
        assert not builder.is_loaded()
        loaded.logins = builder.load(loaded.reports.append)
    return loaded


def _restart_primary_keys() -> None:
    """Go on behind the rows there are, as in a database where no test has been before."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


class _rolled_back:  # noqa: N801
    """A transaction that never commits."""

    def __enter__(self) -> None:
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def __exit__(self, *_: object) -> None:
        connection.set_rollback(True)
        self._atomic.__exit__(None, None, None)
