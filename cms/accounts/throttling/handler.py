"""The handler of django-axes.

Counting is ours: axes reads a count, lets the password be checked and counts afterwards, so what
comes at the same time isn't held up, and it writes down what was sent. Its commands work as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt

from cms.accounts import addresses
from cms.accounts.throttling import names

if TYPE_CHECKING:
    from django.http import HttpRequest


class Handler(AxesDatabaseHandler):
    """Leaves counting to ``tries`` and records to the trail; resets what is counted."""

    def is_allowed(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """True if nothing in this request is locked."""
        return not getattr(request, "axes_locked_out", False)

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """None: ``tries`` reports what is full."""
        return 0

    def user_login_failed(
        self, sender: Any, credentials: Any, request: Any = None, **_: Any
    ) -> None:
        """Nothing: the try was counted before."""

    def user_logged_in(self, sender: Any, request: Any, user: Any, **_: Any) -> None:
        """Nothing: the trail has it."""

    def user_logged_out(self, sender: Any, request: Any, user: Any, **_: Any) -> None:
        """Nothing: the trail has it."""

    def reset_attempts(
        self,
        *,
        ip_address: str | None = None,
        username: str | None = None,
        ip_or_username: bool = False,
    ) -> int:
        """Forget wrong tries, of an IP address or a name; how many rows were deleted."""
        by_place = Q(ip_address=addresses.network(ip_address)) if ip_address else Q()
        by_name = Q(username=names.digest(username)) if username else Q()
        chosen = by_place | by_name if ip_or_username else by_place & by_name
        return int(AccessAttempt.objects.filter(chosen).delete()[0])
