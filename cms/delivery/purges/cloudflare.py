"""Cloudflare, which reads the header ``Cache-Tag``.

Source: https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.delivery.outbox.http_client import Answer, Request
from cms.delivery.purges.caches import Place, pieces

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
    def at(cls, place: Place) -> Cloudflare:
        """The one an address of ``PURGE_URLS`` names."""
        return cls(zone=place.name, token=place.secret, api=place.options.get("api", API))

    @property
    def name(self) -> str:
        """The zone by its id."""
        return f"Cloudflare {self.zone}"

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """One request for every thirty tags, as every plan allows."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        for piece in pieces(tags, count=TAGS_PER_REQUEST):
            body = json.dumps({"tags": piece}).encode()
            url = f"{self.api}/client/v4/zones/{self.zone}/purge_cache"
            yield Request("POST", url, headers, body)

    def has_accepted(self, answer: Answer) -> bool:
        """Cloudflare says in the body whether it was done, whatever the status."""
        try:
            return answer.is_success and json.loads(answer.text)["success"] is True
        except (ValueError, TypeError, KeyError):
            return False
