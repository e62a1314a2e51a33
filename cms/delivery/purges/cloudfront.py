"""CloudFront, for a distribution whose ``CacheTagConfig`` names the header ``Cache-Tag``.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-by-tags.html.
Each tag is an item that begins with ``#`` and costs as much as a path.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4
from xml.sax.saxutils import escape

from cms.delivery.outbox.http_client import Request, Response
from cms.delivery.purges import aws_signatures
from cms.delivery.purges.aws_signatures import Credentials
from cms.delivery.purges.caches import PurgeURL, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

API = "https://cloudfront.amazonaws.com"
VERSION = "2020-05-31"
# Three thousand may be under way at a time.
TAGS_PER_REQUEST = 1000


@dataclass(frozen=True, slots=True)
class CloudFront:
    """One distribution. ``cloudfront://key:secret@distribution``."""

    distribution: str
    credentials: Credentials
    api: str = API
    most_tags: int = 100

    @classmethod
    def from_url(cls, purge_url: PurgeURL) -> CloudFront:
        """The cache that a URL of ``PURGE_URLS`` names."""
        token = purge_url.options.get("session_token", "")
        return cls(
            distribution=purge_url.name,
            credentials=Credentials(purge_url.user, purge_url.secret, token),
            api=purge_url.options.get("api", API),
        )

    @property
    def name(self) -> str:
        """The distribution by its id."""
        return f"CloudFront {self.distribution}"

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """One invalidation for every thousand tags."""
        url = f"{self.api}/{VERSION}/distribution/{self.distribution}/invalidation"
        for batch in batches(tags, count=TAGS_PER_REQUEST):
            request = Request("POST", url, {"Content-Type": "text/xml"}, _invalidation_xml(batch))
            yield aws_signatures.signed(
                request,
                credentials=self.credentials,
                region="us-east-1",
                service="cloudfront",
            )

    def has_accepted(self, response: Response) -> bool:
        """CloudFront answers 201 where it has begun."""
        return response.is_success


def _invalidation_xml(tags: list[str]) -> bytes:
    items = "".join(f"<Path>#{escape(tag)}</Path>" for tag in tags)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/{VERSION}/">'
        f"<Paths><Quantity>{len(tags)}</Quantity><Items>{items}</Items></Paths>"
        f"<CallerReference>{uuid4()}</CallerReference></InvalidationBatch>"
    ).encode()
