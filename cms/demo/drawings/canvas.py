"""A sheet to draw on, in units of 1920 by 1280, drawn larger and reduced for smooth edges."""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1920, 1280
SCALE = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that lies ``share`` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Canvas:
    """A drawing in progress. Colours may carry an opacity as a fourth number."""

    def __init__(self, top: Colour, bottom: Colour, angle: float = 0) -> None:
        """A sheet shaded from one colour to the other, from above unless turned by ``angle``."""
        shade = Image.linear_gradient("L")
        if angle:
            shade = shade.rotate(angle, Image.Resampling.BICUBIC).crop((48, 48, 208, 208))
        mask = shade.resize((WIDTH * SCALE, HEIGHT * SCALE), Image.Resampling.BILINEAR)
        start = Image.new("RGB", mask.size, top)
        self.image = Image.composite(Image.new("RGB", mask.size, bottom), start, mask)
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def polygon(self, points: Iterable[Point], fill: Sequence[int]) -> None:
        """A filled shape."""
        self._draw.polygon(_scaled(points), fill=tuple(fill))

    def line(self, points: Iterable[Point], fill: Sequence[int], width: float = 2) -> None:
        """A line through all points, with round joints."""
        self._draw.line(
            _scaled(points), fill=tuple(fill), width=max(1, round(width * SCALE)), joint="curve"
        )

    def disc(self, centre: Point, radius: float, fill: Sequence[int]) -> None:
        """A filled circle."""
        self._draw.ellipse(_box(centre, radius), fill=tuple(fill))

    def ring(self, centre: Point, radius: float, fill: Sequence[int], width: float = 2) -> None:
        """A circle line whose outer edge has the radius."""
        width = max(1, round(width * SCALE))
        self._draw.ellipse(_box(centre, radius), outline=tuple(fill), width=width)

    def box(self, corner: Point, size: Point, fill: Sequence[int], radius: float = 0) -> None:
        """A filled rectangle, its corners rounded by the radius."""
        (x, y), (width, height) = corner, size
        left, top, right, bottom = _scaled([(x, y), (x + width, y + height)])
        self._draw.rounded_rectangle((left, top, right, bottom), radius * SCALE, fill=tuple(fill))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1) -> None:
        """Light that fades with the distance from the centre."""
        side = round(2 * radius * SCALE)
        fade = Image.radial_gradient("L").point(
            lambda value: round(max(0, 1 - value / 181) ** 2 * 255 * strength)
        )
        corner = (round((centre[0] - radius) * SCALE), round((centre[1] - radius) * SCALE))
        mask = fade.resize((side, side), Image.Resampling.BILINEAR)
        self.image.paste(colour, (*corner, corner[0] + side, corner[1] + side), mask)

    def shadow(self, points: Iterable[Point], offset: Point, blur: float, opacity: int) -> None:
        """The soft shadow of a shape."""
        reduced = 8
        moved = [(x + offset[0], y + offset[1]) for x, y in points]
        left, top = (min(values) - 3 * blur for values in zip(*moved, strict=True))
        right, bottom = (max(values) + 3 * blur for values in zip(*moved, strict=True))
        size = round((right - left) * SCALE), round((bottom - top) * SCALE)
        mask = Image.new("L", (size[0] // reduced + 1, size[1] // reduced + 1))
        local = [(x - left, y - top) for x, y in moved]
        ImageDraw.Draw(mask).polygon([value / reduced for value in _scaled(local)], fill=opacity)
        mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE / reduced)).resize(size)
        corner = round(left * SCALE), round(top * SCALE)
        self.image.paste((0, 0, 0), (*corner, corner[0] + size[0], corner[1] + size[1]), mask)

    def finished(self) -> Image.Image:
        """The drawing in its final size."""
        return self.image.reduce(SCALE)


def circle(centre: Point, radius: float, steps: int = 48) -> list[Point]:
    """Points on a circle."""
    turns = (2 * math.pi * step / steps for step in range(steps))
    return [
        (centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns
    ]


def smooth(points: Sequence[Point], steps: int = 16) -> list[Point]:
    """A Catmull-Rom curve through the points; the first and last only give its direction."""
    curve: list[Point] = []
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        for step in range(steps):
            at = step / steps
            curve.append(
                (
                    _between(before[0], start[0], end[0], after[0], at),
                    _between(before[1], start[1], end[1], after[1], at),
                )
            )
    return [*curve, points[-2]]


def _between(before: float, start: float, end: float, after: float, at: float) -> float:
    linear = end - before
    square = 2 * before - 5 * start + 4 * end - after
    cube = 3 * start - before - 3 * end + after
    return 0.5 * (2 * start + linear * at + square * at**2 + cube * at**3)


def _scaled(points: Iterable[Point]) -> list[float]:
    return [value * SCALE for point in points for value in point]


def _box(centre: Point, radius: float) -> tuple[float, float, float, float]:
    x, y = centre[0] * SCALE, centre[1] * SCALE
    return (x - radius * SCALE, y - radius * SCALE, x + radius * SCALE, y + radius * SCALE)
