"""Moves files from one place to another: copied, compared, and only then deleted, if at all.

It may be stopped and started again at any time. A file that is at both places is compared and not
sent again; one that differs is reported and left as it is at both.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.storage import Storage, storages
from django.core.files.storage.handler import StorageHandler

from cms.content.media import storage_urls
from cms.content.media.public_copies import copied_in_place
from cms.content.media.storage import PRIVATE, PUBLIC, files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CHUNK_BYTES = 1024 * 1024


class Outcome(StrEnum):
    """The outcome of moving a file."""

    COPIED = "copied"
    PRESENT = "there already"
    GONE = "deleted meanwhile"
    DIFFERENT = "different at the target, where it stays"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Stores:
    """A place for files: all of them, and copies of public renditions."""

    private: Any
    public: Any

    @classmethod
    def current(cls) -> Stores:
        """The place that the settings name."""
        return cls(storages[PRIVATE], storages[PUBLIC])

    @classmethod
    def at(cls, url: str) -> Stores:
        """The storages at a URL.

        Raises:
            WrongAddressError: it can't be read.
        """
        place = storage_urls.parse(url)
        settings: dict[str, Any] = {PRIVATE: place.private, PUBLIC: place.public}
        made = StorageHandler(settings)
        return cls(made[PRIVATE], made[PUBLIC])

    def is_same(self, other: Stores) -> bool:
        """True if both are one place."""
        return _identity(self.private) == _identity(other.private)

    def named(self) -> list[tuple[bool, str]]:
        """Every file: whether it is a public copy, and its name; public copies come last."""
        private = [(False, name) for name in files_in(self.private)]
        return private + [(True, name) for name in files_in(self.public)]


@dataclass(slots=True)
class Move:
    """Files on their way; ``outcomes`` has what became of each, ``errors`` of those that failed."""

    source: Stores
    target: Stores
    compare_content: bool = True
    outcomes: dict[tuple[bool, str], Outcome] = field(default_factory=dict)
    errors: dict[tuple[bool, str], str] = field(default_factory=dict)

    def run(self, parallel: int, progress: Callable[[int, int], None]) -> None:
        """Copy and compare everything, some files at a time.

        ``progress`` is called with how many are done, and how many there are.
        """
        wanted = self.source.named()
        # A public copy at the target is made of the private file there.
        for part in (False, True):
            some = [one for one in wanted if one[0] is part]
            with ThreadPoolExecutor(parallel) as pool:
                for one, outcome in zip(some, pool.map(self._moved, some), strict=True):
                    self.outcomes[one] = outcome
                    progress(len(self.outcomes), len(wanted))

    def missing(self) -> list[tuple[bool, str]]:
        """The files missing at the target, by name alone."""
        there = set(self.target.named())
        return [one for one in self.source.named() if one not in there]

    def count(self, *outcomes: Outcome) -> int:
        """The number of files with one of these outcomes."""
        return sum(outcome in outcomes for outcome in self.outcomes.values())

    @property
    def is_complete(self) -> bool:
        """True if everything is at the target and was found equal there."""
        return not self.count(Outcome.DIFFERENT, Outcome.FAILED)

    def delete_moved(self) -> int:
        """Delete from the source what was found equal at the target. Returns how many files."""
        moved = [
            one
            for one, outcome in self.outcomes.items()
            if outcome in {Outcome.COPIED, Outcome.PRESENT}
        ]
        # Public copies first: none outlives its file.
        for is_public, name in sorted(moved, reverse=True):
            _part(self.source, is_public=is_public).delete(name)
        return len(moved)

    def _moved(self, one: tuple[bool, str]) -> Outcome:
        is_public, name = one
        try:
            return self._copied(name, is_public=is_public)
        except FileNotFoundError:
            return Outcome.GONE
        except OSError as error:
            self.errors[one] = str(error)
            return Outcome.FAILED

    def _copied(self, name: str, *, is_public: bool) -> Outcome:
        source = _part(self.source, is_public=is_public)
        target = _part(self.target, is_public=is_public)
        if target.exists(name):
            return Outcome.PRESENT if self._equal(source, target, name) else Outcome.DIFFERENT
        if not (is_public and self._copied_from_private(name)):
            with source.open(name, "rb") as file:
                saved = target.save(name, file)
            if saved != name:
                # Somebody else has stored another file of this name at this moment.
                target.delete(saved)
                return Outcome.DIFFERENT
        return Outcome.COPIED if self._equal(source, target, name) else Outcome.DIFFERENT

    def _copied_from_private(self, name: str) -> bool:
        try:
            return copied_in_place(self.target.private, self.target.public, name)
        except FileNotFoundError:
            return False

    def _equal(self, source: Storage, target: Storage, name: str) -> bool:
        if source.size(name) != target.size(name):
            return False
        return not self.compare_content or _checksum(source, name) == _checksum(target, name)


def bytes_of(stores: Stores, files: Iterable[tuple[bool, str]]) -> int:
    """The size of some files together."""
    return sum(_part(stores, is_public=is_public).size(name) for is_public, name in files)


def _part(stores: Stores, *, is_public: bool) -> Any:
    return stores.public if is_public else stores.private


def _checksum(storage: Storage, name: str) -> str:
    found = sha256()
    with storage.open(name, "rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest()


def _identity(storage: Any) -> tuple[str, ...]:
    names = ("endpoint_url", "bucket_name", "location")
    return tuple(str(getattr(storage, name, "")) for name in names)
