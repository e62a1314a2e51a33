"""Requests that wait, so that one sees a page before everything has come."""

from playwright.sync_api import Page, Route


class Held:
    """The requests of a page to addresses like ``pattern``, held until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        """Hold what is asked for from now on."""
        self._waiting: list[Route] | None = []
        page.route(pattern, self._hold)

    def let_go(self) -> None:
        """Let those that wait go, and all that come later."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()

    def _hold(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)
