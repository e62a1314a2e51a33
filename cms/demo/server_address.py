"""The host and port the demo listens on, and checks of it."""

import errno
import socket
from dataclasses import dataclass

from cms.operation import http_client
from cms.operation.http_client import Limits, Request

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104


class UnusableAddressError(OSError):
    """Nothing can listen there; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def origin(self) -> str:
        """The beginning of every URL a browser on this machine opens."""
        host = self._reachable_host
        netloc_host = f"[{host}]" if ":" in host else host
        return f"http://{netloc_host}:{self.port}"

    @property
    def _reachable_host(self) -> str:
        return _EVERYWHERE.get(self.host, self.host)

    def check(self) -> None:
        """Find out whether the port can be listened on.

        Raises:
            UnusableAddressError: it can't.
        """
        if not 0 < self.port < 65536:
            raise UnusableAddressError(f"PORT must be between 1 and 65535, not {self.port}.")
        try:
            family, kind, protocol, _, target = socket.getaddrinfo(
                self.host or None, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(target)
                trial.listen(1)
        except OSError as error:
            raise UnusableAddressError(self._reason(error)) from error

    def answers(self, path: str) -> bool:
        """True if the server answers at this path."""
        try:
            response = http_client.send(Request("GET", f"{self.origin}{path}"), Limits(2, 1))
        except http_client.RequestFailed:
            return False
        return response.status < 500

    def _reason(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            other = self.port + 1 if self.port < 65535 else 8000
            return (
                f"Port {self.port} on {self.host} is in use by another program. "
                f"Stop that one, or choose another port: make demo PORT={other}"
            )
        if error.errno == errno.EACCES:
            return (
                f"Port {self.port} needs administrator's rights. Choose one above 1023: PORT=8000"
            )
        return (
            f"Nothing can listen on {self.host}:{self.port}: {error.strerror}. Check HOST and PORT."
        )
