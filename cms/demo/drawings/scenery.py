"""Drawings of light, landscape and air."""

import math
import random
from itertools import pairwise

from PIL import Image

from cms.demo.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mixed, smooth


def light_spectrum() -> Image.Image:
    """Bands of coloured light crossing a dark background."""
    sheet = Canvas((8, 12, 34), (20, 16, 52))
    colours: list[Colour] = [
        (40, 90, 220), (30, 150, 220), (40, 200, 180), (120, 210, 110),
        (240, 200, 80), (245, 140, 70), (230, 80, 90), (170, 70, 190),
    ]  # fmt: skip
    sheet.glow((620, 700), 900, (30, 90, 160), 0.55)
    sheet.glow((1500, 420), 700, (150, 60, 140), 0.45)
    for index, colour in enumerate(colours):
        for strand in range(14):
            share = strand / 13
            points = []
            for x in range(-40, WIDTH + 60, 40):
                spread = 26 + 90 * (max(x, 0) / WIDTH) ** 1.6
                middle = 860 - 0.28 * x + 110 * math.sin(x / 420 + index * 0.16)
                y = middle + (index - 3.5) * spread + (share - 0.5) * spread * 1.25
                points.append((x, y + 14 * math.sin(x / 130 + strand * 0.7 + index)))
            opacity = round(26 + 90 * (1 - abs(share - 0.5) * 2))
            sheet.line(points, (*mixed(colour, (255, 255, 255), 0.12), opacity), 5)
    return sheet.finished()


def waves() -> Image.Image:
    """Overlapping sine waves in shades of blue and green."""
    sheet = Canvas((236, 244, 246), (186, 217, 222))
    colours: list[Colour] = [(20, 92, 128), (26, 128, 140), (48, 164, 150), (104, 190, 160)]
    for index, colour in enumerate(colours):
        height = 250 - 36 * index
        crest = [
            (
                x,
                520
                + 150 * index
                + height
                * math.sin(x / (170 + 34 * index) + index * 1.3)
                * math.exp(-(((x - 960) / 900) ** 2)),
            )
            for x in range(-10, WIDTH + 20, 10)
        ]
        sheet.polygon([*crest, (WIDTH + 10, HEIGHT), (-10, HEIGHT)], (*colour, 92))
        sheet.line(crest, (*mixed(colour, (255, 255, 255), 0.25), 235), 5)
        for echo in range(1, 7):
            moved = [(x, y + echo * 17) for x, y in crest]
            sheet.line(moved, (255, 255, 255, 74 - echo * 10), 2)
    return sheet.finished()


def skyline() -> Image.Image:
    """A city in the evening light, with its reflection."""
    chance = random.Random(5)  # noqa: S311
    sheet = Canvas((38, 44, 92), (250, 170, 118))
    sheet.glow((1100, 900), 1500, (255, 150, 112), 1)
    sheet.glow((1290, 760), 760, (255, 214, 150), 0.95)
    sheet.disc((1290, 560), 84, (255, 238, 205))
    ground = 940
    for depth, tone in enumerate([(150, 100, 122), (92, 70, 112), (40, 38, 78)]):
        x = -30.0
        while x < WIDTH:
            width = chance.uniform(70, 150) - depth * 6
            height = chance.uniform(130, 330) + (2 - depth) * 150 * chance.random()
            height *= 0.75 + 0.6 * math.exp(-(((x - 700) / 560) ** 2))
            _building(sheet, chance, (x, ground - height), (width, height), (tone, depth))
            x += width + chance.uniform(-8, 26)
    sheet.polygon([(0, ground), (WIDTH, ground), (WIDTH, HEIGHT), (0, HEIGHT)], (32, 34, 74))
    mirrored = sheet.image.crop((0, 1200, WIDTH * 2, ground * 2)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    faint = Image.new("L", mirrored.size, 92)
    sheet.image.paste(mirrored, (0, ground * 2), faint)
    for _ in range(150):
        y = chance.uniform(ground + 8, HEIGHT)
        x = chance.uniform(-100, WIDTH) if chance.random() < 0.55 else chance.gauss(1290, 90)
        length = chance.uniform(40, 210) * (y - ground + 60) / 300
        sheet.line([(x, y), (x + length, y)], (255, 212, 160, 46), 2.5)
    return sheet.finished()


def _building(
    sheet: Canvas,
    chance: random.Random,
    corner: Point,
    size: Point,
    look: tuple[Colour, int],
) -> None:
    (x, y), (width, height), (tone, depth) = corner, size, look
    sheet.box(corner, size, tone)
    sheet.box((x + width * 0.62, y), (width * 0.38, height), (*mixed(tone, (0, 0, 0), 0.25), 90))
    if chance.random() < 0.35:
        sheet.line([(x + width / 2, y), (x + width / 2, y - 46)], tone, 4)
    if depth == 0:
        return
    for column in range(int(x) + 12, int(x + width) - 16, 20):
        for row in range(int(y) + 18, int(y + height) - 14, 26):
            if chance.random() < 0.3:
                sheet.box((column, row), (9, 13), (255, 214, 140, 130 + 50 * depth))


def mountain_road() -> Image.Image:
    """A road winding through layered hills at dusk."""
    sheet = Canvas((92, 132, 176), (250, 206, 164))
    sheet.glow((760, 560), 1300, (255, 196, 150), 0.95)
    sheet.glow((900, 430), 620, (255, 236, 200), 0.9)
    sheet.disc((900, 392), 58, (255, 248, 230))
    far, near = (150, 164, 190), (26, 62, 70)
    for layer in range(6):
        share = layer / 5
        base = 520 + 118 * layer
        height = 150 - 14 * layer
        ridge = [
            (
                x,
                base
                - height * math.sin(x / (260 + 40 * layer) + layer * 2.1)
                - 0.4 * height * math.sin(x / (97 + 13 * layer) + layer)
                - 6 * math.sin(x / 23 + layer * 3),
            )
            for x in range(-20, WIDTH + 40, 12)
        ]
        colour = mixed(far, near, share**0.8)
        sheet.polygon([*ridge, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], colour)
        sheet.line(ridge, (255, 240, 220, 60 - 8 * layer), 3)
    _winding_road(sheet)
    return sheet.finished()


def _winding_road(sheet: Canvas) -> None:
    course = smooth(
        [
            (820, 1500), (930, 1300), (1260, 1180), (1330, 1095), (980, 1040), (860, 990),
            (1080, 945), (1200, 912), (1100, 885), (1010, 868), (1060, 850), (1110, 842),
        ],
        24,
    )  # fmt: skip
    for colour, share in [((222, 214, 200), 1.0), ((66, 74, 86), 0.9)]:
        left, right = [], []
        for (x, y), (x2, y2) in pairwise(course):
            width = share * (3 + 64 * ((y - 842) / 458) ** 1.25)
            length = math.hypot(x2 - x, y2 - y) or 1
            across, along = (y2 - y) / length, (x2 - x) / length
            left.append((x - across * width, y + along * width * 0.55))
            right.append((x + across * width, y - along * width * 0.55))
        for index in range(len(left) - 1):
            sheet.polygon([left[index], left[index + 1], right[index + 1], right[index]], colour)
    for index in range(0, len(course) - 3, 5):
        x, y = course[index]
        width = 1 + 8 * (max(0, y - 842) / 458) ** 1.2
        sheet.line(course[index : index + 3], (250, 226, 150), width)


def test_track() -> Image.Image:
    """A banked vehicle test track seen from above."""
    sheet = Canvas((74, 116, 96), (42, 82, 84), 30)
    chance = random.Random(11)  # noqa: S311
    for level in range(16):
        contour = _oval((960, 640), 90 + level * 74, 40 + level * 66, level * 0.4)
        sheet.line(contour, (255, 255, 255, 15), 3)
    for _ in range(230):
        x, y = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)
        outside = abs(x - 960) > 850 or abs(y - 640) > 480
        if outside:
            radius = chance.uniform(9, 24)
            sheet.disc((x + 7, y + 9), radius, (12, 34, 36, 90))
            sheet.disc((x, y), radius, mixed((38, 92, 70), (104, 150, 96), chance.random()))
    straight, radius = 470, 350
    for step in range(22):
        share = step / 21
        shade = mixed((58, 64, 76), (132, 140, 152), share**1.5)
        sheet.line(_stadium((960, 640), straight, radius - 58 + share * 116), shade, 8)
    for offset in (-62, 62):
        sheet.line(_stadium((960, 640), straight, radius + offset), (238, 240, 236), 5)
    for offset in (-20, 20):
        _dashes(sheet, _stadium((960, 640), straight, radius + offset))
    _handling_course(sheet)
    for at, offset, colour in [
        (0.07, -40, (244, 168, 64)), (0.34, 0, (236, 92, 84)), (0.58, 40, (94, 190, 232)),
        (0.81, -40, (245, 245, 240)),
    ]:  # fmt: skip
        _vehicle(sheet, _stadium((960, 640), straight, radius + offset), at, colour)
    return sheet.finished()


def _oval(centre: Point, wide: float, high: float, phase: float) -> list[Point]:
    points = []
    for step in range(73):
        turn = math.tau * step / 72
        wobble = 1 + 0.05 * math.sin(3 * turn + phase) + 0.03 * math.sin(5 * turn - phase)
        points.append(
            (
                centre[0] + wide * wobble * math.cos(turn),
                centre[1] + high * wobble * math.sin(turn),
            )
        )
    return points


def _stadium(centre: Point, straight: float, radius: float) -> list[Point]:
    """Points evenly spread on two straights joined by half circles, from the lower left on."""
    x, y = centre
    points: list[Point] = []
    points += [(x - straight + 2 * straight * step / 60, y + radius) for step in range(60)]
    for step in range(70):
        turn = math.pi / 2 - math.pi * step / 70
        points.append((x + straight + radius * math.cos(turn), y + radius * math.sin(turn)))
    points += [(x + straight - 2 * straight * step / 60, y - radius) for step in range(60)]
    for step in range(71):
        turn = -math.pi / 2 - math.pi * step / 70
        points.append((x - straight + radius * math.cos(turn), y + radius * math.sin(turn)))
    return points


def _dashes(sheet: Canvas, course: list[Point]) -> None:
    for index in range(0, len(course) - 2, 4):
        sheet.line(course[index : index + 3], (240, 240, 235, 170), 3)


def _handling_course(sheet: Canvas) -> None:
    corners = [
        (560, 640), (610, 500), (760, 480), (830, 590), (960, 640), (1080, 540), (1230, 480),
        (1370, 560), (1340, 720), (1200, 790), (1050, 730), (900, 770), (760, 800), (610, 770),
    ]  # fmt: skip
    course = smooth([corners[-1], *corners, corners[0], corners[1]], 14)
    sheet.line(course, (232, 234, 228), 44)
    sheet.line(course, (70, 77, 88), 36)
    _dashes(sheet, course)


def _vehicle(sheet: Canvas, course: list[Point], at: float, colour: Colour) -> None:
    index = round(at * (len(course) - 2))
    (x, y), (x2, y2) = course[index], course[index + 1]
    turn = math.atan2(y2 - y, x2 - x)

    def turned(points: list[Point]) -> list[Point]:
        return [
            (
                x + a * math.cos(turn) - b * math.sin(turn),
                y + a * math.sin(turn) + b * math.cos(turn),
            )
            for a, b in points
        ]

    for step in range(18):
        trail = course[max(0, index - 2 * step - 3) : max(0, index - 2 * step) + 1]
        if len(trail) > 1:
            sheet.line(trail, (*colour, 70 - 4 * step + 2), 12 - step * 0.5)
    sheet.polygon(turned([(-22, -6), (26, -6), (26, 18), (-22, 18)]), (0, 0, 0, 70))
    sheet.polygon(turned([(-26, -11), (18, -12), (27, -7), (27, 7), (18, 12), (-26, 11)]), colour)
    sheet.polygon(turned([(-12, -8), (6, -9), (6, 9), (-12, 8)]), (34, 42, 58, 230))


def wind_tunnel() -> Image.Image:
    """Lines of air flowing around a vehicle."""
    sheet = Canvas((12, 24, 44), (26, 58, 84))
    sheet.glow((900, 760), 900, (44, 130, 168), 0.5)
    for x in range(120, WIDTH, 240):
        sheet.line([(x, 0), (x, HEIGHT)], (255, 255, 255, 12), 2)
    floor = 990
    roof = smooth(
        [
            (380, 960), (440, 905), (470, 845), (590, 800), (720, 780), (830, 715), (930, 668),
            (1060, 652), (1190, 668), (1310, 716), (1400, 752), (1490, 775), (1530, 830),
            (1526, 905), (1500, 960),
        ],
        18,
    )  # fmt: skip
    for index in range(34):
        _stream_line(sheet, roof, 300 + index * 19.5, index)
    sheet.polygon([(0, floor), (WIDTH, floor), (WIDTH, HEIGHT), (0, HEIGHT)], (10, 20, 36))
    for index in range(9):
        y = floor + 8 + index**2 * 3.4
        sheet.line([(0, y), (WIDTH, y)], (90, 150, 190, 40), 2)
    _car(sheet, roof, floor)
    return sheet.finished()


def _stream_line(sheet: Canvas, roof: list[Point], start: float, index: int) -> None:
    heights = {round(x / 20): y for x, y in roof}
    points: list[Point] = []
    lift = 0.0
    for x in range(-20, WIDTH + 40, 20):
        surface = min(
            (heights.get(round(x / 20) + ahead, 930.0) for ahead in range(-4, 8)), default=930.0
        )
        nearness = max(0.0, 1 - (930 - start) / 760)
        wanted = max(0.0, 930 - surface) * nearness**1.4 * 1.02
        lift += (wanted - lift) * (0.2 if wanted > lift else 0.085)
        wake = 0.0
        if x > 1480:
            wake = math.sin((x - 1480) / 46 + index) * (x - 1480) / 26 * nearness**5
        points.append((x, start - lift + wake))
    for _ in range(3):
        points = _softened(points)
    warm = mixed((72, 190, 226), (255, 176, 92), max(0.0, (index - 12) / 21))
    sheet.line(points, (*warm, 46), 9)
    sheet.line(points, (*warm, 215), 2.6)


def _softened(points: list[Point]) -> list[Point]:
    return [
        (
            x,
            sum(y for _, y in points[max(0, index - 3) : index + 4])
            / len(points[max(0, index - 3) : index + 4]),
        )
        for index, (x, _) in enumerate(points)
    ]


def _car(sheet: Canvas, roof: list[Point], floor: int) -> None:
    sheet.glow((955, floor + 6), 680, (0, 0, 0), 0.35)
    body = [*roof, (1480, 968), (400, 968)]
    sheet.polygon(body, (222, 230, 236))
    shade = [(x, max(y, 850.0)) for x, y in roof]
    sheet.polygon([*shade, (1480, 968), (400, 968)], (120, 142, 160, 120))
    window = smooth(
        [
            (700, 810), (780, 790), (860, 730), (950, 694), (1060, 680), (1170, 694),
            (1270, 735), (1330, 772), (1300, 784), (800, 796), (700, 800),
        ],
        14,
    )  # fmt: skip
    sheet.polygon(window, (28, 48, 72))
    sheet.line([(1052, 678), (1042, 790)], (222, 230, 236), 10)
    sheet.line([(470, 852), (760, 836), (1500, 832)], (255, 255, 255, 130), 3)
    sheet.polygon([(432, 916), (462, 874), (506, 868), (488, 902)], (255, 226, 160))
    sheet.polygon([(1522, 836), (1480, 838), (1484, 868), (1528, 866)], (232, 84, 74))
    for x in (620, 1300):
        sheet.disc((x, 926), 86, (16, 24, 38))
        sheet.disc((x, 926), 72, (40, 48, 62))
        sheet.disc((x, 926), 48, (206, 214, 222))
        for spoke in range(5):
            turn = math.tau * spoke / 5
            end = (x + 44 * math.cos(turn), 926 + 44 * math.sin(turn))
            sheet.line([(x, 926), end], (96, 110, 126), 8)
        sheet.disc((x, 926), 12, (60, 72, 88))
