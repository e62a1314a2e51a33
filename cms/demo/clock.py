"""The days the demo's editors and translators worked on.

Their pages speak of the years 2019 to 2026, so they are published in those years and not all of
them in the minute of the load: what readers and editors see of times is the same after every load.

The clock is set instead of the dates, because Wagtail and wagtail-localize ask for the time
themselves in about 30 places while something is published or translated, and accept one from
outside only for log entries and new revisions. Dates corrected afterwards would also have to reach
into the JSON of revisions, the versions of legal notices and the search index.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from unittest.mock import patch

from django.utils import timezone

WRITTEN, TRANSLATED = time(9), time(15)


@contextmanager
def at(day: date, hour: time = WRITTEN) -> Iterator[None]:
    """Have Django and Wagtail take this for now, in UTC; they offer no other way to be told."""
    moment = datetime.combine(day, hour, tzinfo=UTC)
    with patch.object(timezone, "now", lambda: moment):
        yield
