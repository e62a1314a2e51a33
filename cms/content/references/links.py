"""The target of a link, as readers get it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be followed: ``href`` is a path of the frontend or an absolute URL.

    ``language`` is the BCP 47 tag of what is linked, ``None`` where it isn't known.
    """

    text: str
    href: str
    language: str | None
    is_external: bool
