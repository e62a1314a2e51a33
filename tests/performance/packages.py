"""The packages that production doesn't have: those only tests need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The variable that names modules ``tests.performance.application`` doesn't find.
HIDDEN = "BENCH_HIDDEN_MODULES"
_REQUIRED = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def only_for_tests(requirements: str, installed: Mapping[str, Iterable[str]]) -> list[str]:
    """The modules that come from no package that is required.

    ``installed``: the packages that each module comes from, as ``importlib.metadata`` has them.
    """
    required = {_normalized(name) for name in _REQUIRED.findall(requirements)}
    return sorted(
        module
        for module, packages in installed.items()
        if module.isidentifier() and not required & {_normalized(name) for name in packages}
    )


def _normalized(name: str) -> str:
    """The spelling in which names of packages are compared; PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()
