"""What is to be measured, and how thoroughly: what ``make bench`` was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class BadChoice(ValueError):
    """What was asked for can't be measured."""


@dataclass(frozen=True)
class Choices:
    """The choices of one run.

    ``pages`` are numbers of news in bulk in each language, the smallest first; ``rounds`` are those
    in one process, ``served_rounds`` those of a second each against a server. A full run asks every
    operation of every server and every size; else the largest size is served, and most servers are
    asked the three main questions.
    """

    databases: tuple[str, ...] = ("SQLite", "PostgreSQL")
    pages: tuple[int, ...] = (1_000, 20_000)
    workers: tuple[int, ...] = (1, 2)
    rounds: int = 15
    served_rounds: int = 3
    is_full: bool = False
    is_fresh: bool = False

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Choices:
        """What ``DATABASES``, ``PAGES``, ``WORKERS``, ``ROUNDS``, ``FULL`` and ``FRESH`` say.

        Raises:
            BadChoice: one of them can't be understood.
        """
        is_full = _is_true(variables, "FULL")
        rounds = _numbers(variables, "ROUNDS", (40,) if is_full else (cls.rounds,))[0]
        names = _words(variables, "DATABASES") or list(DATABASES)
        unknown = [name for name in names if name not in DATABASES]
        if unknown:
            raise BadChoice(f"DATABASES can hold {', '.join(DATABASES)}, not “{unknown[0]}”.")
        return cls(
            databases=tuple(DATABASES[name] for name in names),
            pages=tuple(sorted(_numbers(variables, "PAGES", cls.pages))),
            workers=_numbers(variables, "WORKERS", cls.workers),
            rounds=max(2, rounds),
            served_rounds=max(2, rounds // 5),
            is_full=is_full,
            is_fresh=_is_true(variables, "FRESH"),
        )


def _words(variables: Mapping[str, str], name: str) -> list[str]:
    return variables.get(name, "").lower().replace(",", " ").split()


def _is_true(variables: Mapping[str, str], name: str) -> bool:
    return variables.get(name, "").lower() not in {"", "0", "false"}


def _numbers(
    variables: Mapping[str, str], name: str, otherwise: tuple[int, ...]
) -> tuple[int, ...]:
    words = _words(variables, name)
    if not all(word.isdecimal() and int(word) > 0 for word in words):
        raise BadChoice(f"{name} takes numbers from 1, not “{variables[name]}”.")
    return tuple(map(int, words)) or otherwise
