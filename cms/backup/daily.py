"""Pruning by the scheduler: once a day, whichever process comes first."""

from django.core.cache import cache

from cms.operation import pruning

SECONDS = 24 * 60 * 60
_KEY = "pruned-today"


def prune() -> None:
    """Prune everything, unless that was done within a day; failures are logged."""
    if cache.add(_KEY, 1, timeout=SECONDS):
        for _name, _result in pruning.run():
            pass
