"""The folder in which the workers of one web server add up their metrics.

prometheus_client has each process write a file there. The folder belongs to the process that
started the workers, so that a worker that is replaced goes on counting where the last one ended;
folders of servers that have ended are removed.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from cms.operation.log_lines import process_name
from cms.settings import environment

if TYPE_CHECKING:
    from pathlib import Path


def share() -> None:
    """Let the workers share their metrics, if anybody reads them."""
    if environment.METRICS_TOKEN and process_name(sys.argv) == "web":
        folder = environment.STATE_DIR / "metrics"
        own = folder / str(os.getppid())
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_others(folder)
        _forget_ended_workers(own)
        environment.share_metrics(own)


def _remove_others(folder: Path) -> None:
    for one in folder.iterdir():
        if not one.name.isdecimal() or not _is_running(int(one.name)):
            shutil.rmtree(one, ignore_errors=True)


def _forget_ended_workers(folder: Path) -> None:
    """Remove what workers that have ended say of the present; what they counted stays."""
    for one in folder.glob("gauge_live*_*.db"):
        process_id = one.stem.rpartition("_")[2]
        if process_id.isdecimal() and not _is_running(int(process_id)):
            one.unlink(missing_ok=True)


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
