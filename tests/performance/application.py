"""The application as production has it: without the packages that only tests need.

Where others find one of those they load it, structlog ``rich`` and Django's test client ``jinja2``,
and the worker that is measured would be larger than one of production.
"""

from __future__ import annotations

import os
import sys

from tests.performance.packages import HIDDEN

for name in os.environ[HIDDEN].split():
    # An import of it then fails, as the language reference says of ``sys.modules``.
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]

from cms.wsgi import application

__all__ = ("application",)
