"""The errors a task is tried again after, how often, and how long it waits in between.

A task without a rule of its own has ``TRANSIENT``: what a network or a database does to it passes,
a mistake in the code doesn't, and is shown to the administrators at once.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import InterfaceError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_tasks.base import Task

T = TypeVar("T", bound="Task[Any, Any]")


@dataclass(frozen=True, slots=True)
class Retry:
    """A rule: after which errors, how many attempts in all, and the pauses between them."""

    errors: tuple[type[Exception], ...] = (OperationalError, InterfaceError, OSError)
    most_attempts: int = 6
    first_seconds: float = 5.0
    longest_seconds: float = 1800.0

    def pause_after(self, attempt_count: int, error: BaseException) -> float | None:
        """Seconds until the next attempt; ``None``: there is none.

        Args:
            attempt_count: the attempts so far, the failed one included.
            error: what it failed with.
        """
        if attempt_count >= self.most_attempts or not isinstance(error, self.errors):
            return None
        return pause_seconds(
            attempt_count,
            first_seconds=self.first_seconds,
            longest_seconds=self.longest_seconds,
        )


TRANSIENT = Retry()
# For what nobody does in its place: a service may be away for the better part of an hour.
PATIENT = Retry(most_attempts=12, longest_seconds=600.0)
_rules: dict[str, Retry] = {}


def retried(rule: Retry) -> Callable[[T], T]:
    """Give a task a rule; above ``@task()``."""

    def decorate(task: T) -> T:
        _rules[task.module_path] = rule
        return task

    return decorate


def rule_of(task_path: str) -> Retry:
    """The rule of a task, by the path of its function."""
    return _rules.get(task_path, TRANSIENT)


def pause_seconds(attempt_count: int, *, first_seconds: float, longest_seconds: float) -> float:
    """A pause that doubles with each attempt, shortened by up to half at random.

    So what failed together isn't tried again together.
    """
    doubled = first_seconds * 2.0 ** min(attempt_count - 1, 32)
    return min(doubled, longest_seconds) * random.uniform(0.5, 1.0)  # noqa: S311 - it spreads
