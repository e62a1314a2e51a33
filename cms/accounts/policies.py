"""The Content-Security-Policy of every response."""

from __future__ import annotations

from csp.middleware import CSPMiddleware


class PolicyMiddleware(CSPMiddleware):  # type: ignore[misc]
    """Placeholder."""
