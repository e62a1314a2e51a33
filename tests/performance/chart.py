"""Cost against content as an SVG: a panel for each database, a line for each question.

Both axes are logarithmic: a question that costs the same at any size is level. What grows by more
than the target allows stands out. Colours follow the reader's choice of light or dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import log10
from typing import TYPE_CHECKING

from tests.performance.targets import MOST_GROWTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.performance.figures import Figures, Uncached

LEFT, TOP, WIDTH, LABELS, BOTTOM = 54, 74, 190, 306, 40
HEIGHT = 420
PANEL = LEFT + WIDTH + LABELS
LEAST_WIDTH = 640
LINE_HEIGHT = 15
TITLE = "CPU of an uncached answer against news in each language"
EXPLANATION = (
    "As times Django with all its middleware and a fixed body of 10 kB. "
    f"Orange: grows by more than {MOST_GROWTH}×."
)
STYLE = """\
svg{--ink:#1f2328;--soft:#5f6770;--grid:#e4e7ea;--level:#2f6fb7;--grows:#c2410c;--ground:#fff}
@media(prefers-color-scheme:dark){
svg{--ink:#e6e8ea;--soft:#9aa4ae;--grid:#2c3239;--level:#7fb2ee;--grows:#ff9657;--ground:#14171a}}
.ground{fill:var(--ground)}text{font:12px system-ui,sans-serif;fill:var(--ink)}
.title{font-size:16px;font-weight:600}.panel{font-weight:600}.soft{fill:var(--soft)}
.grid{stroke:var(--grid)}.limit{stroke:var(--soft);stroke-dasharray:4 3}
polyline{fill:none;stroke-width:1.6}polyline.level{stroke:var(--level)}
polyline.grows{stroke:var(--grows);stroke-width:2.4}
circle.level{fill:var(--level)}circle.grows,text.grows{fill:var(--grows)}
.leader{fill:none;stroke:var(--soft);stroke-opacity:.4}.end{text-anchor:end}.middle{text-anchor:middle}"""


@dataclass(frozen=True, slots=True)
class Line:
    """A question: its cost at each size, the smallest first, and how it grew."""

    name: str
    points: tuple[tuple[int, float], ...]
    growth: float

    @property
    def style(self) -> str:
        """How it is drawn."""
        return "grows" if self.growth > MOST_GROWTH else "level"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two pixels, logarithmically."""

    least: float
    most: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; the middle where there is only one."""
        if self.least == self.most:
            return (self.begin + self.end) / 2
        share = log10(value / self.least) / log10(self.most / self.least)
        return round(self.begin + share * (self.end - self.begin), 1)


def chart(figures: Figures) -> str:
    """The uncached figures as the text of an SVG."""
    panels = [
        (database, lines(one for one in figures.uncached if one.database == database))
        for database in dict.fromkeys(one.database for one in figures.uncached)
    ]
    times = [cost for _name, found in panels for line in found for _pages, cost in line.points]
    across = Scale(1, max(_steps(max(times))), TOP + HEIGHT, TOP)
    width, height = max(PANEL * len(panels), LEAST_WIDTH), TOP + HEIGHT + BOTTOM
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"',
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        f'<text id="title" class="title" x="16" y="26">{TITLE}</text>',
        f'<text class="soft" x="16" y="44">{EXPLANATION}</text>',
    ]
    for number, (database, found) in enumerate(panels):
        drawn.append(f'<g transform="translate({PANEL * number} 0)">')
        drawn += _panel(database, found, across)
        drawn.append("</g>")
    return "\n".join([*drawn, "</svg>"]) + "\n"


def lines(uncached: Iterable[Uncached]) -> list[Line]:
    """The lines of one database; the limit has none, it is the unit."""
    by_name: dict[str, list[Uncached]] = {}
    for one in uncached:
        by_name.setdefault(one.name, []).append(one)
    found = []
    for name, ones in list(by_name.items())[1:]:
        ones.sort(key=lambda one: one.pages)
        points = tuple((one.pages, one.to_limit.median) for one in ones)
        growth = ones[-1].growth
        found.append(Line(name, points, growth.median if growth else 1.0))
    return found


def _steps(most: float) -> list[float]:
    """1, 2, 5, 10 and so on, up to the first that isn't below ``most``."""
    found = [1.0]
    while found[-1] < most:
        found.append(found[-1] * (2.5 if str(found[-1]).startswith("2") else 2))
    return found


def _panel(database: str, found: list[Line], across: Scale) -> list[str]:
    sizes = sorted({pages for line in found for pages, _cost in line.points})
    along = Scale(sizes[0], sizes[-1], LEFT + 14, LEFT + WIDTH - 14)
    right = LEFT + WIDTH
    drawn = [f'<text class="panel" x="{LEFT}" y="{TOP - 12}">{escape(database)}</text>']
    for step in _steps(across.most):
        style = "limit" if step == 1 else "grid"
        y = across.at(step)
        drawn.append(f'<line class="{style}" x1="{LEFT}" x2="{right}" y1="{y:g}" y2="{y:g}"/>')
        drawn.append(f'<text class="soft end" x="{LEFT - 6}" y="{y + 4:g}">{step:,.0f}×</text>')
    for size in sizes:
        x = along.at(size)
        drawn.append(f'<text class="soft middle" x="{x:g}" y="{TOP + HEIGHT + 20}">{size:,}</text>')
    ordered = sorted(found, key=lambda line: -line.points[-1][1])
    ends = [across.at(line.points[-1][1]) for line in ordered]
    for line, end, place in zip(ordered, ends, spread_out(ends), strict=True):
        drawn += _line(line, along, across)
        begin = along.at(line.points[-1][0]) + 5
        drawn.append(f'<path class="leader" d="M{begin:g} {end:g}L{right + 6} {place:g}"/>')
        drawn.append(
            f'<text class="{line.style}" x="{right + 10}" y="{place + 4:g}">'
            f"{escape(line.name)} {line.points[-1][1]:.1f}×</text>"
        )
    return drawn


def _line(line: Line, along: Scale, across: Scale) -> list[str]:
    points = [(along.at(pages), across.at(cost)) for pages, cost in line.points]
    joined = " ".join(f"{x:g},{y:g}" for x, y in points)
    growth = f"{escape(line.name)}: {line.growth:.2f}× from the fewest to the most"
    return [
        f'<polyline class="{line.style}" points="{joined}"><title>{growth}</title></polyline>',
        *(f'<circle class="{line.style}" cx="{x:g}" cy="{y:g}" r="3"/>' for x, y in points),
    ]


def spread_out(places: list[float]) -> list[float]:
    """Places for labels, from the top down, as near to these as leaves each a line of its own."""
    groups: list[list[float]] = []
    for place in places:
        groups.append([place])
        while len(groups) > 1 and _lowest(groups[-2]) > _highest(groups[-1]) - LINE_HEIGHT:
            last = groups.pop()
            groups[-1] += last
    return [
        round(_highest(group) + LINE_HEIGHT * number, 1)
        for group in groups
        for number in range(len(group))
    ]


def _highest(group: list[float]) -> float:
    return sum(group) / len(group) - LINE_HEIGHT * (len(group) - 1) / 2


def _lowest(group: list[float]) -> float:
    return _highest(group) + LINE_HEIGHT * (len(group) - 1)
