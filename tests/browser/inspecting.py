"""What a careful inspector finds wrong with a page that is open, whatever the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Each is a function that gives a list of what it finds wrong.
_INSPECTIONS = {
    "heading out of order": """() => {
        const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
            .map(({ tagName }) => Number(tagName[1]));
        const isRight = levels[0] === 1
            && levels.slice(1).every((level, before) => level > 1 && level <= levels[before] + 1);
        return isRight ? [] : [levels.join(" ")];
    }""",
    "picture without size or description": """() => [...document.images]
        .filter((picture) => !picture.getAttribute("width") || !picture.getAttribute("height")
            || !picture.hasAttribute("alt"))
        .map(({ outerHTML }) => outerHTML)""",
    "letters below 12 px": """() => [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility() && [...one.childNodes]
            .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
        .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12)
        .map(({ outerHTML }) => outerHTML)""",
    "wider than the screen": """() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth ? [`${scrollWidth} px`] : [];
    }""",
    # Texts that reach beyond the screen, or of which a part is hidden at the side.
    "cut off": """() => [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true })
            && !one.closest(".visually-hidden, .skip-link, input")
            && [...one.childNodes].some((node) =>
                node.nodeType === Node.TEXT_NODE && node.data.trim()))
        .filter((one) => {
            const { left, right } = one.getBoundingClientRect();
            const isHiding = getComputedStyle(one).overflowX !== "visible";
            return left < 0 || right > document.documentElement.clientWidth + 1
                || (isHiding && one.scrollWidth > one.clientWidth + 1);
        })
        .map((one) => one.textContent.trim())""",
    "too small to tap": """() => !matchMedia("(pointer: coarse)").matches ? [] :
        [...document.querySelectorAll("button, input, summary, .button, .step, "
            + ".main-navigation a, .identity")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => {
            const { width, height } = one.getBoundingClientRect();
            return Math.min(width, height) < 44;
        })
        .map(({ outerHTML }) => outerHTML)""",
}
_ALL = (
    "() => ({"
    + ",".join(f'"{name}": ({function})()' for name, function in _INSPECTIONS.items())
    + "})"
)


def faults(reader: Page) -> dict[str, list[str]]:
    """What is wrong, by what it is."""
    found: dict[str, list[str]] = reader.evaluate(_ALL)
    return {name: places for name, places in found.items() if places}


def brightness(reader: Page) -> tuple[float, float]:
    """How bright the paper and the letters on it are, from 0 to 1."""
    colors = reader.evaluate(
        """() => {
            const canvas = document.createElement("canvas").getContext("2d");
            const { backgroundColor } = getComputedStyle(document.documentElement);
            const { color } = getComputedStyle(document.body);
            return [backgroundColor, color].map((one) => {
                canvas.fillStyle = one;
                canvas.fillRect(0, 0, 1, 1);
                const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
            });
        }"""
    )
    return colors[0], colors[1]
