"""What answers cost a server: granian as in production, asked over loopback.

A question is asked for a second, then the next one, the fixed body among them, in rounds that
alternate, so that a busy moment falls on all alike. ``wrk`` and the server share the machine's
cores; CPU is that of the workers alone.
"""

from __future__ import annotations

import statistics
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.running import free_port
from tests.performance import wrk
from tests.performance.figures import Latency, Memory, Ratio, Served
from tests.performance.serving import granian
from tests.performance.targets import ARTICLE, CHECKED, KEPT_LIST, NOTHING, SITEWIDE, WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.performance.choices import Choices
    from tests.performance.data import Database, Say
    from tests.performance.serving import Server

MODES = {
    CHECKED: {"VERSION_FRESH_MILLISECONDS": "0"},
    WINDOW: {"VERSION_FRESH_MILLISECONDS": "10"},
    NOTHING: {"KEPT_ANSWERS_MEGABYTES": "0"},
}
MAIN = (KEPT_LIST, ARTICLE, SITEWIDE)
REQUESTS, ANSWERS = 100_000, 500
MOST_ATTEMPTS = 5

Questions = list[dict[str, Any]]


@dataclass(slots=True)
class Samples:
    """What came of one question in each round."""

    name: str
    url: str
    connections: int
    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    latencies: list[Latency] = field(default_factory=list)

    def take(self, server: Server) -> None:
        """A second of load, another one where the machine was too busy for a single answer.

        Raises:
            RuntimeError: nothing was answered in any of them.
        """
        for _attempt in range(MOST_ATTEMPTS):
            began_at = server.cpu_seconds()
            found = wrk.load(self.url, connections=self.connections)
            if found.requests:
                break
        else:
            raise RuntimeError(f"{self.name} had no answer in {MOST_ATTEMPTS} seconds of load.")
        self.per_second.append(found.per_second)
        self.cpu.append((server.cpu_seconds() - began_at) / found.requests)
        self.latencies.append(found.latency)

    def latency(self) -> Latency:
        """The median of the rounds, each by itself."""
        p50, p95, p99 = (
            statistics.median(getattr(one, name) for one in self.latencies)
            for name in ("p50", "p95", "p99")
        )
        return Latency(p50, p95, p99, sum(one.count for one in self.latencies))


def measure(
    databases: list[tuple[Database, Questions]], choices: Choices, state: Path, *, say: Say
) -> tuple[list[Served], list[Memory]]:
    """Start each server in turn and ask it; the memory of the first of each database is read.

    Each database is asked its own questions: the cursor of one isn't known to another.
    """
    served: list[Served] = []
    memory: list[Memory] = []
    for database, questions, workers, mode in _servers(databases, choices):
        say(f"  {database.kind}, pages: {database.pages:,}, workers: {workers}, kept: {mode}")
        settings = database.environment(state) | MODES[mode]
        with granian(free_port(), workers=workers, threads=1, settings=settings) as server:
            is_first = workers == choices.workers[0] and mode == CHECKED
            asked = _asked(questions, mode, everything=choices.is_full or is_first)
            found = [_samples(one, server) for one in asked]
            for one in found:
                _warm_up(one, mode)
            for _ in range(choices.served_rounds):
                for one in found:
                    one.take(server)
            limit = found[0]
            served += [_figure(one, limit, database, workers, mode) for one in found]
            if is_first and database.pages == choices.pages[-1]:
                memory.append(_memory(server, found[1], database, workers))
    return served, memory


def _samples(question: dict[str, Any], server: Server) -> Samples:
    # Many previews at once would be waiting in line when their second is over, and a while longer.
    connections = wrk.CONNECTIONS if question["is_kept"] else 1
    return Samples(question["name"], server.origin + question["address"], connections)


def _servers(
    databases: list[tuple[Database, Questions]], choices: Choices
) -> Iterator[tuple[Database, Questions, int, str]]:
    for database, questions in databases:
        if choices.is_full or database.pages == choices.pages[-1]:
            for workers in choices.workers:
                for mode in MODES:
                    yield database, questions, workers, mode


def _asked(questions: Questions, mode: str, *, everything: bool) -> Questions:
    """The limit first; previews, which nobody keeps, only where nothing is kept."""
    limit, *others = questions
    others = [one for one in others if not one["after"]]
    possible = [one for one in others if one["is_kept"] or mode == NOTHING]
    if not everything:
        possible = [one for one in possible if one["name"] in MAIN]
    return [limit, *possible]


def _warm_up(one: Samples, mode: str) -> None:
    """Have every worker answer, and see that the answer is kept, or isn't."""
    wrk.load(one.url, connections=one.connections)
    with urllib.request.urlopen(one.url) as response:
        status = response.headers.get("Cache-Status", "")
    is_limit = one.url.endswith("/limit/")
    if not is_limit and ("hit" in status.split("; ")) != (mode != NOTHING):
        raise RuntimeError(f"{one.name} gives “{status}” where {mode} is kept.")


def _figure(one: Samples, limit: Samples, database: Database, workers: int, mode: str) -> Served:
    return Served(
        database=database.kind,
        pages=database.pages,
        workers=workers,
        mode=mode,
        name=one.name,
        per_second=statistics.median(one.per_second),
        to_limit=Ratio.of(one.per_second, limit.per_second),
        cpu=statistics.median(one.cpu),
        latency=one.latency(),
    )


def _memory(server: Server, asked: Samples, database: Database, workers: int) -> Memory:
    """Ask for some hundreds of answers that all differ, and read the memory on the way."""
    found = [server.megabytes()]
    for _fifth in range(5):
        done = 0
        while done < REQUESTS // 5:
            done += wrk.load(asked.url, answers=ANSWERS).requests
        found.append(server.megabytes())
    mapped = server.mapped_megabytes()
    return Memory(database.kind, database.pages, workers, REQUESTS, tuple(found), mapped)
