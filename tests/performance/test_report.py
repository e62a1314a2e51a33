"""The benchmark itself: what it makes of samples, and what it says of figures that are given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.performance.chart import chart, spread_out
from tests.performance.choices import BadChoice, Choices
from tests.performance.figures import Figures, Latency, Memory, Ratio, Served, Uncached
from tests.performance.report import report
from tests.performance.targets import CHECKED, LIST, START, WINDOW, Verdict, verdicts

pytestmark = pytest.mark.one_database

LATENCY = Latency(p50=0.001, p95=0.002, p99=0.0035, count=400)
LIMIT = Uncached(
    database="SQLite",
    pages=1_000,
    name="limit: a fixed 10 kB",
    query_count=0,
    size=10_000,
    cpu=0.0002,
    in_database=0,
    to_limit=Ratio(1, 0),
    growth=None,
    latency=LATENCY,
)
ASKED = replace(LIMIT, name=LIST, query_count=4, size=38_800, cpu=0.002, to_limit=Ratio(10, 0.02))
LARGE_LIMIT = replace(LIMIT, pages=20_000, growth=Ratio(1, 0.01))
LARGE = replace(
    ASKED, pages=20_000, cpu=0.0025, to_limit=Ratio(12.5, 0.03), growth=Ratio(1.25, 0.04)
)  # fmt: skip
KEPT = Served(
    database="SQLite",
    pages=20_000,
    workers=1,
    mode=CHECKED,
    name="NewsList",
    per_second=20_000,
    to_limit=Ratio(5.5, 0.1),
    cpu=0.00004,
    latency=LATENCY,
)
FIGURES = Figures(
    header=(("commit", "0123456"), ("machine", "2 cores, 8 GB")),
    uncached=(LIMIT, ASKED, LARGE_LIMIT, LARGE),
    served=(KEPT,),
    memory=(Memory("SQLite", 20_000, 1, 100_000, (90, 120, 121, 121, 121, 121), 30),),
    left_out=("not measured: PostgreSQL 15 is not installed",),
)
REPORT = """\
# Benchmark

- commit: 0123456
- machine: 2 cores, 8 GB
- not measured: PostgreSQL 15 is not installed

## Targets

| what                                                                    | database |   target |          found |        |
| ----------------------------------------------------------------------- | -------: | -------: | -------------: | -----: |
| uncached, NewsList and alternates: CPU against the limit                |   SQLite |    ≤ 12× |          12.5× | MISSED |
| uncached, NewsList and alternates: SQL                                  |   SQLite |      ≤ 4 |              4 |    met |
| most against fewest pages, the worst of 1: NewsList and alternates      |   SQLite |  ≤ 1.15× | 1.25×, 1 above | MISSED |
| kept, version asked each time, workers: 1: throughput against the limit |   SQLite |     ≥ 5× |           5.5× |    met |
| memory of a worker after 100,000 requests                               |   SQLite | ≤ 200 MB |         121 MB |    met |

## Uncached, SQLite

|                         | SQL |   kB | CPU at 1,000 | CPU at 20,000 | × limit |  ± | × 1,000 |  ± |  p50 |  p95 |  p99 |
| ----------------------- | --: | ---: | -----------: | ------------: | ------: | -: | ------: | -: | ---: | ---: | ---: |
| limit: a fixed 10 kB    |   0 | 10.0 |         0.20 |          0.20 |     1.0 | 0% |    1.00 | 1% | 1.00 | 2.00 | 3.50 |
| NewsList and alternates |   4 | 38.8 |         2.00 |          2.50 |    12.5 | 3% |    1.25 | 4% | 1.00 | 2.00 | 3.50 |

## Served, SQLite

|          |  pages | workers |                    kept | requests/s | × limit |   ± |   CPU |  p50 |  p95 |  p99 |
| -------- | -----: | ------: | ----------------------: | ---------: | ------: | --: | ----: | ---: | ---: | ---: |
| NewsList | 20,000 |       1 | version asked each time |     20,000 |     5.5 | 10% | 0.040 | 1.00 | 2.00 | 3.50 |

## Memory of a worker

|        |  pages | workers | requests |       MB, in fifths of them | of it files |
| ------ | -----: | ------: | -------: | --------------------------: | ----------: |
| SQLite | 20,000 |       1 |  100,000 | 90, 120, 121, 121, 121, 121 |          30 |

"""  # noqa: E501 - as it is printed
PANEL = """\
<g transform="translate(0 0)">
<text class="panel" x="54" y="62">SQLite</text>
<line class="limit" x1="54" x2="244" y1="494" y2="494"/>
<text class="soft end" x="48" y="498">1×</text>
<line class="grid" x1="54" x2="244" y1="396.8" y2="396.8"/>
<text class="soft end" x="48" y="400.8">2×</text>
<line class="grid" x1="54" x2="244" y1="268.4" y2="268.4"/>
<text class="soft end" x="48" y="272.4">5×</text>
<line class="grid" x1="54" x2="244" y1="171.2" y2="171.2"/>
<text class="soft end" x="48" y="175.2">10×</text>
<line class="grid" x1="54" x2="244" y1="74" y2="74"/>
<text class="soft end" x="48" y="78">20×</text>
<text class="soft middle" x="68" y="514">1,000</text>
<text class="soft middle" x="230" y="514">20,000</text>
<polyline class="grows" points="68,171.2 230,139.9"><title>NewsList and alternates: 1.25× from \
the fewest to the most</title></polyline>
<circle class="grows" cx="68" cy="171.2" r="3"/>
<circle class="grows" cx="230" cy="139.9" r="3"/>
<path class="leader" d="M235 139.9L250 139.9"/>
<text class="grows" x="254" y="143.9">NewsList and alternates 12.5×</text>
</g>
"""


def test_prints_figures_and_targets_as_tables():
    assert report(FIGURES).startswith(REPORT)


def test_draws_cost_against_content():
    _head, begin, panel = chart(FIGURES).partition('<g transform="translate(0 0)">')

    assert begin + panel == f"{PANEL}</svg>\n"


def test_tells_what_grows_once_without_a_target():
    once = replace(ASKED, name=LIST + START, growth=Ratio(5, 0.1))

    assert verdicts(Figures(header=(), uncached=(LIMIT, once))) == [
        Verdict(
            f"most against fewest pages, the worst of 1: {LIST}, after a start", "SQLite",
            "none: once", "5.00×", None,
        )
    ]  # fmt: skip


def test_says_which_targets_are_met():
    postgresql = replace(
        KEPT, database="PostgreSQL", mode=WINDOW, to_limit=Ratio(4.9, 0.1), workers=2
    )
    small = replace(KEPT, pages=1_000, to_limit=Ratio(1, 0))

    found = verdicts(Figures(header=(), uncached=(LIMIT, ASKED), served=(small, KEPT, postgresql)))

    assert found == [
        Verdict(f"uncached, {LIST}: CPU against the limit", "SQLite", "≤ 12×", "10.0×", True),
        Verdict(f"uncached, {LIST}: SQL", "SQLite", "≤ 4", "4", True),
        Verdict(
            "kept, version asked each time, workers: 1: throughput against the limit",
            "SQLite", "≥ 5×", "5.5×", True,
        ),
        Verdict(
            "kept, version asked every 10 ms, workers: 2: throughput against the limit",
            "PostgreSQL", "≥ 5×", "4.9×", False,
        ),
    ]  # fmt: skip


def test_says_nothing_of_growth_where_there_is_one_size():
    assert " ± |  p50 " in report(Figures(header=(), uncached=(LIMIT, ASKED)))
    assert "× 1,000" not in report(Figures(header=(), uncached=(LIMIT, ASKED)))


def test_names_the_share_of_a_database_that_is_a_process():
    one = replace(LIMIT, database="PostgreSQL", cpu=0.003, in_database=0.001)

    assert "|  3.00 (1.00) |" in report(Figures(header=(), uncached=(one,)))


def close(number: float) -> Any:
    """What equals a number that was come to by another way."""
    return pytest.approx(number)


def test_compares_samples_of_the_same_round():
    # The second round was three times as slow for both.
    assert Ratio.of([2, 6, 2.2], [1, 3, 1]) == Ratio(close(2), close(0.025))


def test_counts_the_slowest_of_a_hundred_requests():
    assert Latency.of([number / 1000 for number in range(101)]) == Latency(
        close(0.05), close(0.095), close(0.099), 101
    )


@pytest.mark.parametrize(
    ("places", "spread"),
    [
        ([10.0, 50.0], [10.0, 50.0]),
        ([50.0, 50.0], [42.5, 57.5]),
        ([50.0, 52.0, 66.0], [41.0, 56.0, 71.0]),
    ],
)
def test_gives_each_label_a_line(places, spread):
    assert spread_out(places) == spread


def test_takes_choices_from_variables():
    assert Choices.of({}) == Choices(
        databases=("SQLite", "PostgreSQL"), pages=(1_000, 20_000), workers=(1, 2),
        rounds=15, served_rounds=3, is_full=False, is_fresh=False,
    )  # fmt: skip
    assert Choices.of(
        {"DATABASES": "sqlite", "PAGES": "500, 100", "WORKERS": "4", "FULL": "1", "FRESH": "0"}
    ) == Choices(
        databases=("SQLite",), pages=(100, 500), workers=(4,),
        rounds=40, served_rounds=8, is_full=True, is_fresh=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DATABASES": "mysql"}, "DATABASES can hold sqlite, postgresql, not “mysql”."),
        ({"PAGES": "1000 many"}, "PAGES takes numbers from 1, not “1000 many”."),
        ({"ROUNDS": "0"}, "ROUNDS takes numbers from 1, not “0”."),
    ],
)
def test_refuses_choices_it_cannot_measure(variables, message):
    with pytest.raises(BadChoice) as refused:
        Choices.of(variables)

    assert str(refused.value) == message
