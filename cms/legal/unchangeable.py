"""Rows that prove what was published: they can be added and read, and nothing else."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class UnchangeableQuerySet(models.QuerySet[Row]):
    """Rows that can be added and read and nothing else."""

    def update(self, **_kwargs: Any) -> int:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never deleted.")


class Unchangeable(models.Model):
    """A publication of a notice in one language at one time.

    Languages are named by their codes, because the row outlives the language it is in.
    """

    translation_key = models.UUIDField(editable=False)
    language_code = models.CharField(max_length=100)
    is_source = models.BooleanField()
    published_at = models.DateTimeField()
    # Its place in the chain of the notice in this language; empty in rows of an older release until
    # the next one is published.
    position = models.PositiveIntegerField(null=True)
    previous_hash = models.CharField(max_length=64, default="", db_default="")
    chain_hash = models.CharField(max_length=64, default="", db_default="")
    signature = models.CharField(max_length=100, default="", db_default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a row that exists is never written again.

        Raises:
            TypeError: it is stored already.
        """
        if not self._state.adding:
            raise TypeError("A version of a legal notice is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError("A version of a legal notice is never deleted.")
