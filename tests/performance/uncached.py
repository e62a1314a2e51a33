"""What an answer costs that isn't kept, in one process for each database.

All processes take their samples in turn: in each round every question is asked of every database
before the next one, so a busy moment of the machine falls on all alike, and whatever is compared
was measured within a second.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.running import ROOT
from tests.performance.figures import Latency, Ratio, Uncached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.performance.data import Database, Say

STOP_SECONDS = 20


@dataclass(slots=True)
class Samples:
    """What a question took in each round."""

    cpu: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    def add(self, sample: dict[str, Any]) -> None:
        """Keep what a sampler says."""
        self.cpu.append(sample["cpu"] + sample["database"])
        self.in_database.append(sample["database"])
        self.latencies += sample["latencies"]


@dataclass(slots=True)
class Sampler:
    """A process that asks one database."""

    database: Database
    process: subprocess.Popen[str]
    description: dict[str, Any]
    samples: list[Samples]

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What it can ask: first the limit."""
        found: list[dict[str, Any]] = self.description["questions"]
        return found

    def take(self, number: int) -> None:
        """Ask a question for some milliseconds."""
        assert self.process.stdin is not None
        print(number, file=self.process.stdin, flush=True)
        self.samples[number].add(_said(self.process))

    def figures(self, smallest: Sampler) -> list[Uncached]:
        """All questions, the limit first."""
        return [self._figure(number, smallest) for number in range(len(self.questions))]

    def _figure(self, number: int, smallest: Sampler) -> Uncached:
        asked, found = self.questions[number], self.samples[number]
        is_larger = smallest.database.pages < self.database.pages
        return Uncached(
            database=self.database.kind,
            pages=self.database.pages,
            name=asked["name"],
            query_count=asked["query_count"],
            size=asked["size"],
            cpu=statistics.median(found.cpu),
            in_database=statistics.median(found.in_database),
            to_limit=Ratio.of(found.cpu, self.samples[0].cpu),
            growth=Ratio.of(found.cpu, smallest.samples[number].cpu) if is_larger else None,
            latency=Latency.of(found.latencies),
        )


@contextmanager
def samplers(databases: list[Database], state: Path) -> Iterator[list[Sampler]]:
    """A process for each database, warmed up."""
    with ExitStack() as stack:
        yield [stack.enter_context(_sampler(database, state)) for database in databases]


@contextmanager
def _sampler(database: Database, state: Path) -> Iterator[Sampler]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.performance.sampler"],
        cwd=ROOT, env=database.environment(state), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        description = _said(process)
        yield Sampler(database, process, description, [Samples() for _ in description["questions"]])
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _said(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("A process that samples has ended; what it said is above.")
    said: dict[str, Any] = json.loads(line)
    return said


def measure(asking: list[Sampler], rounds: int, *, say: Say) -> list[Uncached]:
    """Sample everything once a round, previews after all the rest.

    A preview writes a draft and takes it back: PostgreSQL reads past such rows until it cleans up.
    """
    questions = asking[0].questions
    reading = [number for number, one in enumerate(questions) if one["is_kept"]]
    _sample(asking, reading, rounds, say)
    others = [number for number in range(len(questions)) if number not in reading]
    _sample(asking, others, rounds, say)
    found = []
    for sampler in asking:
        alike = [one for one in asking if one.database.kind == sampler.database.kind]
        found += sampler.figures(min(alike, key=lambda one: one.database.pages))
    return found


def _sample(asking: list[Sampler], numbers: list[int], rounds: int, say: Say) -> None:
    for done in range(rounds):
        for number in numbers:
            for sampler in asking:
                sampler.take(number)
        if (done + 1) % 5 == 0:
            say(f"  {done + 1} of {rounds} rounds")
