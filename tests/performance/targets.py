"""What the figures should be, and whether they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tests.performance.figures import Figures, Served, Uncached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Figure = TypeVar("Figure", Uncached, Served)

LIMIT = "limit: a fixed 10 kB"
LIST = "NewsList and alternates"
UNCOUNTED = "NewsList and alternates, uncounted"
ARTICLE = "Route to an article"
SITEWIDE = "Sitewide"
KEPT_LIST = "NewsList"
# What a question is called that comes first after something.
CHANGE, START = ", after a change", ", after a start"
CHECKED, WINDOW, NOTHING = "version asked each time", "version asked every 10 ms", "nothing"

MOST_TIMES_LIMIT = {LIST: 12.0, UNCOUNTED: 12.0, ARTICLE: 10.0, SITEWIDE: 6.0}
MOST_QUERIES = {LIST: 4, ARTICLE: 5, SITEWIDE: 3}
MOST_GROWTH = 1.15
LEAST_TIMES_LIMIT = {
    ("SQLite", CHECKED): 5.0,
    ("PostgreSQL", CHECKED): 1.1,
    ("SQLite", WINDOW): 5.0,
    ("PostgreSQL", WINDOW): 5.0,
}
MOST_MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target beside what was found; ``None``: it is told, and there is no target."""

    what: str
    database: str
    target: str
    found: str
    is_met: bool | None


def verdicts(figures: Figures) -> list[Verdict]:
    """All targets that were measured."""
    return [
        *_cpu(figures.uncached),
        *_growth(figures.uncached),
        *_throughput(figures.served),
        *_memory(figures),
    ]


def _cpu(uncached: Iterable[Uncached]) -> Iterator[Verdict]:
    for one in _largest(uncached):
        most = MOST_TIMES_LIMIT.get(one.name)
        if most is not None:
            times = one.to_limit.median
            yield Verdict(
                f"uncached, {one.name}: CPU against the limit", one.database,
                f"≤ {most:g}×", f"{times:.1f}×", times <= most,
            )  # fmt: skip
        queries = MOST_QUERIES.get(one.name)
        if queries is not None:
            yield Verdict(
                f"uncached, {one.name}: SQL", one.database,
                f"≤ {queries}", str(one.query_count), one.query_count <= queries,
            )  # fmt: skip


def _growth(uncached: Iterable[Uncached]) -> Iterator[Verdict]:
    grown: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for one in _largest(uncached):
        if one.growth is not None and one.name != LIMIT:
            after = next((name for name in (CHANGE, START) if one.name.endswith(name)), "")
            grown.setdefault((one.database, after), []).append((one.growth.median, one.name))
    for (database, after), found in grown.items():
        missed = sum(times > MOST_GROWTH for times, _name in found)
        times, name = max(found)
        what = f"most against fewest pages, the worst of {len(found)}: {name}"
        if after == START:
            yield Verdict(what, database, "none: once", f"{times:.2f}×", None)
        else:
            target, text = f"≤ {MOST_GROWTH}×", f"{times:.2f}×, {missed} above"
            yield Verdict(what, database, target, text, not missed)


def _throughput(served: Iterable[Served]) -> Iterator[Verdict]:
    for one in _largest(served):
        least = LEAST_TIMES_LIMIT.get((one.database, one.mode))
        if least is not None and one.name == KEPT_LIST:
            times = one.to_limit.median
            yield Verdict(
                f"kept, {one.mode}, workers: {one.workers}: throughput against the limit",
                one.database, f"≥ {least:g}×", f"{times:.1f}×", times >= least,
            )  # fmt: skip


def _memory(figures: Figures) -> Iterator[Verdict]:
    for one in figures.memory:
        last = one.megabytes[-1]
        yield Verdict(
            f"memory of a worker after {one.requests:,} requests", one.database,
            f"≤ {MOST_MEGABYTES} MB", f"{last:.0f} MB", last <= MOST_MEGABYTES,
        )  # fmt: skip


def _largest(figures: Iterable[Figure]) -> list[Figure]:
    """Those of the largest database of each kind."""
    found = list(figures)
    most: dict[str, int] = {}
    for one in found:
        most[one.database] = max(one.pages, most.get(one.database, 0))
    return [one for one in found if one.pages == most[one.database]]
