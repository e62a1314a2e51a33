"""Tags that stay inside a sentence, in addition to those wagtail-localize knows.

It would cut a sentence in three where a character is raised or lowered: ``CO<sub>2</sub>``.
"""

from wagtail_localize import strings

ADDED = ("sub", "sup")


def install() -> None:
    """Keep sentences whole around these tags."""
    strings.INLINE_TAGS.extend(tag for tag in ADDED if tag not in strings.INLINE_TAGS)
