"""URLs of the storages where files are kept, as ``STORAGE_URL`` and ``move_media`` accept them.

``file:///srv/newsroom/media`` is a folder of this machine, as ``MEDIA_ROOT`` is one. An S3 store is
``s3://key:secret@host/bucket/prefix?region=…``, or ``s3+http://…`` without TLS. Below the prefix
are ``private/`` with every file and ``public/`` with copies of the renditions of public images.
Without a key, credentials come from where Amazon's tools look for them. Without a host, the store
is Amazon's in the region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

STORAGE_CLASSES = "cms.content.media"
# The options after the question mark, and what they mean.
OPTIONS = {
    "region": "the region of the bucket",
    "public": "another bucket for copies of public renditions",
    "signed_seconds": "how long a signed URL works; 0: the CMS sends files itself",
    "addressing": "virtual or path: where the name of the bucket is in a URL",
}
SIGNED_SECONDS = 60
_LONGEST_SECONDS = 3600
_AMAZON = (".amazonaws.com", ".amazonaws.com.cn")
_EXAMPLE = "s3://key:secret@host/bucket?region=…"


class WrongStorageUrlError(ValueError):
    """A URL that names no storage for files; the message says why and shows no password."""


@dataclass(frozen=True, slots=True)
class MediaStorages:
    """Django's settings for the storages of private and of public files.

    ``origin`` is where signed URLs lead; empty where there are none.
    """

    private: dict[str, Any]
    public: dict[str, Any]
    origin: str = ""


def parse(url: str) -> MediaStorages:
    """The storages at a URL.

    Raises:
        WrongAddressError: it can't be read.
    """
    if any(ord(letter) < 33 for letter in url):
        raise WrongStorageUrlError("there is a space or a control character in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WrongStorageUrlError(
            "the host or the port can't be read; a secret with one of the characters / ? # @ : "
            "[ ] is written percent-encoded"
        ) from error
    if parts.scheme == "file":
        return _folder(parts)
    if parts.scheme not in {"s3", "s3+http"}:
        raise WrongStorageUrlError(f"write file:///path/to/folder or {_EXAMPLE}")
    return _bucket(parts, port)


def _folder(parts: SplitResult) -> MediaStorages:
    path = unquote(parts.path).rstrip("/")
    if parts.netloc or not path:
        raise WrongStorageUrlError("write file:///path/to/folder, with three slashes")
    return MediaStorages(
        {
            "BACKEND": f"{STORAGE_CLASSES}.storage.PrivateStorage",
            "OPTIONS": {"location": f"{path}_private"},
        },
        {
            "BACKEND": f"{STORAGE_CLASSES}.storage.WholeFilesStorage",
            "OPTIONS": {"location": path},
        },
    )


def _bucket(parts: SplitResult, port: int | None) -> MediaStorages:
    options = _options(parts.query)
    bucket, _slash, prefix = unquote(parts.path).strip("/").partition("/")
    if not bucket:
        raise WrongStorageUrlError(f"the name of the bucket is missing: {_EXAMPLE}")
    region, host = options.get("region", ""), parts.hostname or ""
    if not host and not region:
        raise WrongStorageUrlError("without a host, name Amazon's region: s3:///bucket?region=…")
    host = host or f"s3.{region}.amazonaws.com"
    seconds = _seconds(options.get("signed_seconds", str(SIGNED_SECONDS)))
    style = _style(options.get("addressing", "virtual" if host.endswith(_AMAZON) else "path"))
    scheme = "http" if parts.scheme == "s3+http" else "https"
    authority = f"[{host}]" if ":" in host else host
    authority += f":{port}" if port else ""
    common = {
        "bucket_name": bucket,
        "endpoint_url": f"{scheme}://{authority}",
        "region_name": region or None,
        "addressing_style": style,
        **_credentials(parts),
    }
    private = common | {"location": _below(prefix, "private"), "signed_seconds": seconds}
    public = common | {
        "bucket_name": options.get("public", bucket),
        "location": _below(prefix, "public"),
    }
    reached = f"{bucket}.{authority}" if style == "virtual" else authority
    return MediaStorages(
        {"BACKEND": f"{STORAGE_CLASSES}.buckets.PrivateBucket", "OPTIONS": private},
        {"BACKEND": f"{STORAGE_CLASSES}.buckets.PublicBucket", "OPTIONS": public},
        f"{scheme}://{reached}" if seconds else "",
    )


def _options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in options.items():
        if name not in OPTIONS or not value:
            known = ", ".join(OPTIONS)
            raise WrongStorageUrlError(f"the options after the question mark are {known}")
    return options


def _credentials(parts: SplitResult) -> dict[str, str]:
    if bool(parts.username) != bool(parts.password):
        raise WrongStorageUrlError(f"a key comes with its secret: {_EXAMPLE}")
    if not parts.username:
        return {}
    return {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}


def _seconds(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) <= _LONGEST_SECONDS):
        raise WrongStorageUrlError(f"signed_seconds is a number from 0 to {_LONGEST_SECONDS}")
    return int(value)


def _style(value: str) -> str:
    if value not in {"virtual", "path"}:
        raise WrongStorageUrlError("addressing is virtual or path")
    return value


def _below(prefix: str, name: str) -> str:
    return f"{prefix.strip('/')}/{name}".lstrip("/")
