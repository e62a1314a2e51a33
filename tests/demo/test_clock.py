from datetime import UTC, date, datetime, time

from django.utils import timezone

import pytest

from cms.demo import clock

pytestmark = pytest.mark.one_database


def test_a_day_in_the_past_is_now_and_today() -> None:
    with clock.at(date(2020, 12, 30), time(15)):
        assert timezone.now() == datetime(2020, 12, 30, 15, tzinfo=UTC)
        assert timezone.localdate() == date(2020, 12, 30)


def test_time_goes_on_afterwards_even_if_something_went_wrong() -> None:
    with pytest.raises(InterruptedError), clock.at(date(2020, 12, 30)):
        raise InterruptedError

    assert abs((timezone.now() - datetime.now(UTC)).total_seconds()) < 60
