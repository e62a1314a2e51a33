"""Whatever goes wrong in a browser without being seen on the page."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# A page that is left stops what it was still loading.
LEFT = "net::ERR_ABORTED"
# A document that says there that nothing may be read, which the browser repeats in the console.
NO_PAGE = {403, 404, 429}


@dataclass
class Watch:
    """Listens to a page; ``complaints`` are sentences, in the order in which things went wrong."""

    origin: str
    complaints: list[str] = field(default_factory=list)
    _without_page: set[str] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        """Listen to everything this page does from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"Uncaught: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        is_told = message.location["url"] in self._without_page
        if message.type == "error" and not is_told:
            self.complaints.append(f"Console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.complaints.append(f"Another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self.complaints.append(f"Failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status in NO_PAGE:
            self._without_page.add(response.url)
        elif response.status >= 400:
            self.complaints.append(f"Status {response.status}: {response.url}")
