"""The tests of the events are collected where these are switched on: see ``test_extending``."""

from django.conf import settings

from tests.api.conftest import ask
from tests.translation.fixtures import committed

__all__ = ["ask", "committed"]
collect_ignore = [] if "tests.extending.events" in settings.EXTENSIONS else ["events"]
