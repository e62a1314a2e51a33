"""Settings of a server with a fault: its workers look for changes once a minute."""

import time

from cms.delivery.response_cache.version_window import VersionWindow
from tests.performance.settings import *  # noqa: F403

VERSION_FRESH_SECONDS = 60
_refresh = VersionWindow.refresh


def _refresh_seldom(window: VersionWindow) -> int:
    number, read_at = window._last_read
    is_known = number >= 0 and time.monotonic() - read_at < VERSION_FRESH_SECONDS
    return number if is_known else _refresh(window)


VersionWindow.refresh = _refresh_seldom  # type: ignore[assignment, method-assign]
