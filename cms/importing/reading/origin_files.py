"""The files of another site: in a folder, and if wanted from the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cms.delivery.webhooks import hosts as public_hosts
from cms.importing.converting.links import file_path, is_own
from cms.importing.records import OriginFile
from cms.operation import http_client
from cms.operation.http_client import Limits, Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST_BYTES = 30 * 1024 * 1024
FETCH_SECONDS = 30.0
# Of what was fetched, so that it needn't be fetched again.
MOST_KEPT_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class FolderFiles:
    """The files below a folder. What lies outside it is never read, whatever leads there.

    ``path_of`` makes a path in the folder of that of a URL, and ``None`` of one that isn't there.
    """

    folder: Path
    hosts: frozenset[str]
    path_of: Callable[[str], list[str]] = field(default=lambda path: [path])

    def find(self, url: str) -> OriginFile | None:
        """The file at an absolute URL of the own hosts."""
        if not is_own(url, self.hosts):
            return None
        root = self.folder.resolve()
        for path in self.path_of(file_path(url)):
            if "\0" in path:
                continue
            try:
                place = (root / path).resolve()
                if not place.is_relative_to(root) or not place.is_file():
                    continue
                if place.stat().st_size > LARGEST_BYTES:
                    continue
                return OriginFile.of(place.name, place.read_bytes())
            except OSError:
                continue
        return None


@dataclass(frozen=True)
class FetchedFiles:
    """Files from where they are, and where they aren't, by HTTP from public hosts.

    ``note`` is told the URL and the reason of what couldn't be fetched.
    """

    nearby: FolderFiles | None
    note: Callable[[str, str], None]
    _known: dict[str, OriginFile | None] = field(default_factory=dict)
    _sizes: list[int] = field(default_factory=list)

    def find(self, url: str) -> OriginFile | None:
        """The file at an absolute URL; what was fetched lately isn't fetched again."""
        file = self.nearby.find(url) if self.nearby else None
        if file is not None:
            return file
        if url not in self._known:
            file = self._fetched(url)
            self._sizes.append(len(file.content) if file else 0)
            if sum(self._sizes) > MOST_KEPT_BYTES:
                self._known.clear()
                self._sizes.clear()
            self._known[url] = file
        return self._known[url]

    def _fetched(self, url: str) -> OriginFile | None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not url.isascii() or " " in url:
            return None
        try:
            request = Request("GET", url, ips=public_hosts.allowed_ips(url))
            response = http_client.send(request, Limits(FETCH_SECONDS, LARGEST_BYTES))
        except OSError as error:
            self.note(url, f"can't be fetched: {error}")
            return None
        if response.status != 200 or len(response.body) >= LARGEST_BYTES:
            self.note(url, f"can't be fetched: status {response.status}")
            return None
        return OriginFile.of(file_path(url).rpartition("/")[2] or "file", response.body)
