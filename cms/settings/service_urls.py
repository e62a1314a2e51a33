"""The URLs of services, checked at start: each mistake names its variable, and no password.

Packages of all schemes that are accepted are installed with the CMS, except the clients of search
servers, which ``searching`` names.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

from cms.content.media import storage_urls
from cms.settings.parsing import items

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    # From a URL to Django's settings for it.
    Parse = Callable[[str], dict[str, Any]]

POSTGRESQL = ("postgres", "postgresql", "psql", "pgsql")
DATABASES = (*POSTGRESQL, "sqlite")
# Valkey speaks the protocol of Redis.
REDIS = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}
CACHES = (*REDIS, "filecache", "locmemcache", "dummycache")
SMTP = ("smtp", "smtp+tls", "smtp+ssl", "smtps")
EMAILS = (*SMTP, "filemail", "consolemail", "memorymail", "dummymail")
WEB = ("http", "https")
# What ``cms.delivery.purges`` and ``cms.translation.machines`` have code for.
PURGED = ("varnish", "cloudflare", "cloudfront", "fastly")
TRANSLATORS = ("deepl", "libretranslate", "google")
_LARGEST_PORT = 65535


def database(variable: str, url: str, parse: Parse) -> dict[str, Any]:
    """Django's settings for ``postgres://user:password@host:port/name`` or ``sqlite:////path``."""
    parts = _parts(variable, url, DATABASES, several_hosts=True)
    if parts.scheme == "sqlite":
        if parts.netloc:
            raise _wrong(variable, "write sqlite:////path/to/file, with four slashes")
        if parts.path.strip("/"):
            _require_place_of_file(variable, Path(unquote(parts.path[1:])))
    elif not parts.path.strip("/") and "service" not in parse_qs(parts.query):
        raise _wrong(variable, "the name of the database is missing: postgres://…@host/name")
    return parse(url)


def cache(variable: str, url: str, parse: Parse) -> dict[str, Any]:
    """Django's settings for ``redis://:password@host:port/0`` and the other kinds of caches.

    A Redis on a socket is ``redis:///path/to/socket?db=0``.
    """
    parts = _parts(variable, url, CACHES, several_hosts=True)
    if parts.scheme not in REDIS:
        if parts.scheme == "filecache":
            _require_folder(variable, Path(unquote(parts.netloc + parts.path)))
        return parse(url)
    if parts.netloc:
        number = parts.path.strip("/")
        if number and not (number.isascii() and number.isdigit()):
            raise _wrong(
                variable, "after the host comes the number of the database: redis://host/0"
            )
        _require_host(variable, parts)
    elif parts.path in {"", "/"}:
        raise _wrong(variable, "the host is missing: redis://host:6379/0")
    parsed = parse(urlunsplit(parts._replace(scheme=REDIS[parts.scheme])))
    _require_options(variable, parsed)
    return parsed | {"BACKEND": "cms.operation.resilient_cache.ResilientRedisCache"}


def email(variable: str, url: str) -> str:
    """``smtp+tls://user:password@host:587`` and the other kinds; nothing where there is none."""
    if url:
        parts = _parts(variable, url, EMAILS)
        if parts.scheme in SMTP:
            _require_host(variable, parts)
        elif parts.scheme == "filemail":
            _require_folder(variable, Path(unquote(parts.path[1:])))
    return url


def origin(variable: str, url: str) -> str:
    """``https://host``, without a slash at its end; nothing where there is none."""
    if url:
        parts = _parts(variable, url, WEB)
        _require_host(variable, parts)
        if parts.username is not None or parts.query or parts.fragment:
            raise _wrong(variable, "write https://host, and nothing else")
    return url.rstrip("/")


def media(variable: str, url: str) -> str:
    """``/media/`` or ``https://host/media/``, with the slash at its end."""
    if url.startswith("/") and not url.startswith("//"):
        if not url.strip("/") or "?" in url or "#" in url:
            raise _wrong(variable, "write a path of its own, like /media/")
    else:
        _require_host(variable, _parts(variable, url, WEB, example="/media/"))
    return url if url.endswith("/") else f"{url}/"


def storage(variable: str, url: str) -> str:
    """``s3://key:secret@host/bucket`` and whatever else ``storage_urls`` explains, or nothing."""
    if url:
        try:
            storage_urls.parse(url)
        except storage_urls.WrongStorageUrlError as error:
            raise _wrong(variable, str(error)) from error
    return url


def search(variable: str, url: str) -> str:
    """``elasticsearch8+https://host:9200``; what is before the plus is for ``searching`` to say."""
    if "://" in url:
        _require_host(variable, _parts(variable, url.partition("+")[2] or url, None))
    return url


def sentry(variable: str, url: str) -> str:
    """``https://key@host/number``; nothing where there is none."""
    if url:
        parts = _parts(variable, url, WEB)
        _require_host(variable, parts)
        if not parts.username or not parts.path.strip("/"):
            raise _wrong(variable, "write https://key@host/number")
    return url


def origins(variable: str, value: str) -> list[str]:
    """Origins separated by commas, whose hosts may begin with ``*.``."""
    return [origin(variable, url) for url in items(variable, value)]


def purged_caches(variable: str, value: str) -> list[str]:
    """URLs of caches, separated by commas: ``varnish://host``, ``fastly://:token@service``."""
    kinds = ", ".join(f"{kind}://" for kind in PURGED)
    urls = services(variable, value)
    for url in urls:
        parts = urlsplit(url)
        credentials, _, name = parts.netloc.rpartition("@")
        if parts.scheme not in PURGED:
            raise _wrong(variable, f"a URL begins with one of {kinds}")
        if parts.scheme != "varnish" and not credentials.partition(":")[2]:
            raise _wrong(variable, f"{parts.scheme}://:secret@{name} lacks its secret")
    return urls


def machine_translators(variable: str, value: str) -> list[str]:
    """URLs of services, separated by commas: ``deepl://:key@host``, ``deepl+http://…``."""
    known = ", ".join(f"{one}://:key@host" for one in TRANSLATORS)
    urls = services(variable, value)
    for url in urls:
        parts = urlsplit(url)
        kind, _plus, protocol = parts.scheme.partition("+")
        if kind not in TRANSLATORS or protocol not in {"", *WEB}:
            raise _wrong(variable, f"“{parts.scheme}://…” is none of {known}")
    return urls


def services(variable: str, value: str) -> list[str]:
    """URLs of services, separated by commas."""
    urls = items(variable, value)
    for url in urls:
        parts = _parts(variable, url, None)
        if not parts.netloc.rpartition("@")[2]:
            raise _wrong(variable, f"after {parts.scheme}:// comes a name")
    return urls


def _parts(
    variable: str,
    url: str,
    schemes: Collection[str] | None,
    *,
    several_hosts: bool = False,
    example: str = "",
) -> SplitResult:
    """The parts of a URL.

    Raises:
        ImproperlyConfigured: it can't be read, or its scheme is none of those.
    """
    if url != url.strip() or any(ord(letter) < 33 for letter in url):
        raise _wrong(variable, "there is a space or a control character in it")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _wrong(variable, "the host can't be read; IPv6 addresses stand in [ ]") from error
    if "://" not in url:
        first = next(iter(schemes or ["scheme"]))
        raise _wrong(variable, f"it has no scheme; write {example or f'{first}://…'}")
    if schemes is not None and parts.scheme not in schemes:
        known = ", ".join(f"{one}://" for one in schemes)
        raise _wrong(variable, f"the scheme {parts.scheme}:// isn't supported; use one of {known}")
    hosts = parts.netloc.rpartition("@")[2].split(",") if several_hosts else [parts.netloc]
    for host in hosts:
        _require_port(variable, host)
    return parts


def _require_port(variable: str, netloc: str) -> None:
    try:
        port = urlsplit(f"//{netloc}").port
    except ValueError as error:
        raise _wrong(
            variable,
            f"the port is a number from 1 to {_LARGEST_PORT}; a password with one of the "
            "characters / ? # @ : [ ] is written percent-encoded",
        ) from error
    if port == 0:
        raise _wrong(variable, f"the port is a number from 1 to {_LARGEST_PORT}")


def _require_host(variable: str, parts: SplitResult) -> None:
    if not parts.netloc.rpartition("@")[2].partition(":")[0]:
        raise _wrong(variable, f"the host is missing: {parts.scheme}://host")


def _require_options(variable: str, parsed: dict[str, Any]) -> None:
    """The query string is left to the client; nothing is connected to here."""
    from redis import ConnectionPool  # noqa: PLC0415 - only where there is a Redis

    locations = parsed["LOCATION"]
    for location in [locations] if isinstance(locations, str) else locations:
        try:
            ConnectionPool.from_url(location, **parsed.get("OPTIONS", {})).make_connection()
        except (TypeError, ValueError) as error:
            raise _wrong(
                variable, "after the question mark is an option Redis doesn't have"
            ) from error


def _require_place_of_file(variable: str, path: Path) -> None:
    if path.is_dir():
        raise _wrong(variable, f"{path} is a folder, not a file")
    if not path.parent.is_dir():
        raise _wrong(variable, f"there is no folder {path.parent}")


def _require_folder(variable: str, path: Path) -> None:
    if not path.is_dir():
        raise _wrong(variable, f"there is no folder {path}")


def _wrong(variable: str, reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{variable}: {reason}.")
