"""Kept answers are exact: real workers, concurrent readers, a database that changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings

import pytest

from tests.services.sharing import shared

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["shared"]

Run = Callable[..., subprocess.CompletedProcess[str]]

EVENTS = 60
# Until workers that look for changes once a minute are found out.
FEW_EVENTS = 10


@pytest.fixture
def run(shared: Any, tmp_path: Path) -> Run:
    """Let a number of events happen to an empty database; settings come by name."""
    address, _row = shared
    own = {"STATE_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.performance.settings"}

    def _run(events: int, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.performance.exactness", str(events)],
            check=False, capture_output=True, text=True, cwd=settings.BASE_DIR,
            env={**os.environ, **own, "DATABASE_URL": address(), **variables},
        )  # fmt: skip

    return _run


@pytest.mark.slow
def test_no_reader_gets_an_answer_from_before_a_commit(run: Run):
    done = run(EVENTS)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "None was stale, none has leaked." in done.stdout
    for outcome in ("'hit'", "'hit; detail=revalidated'", "'fwd=stale; stored'"):
        assert outcome in done.stdout


@pytest.mark.slow
@pytest.mark.one_database
def test_a_stale_answer_would_be_noticed(run: Run):
    done = run(FEW_EVENTS, DJANGO_SETTINGS_MODULE="tests.delivery.blind_settings")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "stale: " in done.stdout or "leaked: " in done.stdout
