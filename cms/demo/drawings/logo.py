"""The mark of the demo site: a tick inside a cogwheel."""

from PIL import Image, ImageDraw

from cms.demo.drawings.technology import gear_outline

_SIDE, _SCALE = 512, 4
_TEAL, _ORANGE = (14, 116, 128), (232, 122, 60)


def logo() -> Image.Image:
    """A square picture on a transparent background, legible on light and dark."""
    side = _SIDE * _SCALE
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    centre = (side / 2, side / 2)
    draw.polygon(gear_outline((centre, side * 0.49, 10, -1.8535), side * 0.075), fill=_TEAL)
    draw.circle(centre, side * 0.418, fill=_TEAL)
    draw.circle(centre, side * 0.3, fill=(255, 255, 255))
    tick = [(side * 0.36, side * 0.51), (side * 0.46, side * 0.61), (side * 0.65, side * 0.4)]
    draw.line(tick, fill=_ORANGE, width=round(side * 0.075), joint="curve")
    for end in (tick[0], tick[-1]):
        draw.circle(end, side * 0.0375, fill=_ORANGE)
    return image.reduce(_SCALE)
