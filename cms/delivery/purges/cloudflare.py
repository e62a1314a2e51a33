"""Cloudflare, which reads the header ``Cache-Tag``.

Source: https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.delivery.outbox.http_client import Request, Response
from cms.delivery.purges.caches import PurgeURL, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

API = "https://api.cloudflare.com"
TAGS_PER_REQUEST = 30


@dataclass(frozen=True, slots=True)
class Cloudflare:
    """One zone. ``cloudflare://:token@zone``."""

    zone: str
    token: str
    api: str = API
    most_tags: int = 300

    @classmethod
    def from_url(cls, purge_url: PurgeURL) -> Cloudflare:
        """The cache that a URL of ``PURGE_URLS`` names."""
        return cls(
            zone=purge_url.name, token=purge_url.secret, api=purge_url.options.get("api", API)
        )

    @property
    def name(self) -> str:
        """The zone by its id."""
        return f"Cloudflare {self.zone}"

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """One request for every thirty tags, as every plan allows."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        for batch in batches(tags, count=TAGS_PER_REQUEST):
            body = json.dumps({"tags": batch}).encode()
            url = f"{self.api}/client/v4/zones/{self.zone}/purge_cache"
            yield Request("POST", url, headers, body)

    def has_accepted(self, response: Response) -> bool:
        """Cloudflare says in the body whether it was done, whatever the status."""
        try:
            return response.is_success and json.loads(response.text)["success"] is True
        except (ValueError, TypeError, KeyError):
            return False
