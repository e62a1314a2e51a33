"""Two deployments that start together don't migrate one database at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.running import ROOT
from tests.operation import processes
from tests.services.sharing import PATIENCE_SECONDS, shared

__all__ = ["shared"]


@pytest.fixture
def database(shared, tmp_path: Path) -> dict[str, str]:
    """Environment of a process on a migrated database that others can open, too."""
    address, _row = shared
    return processes.environment(tmp_path, DATABASE_URL=address())


def run_migrate(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--settings", "cms.settings.production"],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def hold(environment: dict[str, str]) -> subprocess.Popen[str]:
    """A process that holds the lock until its input is closed; it says so when it has it."""
    code = (
        "import sys, django; django.setup()\n"
        "from django.db import connection\n"
        "from cms.operation.migration_lock import migration_lock\n"
        "with migration_lock(connection, on_wait=lambda: None):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**environment, "DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("end", ["close", "kill"])
def test_a_second_process_waits_for_the_first_however_that_ends(database, end):
    with hold(database) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with run_migrate(database) as second:
            assert second.stderr is not None
            said = second.stderr.readline()
            if end == "kill":
                holder.kill()
            else:
                holder.stdin.close()
            output, _ = second.communicate(timeout=PATIENCE_SECONDS)

    assert "waiting for it to end" in said
    assert second.returncode == 0, output
    assert "No migrations to apply" in output
