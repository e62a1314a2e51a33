"""The steps of a first run, contributed by each domain and done in a fixed order.

A step makes what isn't there yet and returns what it made, in words for whoever runs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cms.content.pages.first_run.plan import Plan

    Act = Callable[[Plan], Iterable[str]]


class Stage(IntEnum):
    """The moment a step is done."""

    LANGUAGES = 1
    FRONT_PAGE = 2
    LISTS = 3
    TRANSLATIONS = 4
    GROUPS = 5
    ADMINISTRATOR = 6


@dataclass(frozen=True, slots=True)
class _Step:
    stage: Stage
    name: str
    act: Act


_steps: dict[str, _Step] = {}


def register(stage: Stage, name: str, act: Act) -> None:
    """Add a step, or replace the one of the same name."""
    _steps[name] = _Step(stage, name, act)


def do_all(plan: Plan) -> Iterator[str]:
    """Do all steps; what each has made."""
    for step in sorted(_steps.values(), key=lambda one: (one.stage, one.name)):
        yield from step.act(plan)
