"""A new history of changes, for a database whose rows were put back.

Workers, caches in front and builds have seen a history that this database no longer has. Numbers go
on above all that either history has given, with tokens of their own: what was kept before is not
served, and a cursor of ``changes`` that was given before is refused.
"""

from __future__ import annotations

import secrets

from cms.delivery.invalidation import tokenizer
from cms.delivery.models import (
    CacheTag,
    ContentVersion,
    Outbox,
    PublicSite,
    RaisedTags,
    SettledChanges,
)
from cms.delivery.versions.content_version import invalidate_everything

_TOKEN_BITS = 62
# Of ``SettledChanges``: 16 digits.
_TOKEN_BYTES = 8


def begin(*, above: int) -> None:
    """Begin a new history, in the transaction in which the rows were written.

    Args:
        above: the highest number that the history of the rows, or of this database, has given.
    """
    token = secrets.randbits(_TOKEN_BITS)
    # Whoever has seen one of these numbers finds another token at it.
    RaisedTags.objects.update(token=token, user=None)
    CacheTag.objects.exclude(name__startswith=tokenizer.NAME).delete()
    ContentVersion.objects.update_or_create(id=1, defaults={"number": above, "token": token})
    SettledChanges.objects.all().delete()
    numbers = {}
    for state in PublicSite.objects.order_by("pk"):
        state.token = secrets.token_hex(_TOKEN_BYTES)
        state.save(update_fields=["token"])
        SettledChanges.objects.create(site_id=state.pk, number=state.number, token=state.token)
        numbers[str(state.pk)] = state.number
    Outbox.objects.update_or_create(id=1, defaults={"version": above, "numbers": numbers})
    # Caches in front are purged, and receivers of webhooks rebuild everything.
    invalidate_everything(cause="restore of a backup")


def highest_number() -> int:
    """The number of the latest change in the history of this database."""
    return ContentVersion.objects.values_list("number", flat=True).first() or 0
