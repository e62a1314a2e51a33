"""The schedule of further attempts, and the end of them.

The waits double from one attempt to the next, up to a longest one, and each is shortened by up to
half at random, so that receivers that went down together aren't asked together. A receiver that
has failed several times in a row gets one attempt in each ``PAUSE_SECONDS``, whatever waits for it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

PAUSED_AFTER_FAILURES = 5
PAUSE_SECONDS = 60.0
GIVEN_UP_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waits:
    """The first and the longest wait after a failure."""

    first_seconds: float
    longest_seconds: float
    pause_seconds: float = PAUSE_SECONDS

    def seconds(self, *, attempt_count: int, failure_count: int) -> float:
        """The pause after a failure.

        Args:
            attempt_count: how often this delivery was tried, this time included.
            failure_count: how often in a row the receiver has failed, this time included.
        """
        doubled = self.first_seconds * 2.0 ** min(attempt_count - 1, 32)
        wait = min(doubled, self.longest_seconds)
        if failure_count >= PAUSED_AFTER_FAILURES:
            wait = max(wait, self.pause_seconds)
        return wait * random.uniform(0.5, 1.0)  # noqa: S311 - it spreads, it doesn't hide


WEBHOOK = Waits(first_seconds=2.0, longest_seconds=2 * 3600.0)
# Readers get old answers meanwhile, so a cache that comes back is to hear of it soon.
CACHE = Waits(first_seconds=0.5, longest_seconds=15.0, pause_seconds=15.0)
