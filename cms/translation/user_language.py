"""The language in which a user reads the admin, without a request of theirs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from wagtail.users.models import UserProfile

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def in_language_of(user: Any) -> Iterator[None]:
    """Translate texts inside into a user's language. One query."""
    profile = UserProfile.objects.filter(user=user).first()
    language = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
    with translation.override(language):
        yield
