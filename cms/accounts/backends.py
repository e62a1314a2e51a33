"""The authentication backend: checks passwords, and loads the user of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from axes.backends import AxesStandaloneBackend

from cms.accounts import second_factor
from cms.accounts.throttling import limits, tries

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


class Backend(AxesStandaloneBackend, ModelBackend):
    """Checks a password after counting the try; the same for names that nobody has.

    Calls without a request, such as a command's, aren't counted: there is nobody to hold up.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """The user, or ``None``.

        Raises:
            PermissionDenied: there were too many wrong tries, or passwords are switched off.
        """
        if not settings.PASSWORD_LOGIN:
            raise PermissionDenied
        if username is None:
            username = credentials.get(get_user_model().USERNAME_FIELD)
        if username is None or password is None:
            return None
        if request is None:
            return ModelBackend.authenticate(self, None, username, password)
        try:
            attempt = tries.begin(request, limits.PASSWORD, username)
        except tries.LockedOut as locked:
            raise PermissionDenied from locked
        user = ModelBackend.authenticate(self, request, username, password)
        if user is None:
            attempt.fail()
        else:
            attempt.succeed()
        return user

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, with what ``second_factor`` asks of them, in one query."""
        user = second_factor.users_with_facts().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
