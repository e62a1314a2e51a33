"""Varnish with the module xkey, set up as in ``deploy/varnish/default.vcl``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.delivery.outbox.http_client import Request, Response
from cms.delivery.purges.caches import PurgeURL, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# One line of a request may have 8 KiB unless Varnish is configured otherwise (http_req_hdr_len).
LONGEST_HEADER = 7 * 1024


@dataclass(frozen=True, slots=True)
class Varnish:
    """One Varnish; with several, each is a receiver of its own. ``varnish://host:port``."""

    origin: str
    most_tags: int = 5000

    @classmethod
    def from_url(cls, purge_url: PurgeURL) -> Varnish:
        """The cache that a URL of ``PURGE_URLS`` names."""
        return cls(origin=f"http://{purge_url.name}")

    @property
    def name(self) -> str:
        """For example ``Varnish http://127.0.0.1:6081``."""
        return f"Varnish {self.origin}"

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """One PURGE for as many tags as fit into a header."""
        for batch in batches(tags, count=len(tags), size=LONGEST_HEADER):
            headers = {"xkey": " ".join(batch), "X-Content-Version": str(version)}
            yield Request("PURGE", f"{self.origin}/", headers)

    def has_accepted(self, response: Response) -> bool:
        """Varnish answers 200 with the number of objects."""
        return response.is_success
