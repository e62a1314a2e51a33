"""Fastly, which reads the header ``Surrogate-Key``.

Source: https://www.fastly.com/documentation/reference/api/purging/.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.delivery.outbox.http_client import Request, Response
from cms.delivery.purges.caches import PurgeURL, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

API = "https://api.fastly.com"
TAGS_PER_REQUEST = 256


@dataclass(frozen=True, slots=True)
class Fastly:
    """One service. ``fastly://:token@service``."""

    service: str
    token: str
    api: str = API
    most_tags: int = 2048

    @classmethod
    def from_url(cls, purge_url: PurgeURL) -> Fastly:
        """The cache that a URL of ``PURGE_URLS`` names."""
        return cls(
            service=purge_url.name, token=purge_url.secret, api=purge_url.options.get("api", API)
        )

    @property
    def name(self) -> str:
        """The service by its id."""
        return f"Fastly {self.service}"

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """One request for every 256 tags."""
        headers = {"Fastly-Key": self.token, "Content-Type": "application/json"}
        for batch in batches(tags, count=TAGS_PER_REQUEST):
            body = json.dumps({"surrogate_keys": batch}).encode()
            yield Request("POST", f"{self.api}/service/{self.service}/purge", headers, body)

    def has_accepted(self, response: Response) -> bool:
        """Fastly says it by the status."""
        return response.is_success
