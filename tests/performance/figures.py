"""What was measured, and what is said of many samples: the median and the spread.

Durations are seconds here; tables and charts give milliseconds.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one thing is another, compared in each round.

    ``spread`` is half the distance between the quartiles of the rounds, as a share of the median.
    """

    median: float
    spread: float

    @classmethod
    def of(cls, ones: Sequence[float], others: Sequence[float]) -> Ratio:
        """Of samples of the same rounds, two or more."""
        each = [one / other for one, other in zip(ones, others, strict=True)]
        low, _middle, high = statistics.quantiles(each, n=4, method="inclusive")
        median = statistics.median(each)
        return cls(median, (high - low) / 2 / median)


@dataclass(frozen=True, slots=True)
class Latency:
    """The time half, 95 and 99 of 100 requests took at most; ``count`` is how many there were."""

    p50: float
    p95: float
    p99: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """Of requests, two or more."""
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        return cls(cuts[49], cuts[94], cuts[98], len(seconds))


@dataclass(frozen=True, slots=True)
class Uncached:
    """A question asked in one process, nothing kept.

    ``cpu`` is that of this process and of the database's, ``in_database`` the second alone; where
    the database is a part of this process that is nothing. ``growth`` is ``cpu`` against that of
    the smallest database of its kind; the smallest itself has none.
    """

    database: str
    pages: int
    name: str
    query_count: int
    size: int
    cpu: float
    in_database: float
    to_limit: Ratio
    growth: Ratio | None
    latency: Latency


@dataclass(frozen=True, slots=True)
class Served:
    """A question asked of a server by connections that never rest.

    ``mode`` says what the workers keep. ``to_limit`` is the throughput against that of the fixed
    body; ``cpu`` is what all workers spend on a request.
    """

    database: str
    pages: int
    workers: int
    mode: str
    name: str
    per_second: float
    to_limit: Ratio
    cpu: float
    latency: Latency


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of the largest worker in MB: at first, and after each fifth of ``requests``.

    ``mapped`` is what of it are files in the end: programs, and the database where it is a file.
    """

    database: str
    pages: int
    workers: int
    requests: int
    megabytes: tuple[float, ...]
    mapped: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that one run found; ``header`` says on what, as pairs of a name and a value."""

    header: tuple[tuple[str, str], ...]
    uncached: tuple[Uncached, ...]
    served: tuple[Served, ...] = ()
    memory: tuple[Memory, ...] = ()
    left_out: tuple[str, ...] = ()
