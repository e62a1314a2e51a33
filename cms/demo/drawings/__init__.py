"""The pictures of the demo site, drawn by code: the same at every load.

``canvas`` is the sheet and its tools, ``technology`` and ``scenery`` hold the drawings, ``logo``
the mark of the site. No picture carries text, so one picture serves every language.
"""

from collections.abc import Callable

from PIL import Image

from cms.demo.drawings import scenery, technology

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "anechoic-chamber": technology.anechoic_chamber,
    "battery-cells": technology.battery_cells,
    "circuit-board": technology.circuit_board,
    "gears": technology.gears,
    "glassware": technology.glassware,
    "light-spectrum": scenery.light_spectrum,
    "mountain-road": scenery.mountain_road,
    "skyline": scenery.skyline,
    "test-track": scenery.test_track,
    "waves": scenery.waves,
    "wind-tunnel": scenery.wind_tunnel,
}

# What must stay visible however a drawing is cropped: centre and size of it, in pixels.
FOCAL_POINTS = {
    "skyline": (1290, 576, 320, 320),
    "wind-tunnel": (960, 822, 1140, 360),
}
