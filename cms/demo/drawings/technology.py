"""Drawings of what stands in a laboratory."""

import math
import random

from PIL import Image

from cms.demo.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, circle, mixed, smooth

# Centre, radius, number of teeth, angle of the first tooth.
Wheel = tuple[Point, float, int, float]


def gears() -> Image.Image:
    """Interlocking gear wheels in several sizes."""
    sheet = Canvas((24, 44, 66), (12, 22, 40), 30)
    sheet.glow((760, 560), 1000, (52, 108, 132), 0.55)
    gold: Colour = (214, 158, 76)
    first = ((700.0, 600.0), 330.0, 30, 0.0)
    second = _meshed(first, 0.46, (242, 22))
    wheels = [
        (((1600.0, 170.0), 330.0, 30, 0.05), (44, 78, 104)),
        (((250.0, 1190.0), 352.0, 32, 0.0), (38, 70, 96)),
        (first, gold),
        (second, (92, 166, 172)),
        (_meshed(first, -0.5, (165, 15)), (204, 96, 78)),
        (_meshed(second, 0.3, (176, 16)), (176, 190, 200)),
    ]
    for wheel, colour in wheels:
        _gear(sheet, wheel, colour)
    return sheet.finished()


def gear_outline(wheel: Wheel, depth: float | None = None) -> list[Point]:
    """The outline of a gear wheel; its radius reaches to the tips of the teeth."""
    centre, radius, teeth, turn = wheel
    depth = _tooth_depth(wheel) if depth is None else depth
    profile = [(0.0, -depth), (0.2, -depth), (0.32, 0.0), (0.58, 0.0), (0.7, -depth)]
    points = []
    for tooth in range(teeth):
        for at, height in profile:
            angle = turn + math.tau * (tooth + at) / teeth
            reach = radius + height
            points.append(
                (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
            )
    return points


def _tooth_depth(wheel: Wheel) -> float:
    return wheel[1] * 4 / wheel[2]


def _meshed(wheel: Wheel, direction: float, size: tuple[float, int]) -> Wheel:
    """A wheel beside another, turned so that its gaps take the other's teeth."""
    (x, y), radius, teeth, turn = wheel
    other_radius, other_teeth = size
    distance = radius + other_radius - _tooth_depth(wheel) * 0.86
    phase = ((direction - turn) * teeth / math.tau) % 1
    other_turn = direction + math.pi - math.tau * (1.4 - phase) / other_teeth
    centre = (x + distance * math.cos(direction), y + distance * math.sin(direction))
    return centre, other_radius, other_teeth, other_turn


def _gear(sheet: Canvas, wheel: Wheel, colour: Colour) -> None:
    centre, radius, _teeth, turn = wheel
    outline = gear_outline(wheel)
    sheet.shadow(outline, (18, 26), 16, 130)
    sheet.polygon(outline, mixed(colour, (0, 0, 0), 0.18))
    x, y = centre
    sheet.disc((x - 3, y - 4), radius * 0.81, colour)
    sheet.ring(centre, radius * 0.76, mixed(colour, (255, 255, 255), 0.3), 4)
    dark = mixed(colour, (10, 20, 34), 0.72)
    sheet.disc(centre, radius * 0.62, dark)
    for spoke in range(6):
        angle = turn + math.tau * spoke / 6
        end = (x + radius * 0.68 * math.cos(angle), y + radius * 0.68 * math.sin(angle))
        sheet.line([centre, end], colour, radius * 0.13)
    sheet.disc(centre, radius * 0.27, mixed(colour, (255, 255, 255), 0.16))
    sheet.ring(centre, radius * 0.27, mixed(colour, (0, 0, 0), 0.25), 4)
    sheet.disc(centre, radius * 0.11, dark)


def circuit_board() -> Image.Image:
    """Copper tracks and components of a circuit board."""
    chance = random.Random(23)  # noqa: S311
    sheet = Canvas((8, 58, 58), (6, 34, 46), 30)
    sheet.glow((960, 600), 900, (24, 128, 112), 0.5)
    for x in range(30, WIDTH, 60):
        for y in range(20, HEIGHT, 60):
            sheet.disc((x, y), 2, (255, 255, 255, 18))
    centre, half = (960, 620), 190
    for side in range(4):
        for pin in range(12):
            _track(sheet, chance, (side, pin), centre)
    sheet.shadow(_square(centre, half), (16, 22), 20, 170)
    sheet.box((centre[0] - half, centre[1] - half), (2 * half, 2 * half), (26, 32, 42), 14)
    sheet.box((centre[0] - 150, centre[1] - 150), (300, 300), (38, 46, 58), 8)
    sheet.box((centre[0] - 96, centre[1] - 96), (192, 192), (196, 204, 210), 6)
    sheet.polygon([(864, 524), (1056, 524), (864, 716)], (255, 255, 255, 60))
    sheet.disc((centre[0] - 126, centre[1] - 126), 9, (230, 190, 110))
    for x, y in [(250, 230), (1560, 210), (300, 980), (1590, 1010), (210, 620), (1700, 640)]:
        _component(sheet, chance, (x, y))
    return sheet.finished()


def _square(centre: Point, half: float) -> list[Point]:
    x, y = centre
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]


def _track(sheet: Canvas, chance: random.Random, place: tuple[int, int], centre: Point) -> None:
    """One track from a pin outwards: straight, a bend of 45 degrees, straight to a pad."""
    side, pin = place
    across = (pin - 5.5) * 30
    fan = (pin - 5.5) * chance.uniform(22, 34)
    first = 214 + abs(pin - 5.5) * 14
    second = first + abs(fan)
    last = second + chance.uniform(40, 420)
    local = [(176, across), (first, across), (second, across + fan), (last, across + fan)]
    turn = side * math.pi / 2
    stretch = 1.0 if side % 2 == 0 else 0.82
    points = [
        (
            centre[0] + (a * stretch) * math.cos(turn) - b * math.sin(turn),
            centre[1] + (a * stretch) * math.sin(turn) + b * math.cos(turn),
        )
        for a, b in local
    ]
    copper = mixed((206, 146, 72), (120, 214, 186), chance.random() * 0.8)
    sheet.line(points, (*copper, 60), 15)
    sheet.line(points, copper, 6)
    sheet.disc(points[-1], 14, copper)
    sheet.disc(points[-1], 6, (8, 40, 46))
    sheet.line([points[0], points[1]], (214, 220, 224), 11)


def _component(sheet: Canvas, chance: random.Random, centre: Point) -> None:
    x, y = centre
    wide, high = chance.choice([(190, 110), (150, 150), (220, 96)])
    for pin in range(5):
        at = x - wide / 2 + wide * (pin + 0.5) / 5
        sheet.box((at - 8, y - high / 2 - 22), (16, high + 44), (206, 212, 216), 3)
    corners = [
        (x - wide / 2, y - high / 2), (x + wide / 2, y - high / 2),
        (x + wide / 2, y + high / 2), (x - wide / 2, y + high / 2),
    ]  # fmt: skip
    sheet.shadow(corners, (10, 14), 12, 140)
    sheet.box((x - wide / 2, y - high / 2), (wide, high), (30, 36, 46), 8)
    sheet.box((x - wide / 2 + 10, y - high / 2 + 10), (wide - 20, 16), (255, 255, 255, 24), 6)
    light = chance.choice([(110, 230, 190), (255, 190, 92), (120, 190, 255)])
    sheet.glow((x + wide / 2 - 26, y + high / 2 - 26), 60, light, 0.9)
    sheet.disc((x + wide / 2 - 26, y + high / 2 - 26), 8, mixed(light, (255, 255, 255), 0.5))


def glassware() -> Image.Image:
    """Flasks and test tubes with coloured liquids in a row."""
    sheet = Canvas((244, 240, 234), (206, 218, 226))
    sheet.glow((960, 520), 1000, (255, 255, 255), 0.9)
    table = 1040
    sheet.polygon([(0, table), (WIDTH, table), (WIDTH, HEIGHT), (0, HEIGHT)], (176, 192, 204))
    sheet.line([(0, table), (WIDTH, table)], (255, 255, 255), 5)
    _conical_flask(sheet, (300, table + 36), 1.0, (34, 150, 160))
    _beaker(sheet, (674, table + 48), (232, 122, 82))
    _round_flask(sheet, (1060, table + 40), (112, 96, 190))
    _conical_flask(sheet, (1428, table + 36), 0.82, (238, 184, 74))
    for index, colour in enumerate([(220, 88, 104), (86, 170, 112), (70, 130, 200)]):
        _tube(sheet, (1644 + index * 78, table + 24), colour)
    return sheet.finished()


def _glass(sheet: Canvas, outline: list[Point], liquid: list[Point], colour: Colour) -> None:
    base = max(y for _, y in outline)
    middle = sum(x for x, _ in outline) / len(outline)
    width = max(x for x, _ in outline) - min(x for x, _ in outline)
    foot = [(middle + a * width * 0.6 + 60, base + b * 26) for a, b in circle((0, 0), 1)]
    sheet.shadow(foot, (0, 0), 14, 110)
    sheet.polygon(outline, (255, 255, 255, 90))
    sheet.polygon(liquid, (*colour, 205))
    surface = min(y for _, y in liquid)
    left = min(x for x, y in liquid if y - surface < 4)
    right = max(x for x, y in liquid if y - surface < 4)
    half = (right - left) / 2
    top = [(left + half + a * half, surface + b * 14) for a, b in circle((0, 0), 1)]
    sheet.polygon(top, (*mixed(colour, (255, 255, 255), 0.4), 235))
    sheet.line([*outline, outline[0]], (120, 144, 162, 210), 5)


def _bubbles(sheet: Canvas, centre: Point, spread: float) -> None:
    chance = random.Random(round(centre[0]))  # noqa: S311
    for _ in range(12):
        x = centre[0] + chance.uniform(-spread, spread)
        y = centre[1] + chance.uniform(-70, 50)
        sheet.ring((x, y), chance.uniform(5, 13), (255, 255, 255, 170), 3)


def _conical_flask(sheet: Canvas, foot: Point, size: float, colour: Colour) -> None:
    x, y = foot

    def at(a: float, b: float) -> Point:
        return x + a * size, y - b * size

    outline = [
        at(-200, 14), at(-190, 0), at(190, 0), at(200, 14), at(62, 380), at(62, 560),
        at(76, 580), at(-76, 580), at(-62, 560), at(-62, 380),
    ]  # fmt: skip
    liquid = [at(-190, 16), at(-180, 8), at(180, 8), at(190, 16), at(116, 214), at(-116, 214)]
    _glass(sheet, outline, liquid, colour)
    sheet.line([at(-150, 60), at(-54, 330)], (255, 255, 255, 170), 10 * size)
    _bubbles(sheet, at(20, 110), 90 * size)


def _beaker(sheet: Canvas, foot: Point, colour: Colour) -> None:
    x, y = foot
    outline = [
        (x - 150, y), (x + 150, y), (x + 156, y - 380), (x + 176, y - 410), (x - 166, y - 410),
        (x - 156, y - 380),
    ]  # fmt: skip
    liquid = [(x - 144, y - 8), (x + 144, y - 8), (x + 150, y - 250), (x - 150, y - 250)]
    _glass(sheet, outline, liquid, colour)
    for mark in range(6):
        level = y - 60 - mark * 52
        sheet.line([(x + 60, level), (x + 110, level)], (255, 255, 255, 190), 5)
    sheet.line([(x - 118, y - 40), (x - 122, y - 360)], (255, 255, 255, 170), 11)
    _bubbles(sheet, (x - 30, y - 110), 80)


def _round_flask(sheet: Canvas, foot: Point, colour: Colour) -> None:
    x, y = foot
    ball = circle((x, y - 196), 196, 72)
    neck = [
        (x + 52, y - 380), (x + 52, y - 600), (x + 68, y - 622), (x - 68, y - 622),
        (x - 52, y - 600), (x - 52, y - 380),
    ]  # fmt: skip
    right = [point for point in ball[54:] + ball[:19] if point[1] > y - 386]
    left = [point for point in ball[19:54] if point[1] > y - 386]
    outline = [*left, *reversed(neck), *right]
    liquid = [(x + (a - x) * 0.95, y - 196 + (b - y + 196) * 0.95) for a, b in ball if b > y - 216]
    liquid.sort(key=lambda point: math.atan2(point[1] - y + 196, point[0] - x))
    _glass(sheet, outline, liquid, colour)
    sheet.line(
        smooth([(x - 60, y - 420), (x - 130, y - 300), (x - 160, y - 200), (x - 130, y - 100),
                (x - 60, y - 40)]),
        (255, 255, 255, 160),
        11,
    )  # fmt: skip
    _bubbles(sheet, (x, y - 110), 100)


def _tube(sheet: Canvas, foot: Point, colour: Colour) -> None:
    x, y = foot
    arc = [(a, b) for a, b in circle((x, y - 26), 26, 36) if b >= y - 27]
    arc.sort(key=lambda point: point[0])
    outline = [*arc, (x + 26, y - 400), (x - 26, y - 400)]
    liquid = [*[(x + (a - x) * 0.86, b - 4) for a, b in arc], (x + 22, y - 210), (x - 22, y - 210)]
    _glass(sheet, outline, liquid, colour)
    sheet.line([(x - 12, y - 60), (x - 12, y - 370)], (255, 255, 255, 170), 6)


def battery_cells() -> Image.Image:
    """Battery cells in a regular grid, some of them glowing."""
    chance = random.Random(31)  # noqa: S311
    sheet = Canvas((18, 26, 44), (28, 42, 58))
    radius, step = 92, 214
    for row in range(-1, 8):
        for column in range(-1, 10):
            x = column * step + (step / 2 if row % 2 else 0) + 40
            y = row * step * 0.866 + 20
            heat = math.exp(-(((x - 1240) / 560) ** 2) - ((y - 560) / 400) ** 2)
            _cell(sheet, (x, y), radius, heat * chance.uniform(0.7, 1.1))
    for row in range(-1, 8, 2):
        y = row * step * 0.866 + 20
        for column in range(-1, 10):
            x = column * step + step / 2 + 40
            sheet.box((x - step / 2 + 6, y - 13), (step - 12, 26), (196, 150, 92, 235), 12)
            sheet.line([(x - step / 2 + 20, y - 7), (x + step / 2 - 20, y - 7)],
                       (255, 232, 190, 150), 3)  # fmt: skip
    sheet.glow((1240, 560), 820, (255, 170, 80), 0.25)
    return sheet.finished()


def _cell(sheet: Canvas, centre: Point, radius: float, heat: float) -> None:
    heat = min(1.0, heat)
    x, y = centre
    sheet.disc((x + 8, y + 12), radius + 4, (4, 8, 16, 150))
    shell = mixed((70, 92, 112), (250, 176, 88), heat)
    if heat > 0.35:
        sheet.glow(centre, radius * 1.7, (255, 150, 70), 0.55 * heat)
    sheet.disc(centre, radius, mixed(shell, (0, 0, 0), 0.35))
    sheet.disc((x - 2, y - 3), radius - 8, shell)
    sheet.disc(centre, radius - 22, mixed(shell, (12, 18, 30), 0.45))
    sheet.ring(centre, radius - 34, mixed(shell, (255, 255, 255), 0.25), 4)
    sheet.disc((x - 2, y - 3), radius * 0.36, mixed(shell, (255, 255, 255), 0.42))
    sheet.ring(centre, radius * 0.38, mixed(shell, (0, 0, 0), 0.3), 3)


def anechoic_chamber() -> Image.Image:
    """Rows of pointed absorbers lining the walls of a test chamber."""
    sheet = Canvas((10, 18, 38), (10, 18, 38))
    tiles = []
    for depth in range(9, -1, -1):
        for place in range(12):
            tiles += [("left", depth, place), ("right", depth, place)]
            tiles += [("top", depth, place), ("bottom", depth, place)]
    _back_wall(sheet)
    for wall, depth, place in tiles:
        _absorber(sheet, wall, depth, place)
    sheet.glow((960, 600), 560, (150, 200, 255), 0.38)
    _antenna(sheet)
    return sheet.finished()


def _seen(x: float, y: float, z: float) -> Point:
    """The projection of a point of the room; x and y reach from -1 to 1, z is the distance."""
    return 960 + 1500 * x / z, 620 + 1000 * y / z


def _absorber(sheet: Canvas, wall: str, depth: int, place: int) -> None:
    near, far = 1.25 + depth * 0.36, 1.25 + (depth + 1) * 0.36
    low, high = -1 + place / 6, -1 + (place + 1) / 6
    peak = 0.8

    def at(side: float, along: float, z: float) -> Point:
        if wall in {"left", "right"}:
            return _seen(-side if wall == "left" else side, along, z)
        return _seen(along, -side if wall == "top" else side, z)

    corners = [at(1, low, near), at(1, high, near), at(1, high, far), at(1, low, far)]
    tip = at(peak, (low + high) / 2, (near + far) / 2)
    light = {"left": 0.0, "right": 0.1, "top": -0.06, "bottom": 0.16}[wall]
    fog = depth / 9
    for index, shade in enumerate([0.1, 0.42, 0.62, 0.26]):
        colour = mixed((14, 30, 66), (74, 132, 206), shade + light)
        colour = mixed(colour, (120, 170, 224), 0.42 * fog)
        sheet.polygon([corners[index], corners[(index + 1) % 4], tip], colour)


def _back_wall(sheet: Canvas) -> None:
    z = 1.25 + 10 * 0.36
    for row in range(12):
        for column in range(12):
            x, y = -1 + column / 6, -1 + row / 6
            corners = [
                _seen(x, y, z), _seen(x + 1 / 6, y, z), _seen(x + 1 / 6, y + 1 / 6, z),
                _seen(x, y + 1 / 6, z),
            ]  # fmt: skip
            tip = _seen(x + 1 / 12, y + 1 / 12, z)
            for index, shade in enumerate([0.3, 0.5, 0.72, 0.42]):
                colour = mixed((40, 76, 130), (150, 198, 246), shade)
                sheet.polygon([corners[index], corners[(index + 1) % 4], tip], colour)


def _antenna(sheet: Canvas) -> None:
    metal, x, y = (236, 240, 244), 960, 600
    sheet.disc((x, 1000), 92, (6, 12, 28, 120))
    sheet.line([(x, y), (x, 990)], metal, 12)
    sheet.polygon([(x - 80, 1006), (x + 80, 1006), (x + 16, 960), (x - 16, 960)], metal)
    sheet.line([(x - 210, y), (x + 210, y)], metal, 9)
    for index in range(9):
        at = x - 200 + index * 50
        half = 46 + index * 13
        sheet.line([(at, y - half), (at, y + half)], metal, 7)
    for index in range(3):
        radius = 90 + index * 70
        arc = [
            (x - 230 + radius * math.cos(turn / 30), y + radius * math.sin(turn / 30))
            for turn in range(72, 118)
        ]
        sheet.line(arc, (255, 206, 120, 210 - 50 * index), 7)
