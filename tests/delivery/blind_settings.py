"""Settings of a server with a fault: its workers look for changes once a minute."""

import time

from cms.delivery.response_cache.version_window import VersionWindow
from tests.performance.settings import *  # noqa: F403

VERSION_FRESH_SECONDS = 60
_ask = VersionWindow.ask


def _ask_seldom(watch: VersionWindow) -> int:
    number, seen_at = watch._seen
    is_known = number >= 0 and time.monotonic() - seen_at < VERSION_FRESH_SECONDS
    return number if is_known else _ask(watch)


VersionWindow.ask = _ask_seldom  # type: ignore[assignment, method-assign]
