"""The figures as tables, readable in a terminal and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.performance.targets import verdicts
from tests.performance.wrk import CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.performance.figures import Figures, Memory, Ratio, Served, Uncached

NOTES = f"""\
CPU is milliseconds a request. Uncached it is that of the process that answers and of the database's
together; in brackets the database's share, where it has a process of its own. Served it is that of
the workers alone, and whoever asks takes gzip, which the limit doesn't give. “× limit” is CPU, or
where a server is asked the throughput, against Django with all its middleware and a fixed body of
10 kB in the same round. ± is half the distance between the quartiles of the rounds. Latencies are
milliseconds: uncached those of one caller in the same process, served those of {CONNECTIONS}
connections that never rest, of one for a preview, on the same cores. Uncached, no answer is kept, a
process remembers what it knows of lists, links and the site, and the database's process runs on the
same core. “After a change”: an article has just been published again. “After a start”: the process
remembers nothing. What it has to count or to rank as a whole it does then, once for each list and
each search, which takes as long as there are pages or hits."""


_MET = {True: "met", False: "MISSED", None: ""}


def report(figures: Figures) -> str:
    """All of a run as Markdown."""
    parts = ["# Benchmark", _header(figures), *_targets(figures)]
    for database in dict.fromkeys(one.database for one in figures.uncached):
        found = [one for one in figures.uncached if one.database == database]
        parts += [f"## Uncached, {database}", _uncached(found)]
    for database in dict.fromkeys(one.database for one in figures.served):
        found_served = [one for one in figures.served if one.database == database]
        parts += [f"## Served, {database}", _served(found_served)]
    if figures.memory:
        parts += ["## Memory of a worker", _memory(figures.memory)]
    parts.append(NOTES)
    return "\n\n".join(parts) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown whose columns stand below each other, all but the first to the right."""
    lines = [list(heads), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruler = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in (lines[0], ruler, *lines[1:])
    )


def _header(figures: Figures) -> str:
    lines = [f"- {name}: {value}" for name, value in figures.header]
    return "\n".join([*lines, *(f"- {sentence}" for sentence in figures.left_out)])


def _targets(figures: Figures) -> list[str]:
    found = verdicts(figures)
    rows = [(one.what, one.database, one.target, one.found, _MET[one.is_met]) for one in found]
    return ["## Targets", table(("what", "database", "target", "found", ""), rows)] if rows else []


def _uncached(found: list[Uncached]) -> str:
    """A line for each question; ratios and latencies are those of the most pages."""
    sizes = sorted({one.pages for one in found})
    by_name: dict[str, dict[int, Uncached]] = {}
    for one in found:
        by_name.setdefault(one.name, {})[one.pages] = one
    heads = ["", "SQL", "kB", *(f"CPU at {size:,}" for size in sizes), "× limit", "±"]
    heads += [f"× {sizes[0]:,}", "±"] if len(sizes) > 1 else []
    rows = []
    for name, of_sizes in by_name.items():
        most = of_sizes[sizes[-1]]
        row = [name, str(most.query_count), f"{most.size / 1000:.1f}"]
        row += [_cpu(of_sizes[size]) for size in sizes] + _ratio(most.to_limit, 1)
        row += _ratio(most.growth, 2) if most.growth is not None else []
        rows.append([*row, *_milliseconds(most)])
    return table([*heads, "p50", "p95", "p99"], rows)


def _cpu(one: Uncached) -> str:
    share = f" ({one.in_database * 1000:.2f})" if one.in_database else ""
    return f"{one.cpu * 1000:.2f}{share}"


def _ratio(one: Ratio, digits: int) -> list[str]:
    return [f"{one.median:.{digits}f}", f"{one.spread:.0%}"]


def _milliseconds(one: Uncached | Served) -> list[str]:
    latency = one.latency
    return [f"{seconds * 1000:.2f}" for seconds in (latency.p50, latency.p95, latency.p99)]


def _served(found: list[Served]) -> str:
    heads = (
        "", "pages", "workers", "kept", "requests/s", "× limit", "±", "CPU", "p50", "p95", "p99",
    )  # fmt: skip
    rows = [
        [
            one.name, f"{one.pages:,}", str(one.workers), one.mode, f"{one.per_second:,.0f}",
            *_ratio(one.to_limit, 1), f"{one.cpu * 1000:.3f}", *_milliseconds(one),
        ]
        for one in found
    ]  # fmt: skip
    return table(heads, rows)


def _memory(found: Iterable[Memory]) -> str:
    rows = [
        [
            one.database, f"{one.pages:,}", str(one.workers), f"{one.requests:,}",
            ", ".join(f"{megabytes:.0f}" for megabytes in one.megabytes), f"{one.mapped:.0f}",
        ]
        for one in found
    ]  # fmt: skip
    return table(("", "pages", "workers", "requests", "MB, in fifths of them", "of it files"), rows)
