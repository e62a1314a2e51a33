"""The token of a first run in the browser: printed when a server starts, worth nothing afterwards.

The database keeps its hash, so that every worker knows it. It ends with the first user.
"""

from __future__ import annotations

import json
import secrets
import sys
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.utils import Error as DatabaseError
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import SetUpToken
from cms.operation import log_lines

LIFETIME = timedelta(days=1)
# Workers of one server start together; one of them prints.
_START = timedelta(seconds=20)


def is_wanted() -> bool:
    """True if there is no user who could set the site up in the admin. One query."""
    return not get_user_model().objects.exists()


def announce() -> None:
    """Print the URL of the first run to standard error, past the log, if there is no user.

    The log hides tokens; the line has the form of its lines. Without a database there is nothing to
    announce.
    """
    try:
        url = _new_url() if is_wanted() else ""
    except DatabaseError:
        return
    if url:
        sys.stderr.write(_line(f"No user exists yet. Set the site up within a day at {url}"))
        sys.stderr.flush()


def _line(text: str) -> str:
    if settings.LOGGING["formatters"]["line"]["style"] != log_lines.JSON:
        return f"{text}\n"
    return json.dumps({"level": "warning", "event": text, "logger": __name__}) + "\n"


def is_valid(token: str) -> bool:
    """True if a token was printed, isn't too old, and is still valid. Two queries."""
    since = timezone.now() - LIFETIME
    found = SetUpToken.objects.filter(token_hash=_hashed(token), made_at__gte=since)
    return bool(found.exists() and is_wanted())


def expire() -> None:
    """Let no token be of use any more."""
    SetUpToken.objects.all().delete()


@transaction.atomic
def _new_url() -> str:
    """A URL with a new token; none where a worker next to this one has just printed it."""
    now = timezone.now()
    SetUpToken.objects.filter(made_at__lt=now - LIFETIME).delete()
    if SetUpToken.objects.filter(made_at__gte=now - _START).exists():
        return ""
    token = secrets.token_urlsafe(32)
    SetUpToken.objects.create(token_hash=_hashed(token), made_at=now)
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('set_up')}?token={token}"


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
