"""Records that never change, and room in each for what is made of it.

Such a record may be part of many answers. What a frontend selects of it is the same in each of
them, so the API makes it once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ImmutableRecord:
    """A record that never changes.

    ``derived`` holds what is made of it, by whoever made it; the same every time.
    """

    derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
