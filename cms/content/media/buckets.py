"""Storages in a bucket of an S3 store: a private one and one of public copies.

Reading and writing is django-storages' work. Added is what the rest of the CMS relies on with
folders: a name that is taken is never written over, a file that is missing is told from a store
that can't be asked, and both are errors of Python's own kind.
"""

from __future__ import annotations

import errno
import json
import posixpath
from contextlib import contextmanager
from functools import cache
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage
from storages.utils import ReadBytesWrapper, clean_name, safe_join

from cms.content.media import formats
from cms.content.media.storage import GuardedStorage, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

CONNECT_SECONDS = 5
READ_SECONDS = 30
TRIES = 3
# A file that is read is kept in memory up to this size, and else in a temporary file.
_IN_MEMORY_BYTES = 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_NO_ROOM = frozenset({"XMinioStorageFull", "QuotaExceeded", "InsufficientStorage"})
_NO_BUCKET = "NoSuchBucket"
# The region that is no constraint to S3.
_WITHOUT_CONSTRAINT = "us-east-1"
# There is such a file, or somebody is writing it at this moment.
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
# A picture that becomes private is gone from the bucket at once; caches are to notice that soon.
_PUBLIC_CACHE_CONTROL = "public, max-age=60"


_opening = Lock()


@cache
def _session(key: str | None, secret: str | None, token: str | None) -> Any:
    """The session of an access key, which reads once the megabytes that describe S3."""
    return boto3.Session(
        aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=token
    )


@contextmanager
def _python_errors(name: str) -> Iterator[None]:
    """Errors of the store within, as those of a folder.

    Raises:
        FileNotFoundError: there is no such file.
        FileExistsError: there is one already, which isn't to be written over.
        StoreError: anything else; where it has no room left, with that number.
    """
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        code = error.response.get("Error", {}).get("Code")
        if status == 404 and code != _NO_BUCKET:
            raise FileNotFoundError(errno.ENOENT, "No such file", name) from error
        if code in _TAKEN:
            raise FileExistsError(errno.EEXIST, "The name is taken", name) from error
        number = errno.ENOSPC if status == 507 or code in _NO_ROOM else errno.EIO
        raise StoreError(number, f"The store refuses: {error}", name) from error
    except BotoCoreError as error:
        raise StoreError(errno.EIO, f"The store can't be asked: {error}", name) from error


class Streamed:
    """A file that is read from the store while it is sent on, from its beginning to its end."""

    def __init__(self, name: str, body: Any, size: int) -> None:
        self.name, self.size = name, size
        self._body = body
        self._ahead = b""

    def head(self, size: int) -> bytes:
        """The first bytes, which are read once more afterwards."""
        with _python_errors(self.name):
            self._ahead = self._body.read(size)
        return self._ahead

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        if self._ahead:
            found, self._ahead = self._ahead, b""
            return found
        with _python_errors(self.name):
            read: bytes = self._body.read(None if size < 0 else size)
        return read

    def close(self) -> None:
        """Let the connection go."""
        self._body.close()


class Bucket(S3Storage):
    """A part of a bucket."""

    # What every file is stored with, besides its bytes.
    headers: dict[str, str] = {}

    def __init__(self, **options: Any) -> None:
        style = options.pop("addressing_style", "path")
        config = Config(
            s3={"addressing_style": style},
            signature_version="s3v4",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Stores other than Amazon's often know no other check sums than these.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(
            client_config=config, file_overwrite=False, default_acl=None, gzip=False, **options
        )

    @property
    def connection(self) -> Any:
        """The connection of this thread. Sessions are shared, and don't make two at once."""
        with _opening:
            return super().connection

    def _create_session(self) -> Any:
        return _session(self.access_key, self.secret_key, self.security_token)

    def _key(self, name: str) -> str:
        key: str = safe_join(self.location, clean_name(name))
        return key

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _get(self, name: str, **options: str) -> dict[str, Any]:
        with _python_errors(name):
            found: dict[str, Any] = self._client.get_object(
                Bucket=self.bucket_name, Key=self._key(name), **options
            )
        return found

    def stream(self, name: str) -> Streamed:
        """A file to be read once, without being kept here.

        Raises:
            FileNotFoundError: there is none.
            StoreError: the store can't be asked.
        """
        found = self._get(name)
        return Streamed(name, found["Body"], found["ContentLength"])

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a file. One request.

        Raises:
            FileNotFoundError: there is none.
            StoreError: the store can't be asked.
        """
        try:
            found = self._get(name, Range=f"bytes=0-{size - 1}")
        except StoreError as error:
            if _is_empty(error):
                return b""
            raise
        with _python_errors(name):
            read: bytes = found["Body"].read()
        return read

    def exists(self, name: str) -> bool:
        """True if there is a file of this name. One request."""
        with _python_errors(name):
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        """Delete a file, if there is one. One request."""
        with _python_errors(name):
            super().delete(name)

    def size(self, name: str) -> int:
        """The size of a file in bytes. One request."""
        with _python_errors(name):
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """The folders and files in a folder."""
        with _python_errors(name):
            found: tuple[list[str], list[str]] = super().listdir(name)
        return found

    def get_modified_time(self, name: str) -> datetime:
        """The moment a file was last written."""
        with _python_errors(name):
            found: datetime = super().get_modified_time(name)
        return found

    def copy_from(self, other: Bucket, name: str) -> None:
        """Copy a file from another part of the same store, which reads and writes it itself."""
        source = {"Bucket": other.bucket_name, "Key": other._key(name)}
        with _python_errors(name):
            self._client.copy_object(
                Bucket=self.bucket_name,
                Key=self._key(name),
                CopySource=source,
                MetadataDirective="REPLACE",
                **self._headers(name),
            )

    def make_bucket(self) -> bool:
        """Make the bucket where there is none. Returns whether it was made."""
        with _python_errors(self.bucket_name):
            try:
                self._client.head_bucket(Bucket=self.bucket_name)
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                    raise
            else:
                return False
            options: dict[str, Any] = {}
            if self.region_name not in {None, "", _WITHOUT_CONSTRAINT}:
                options["CreateBucketConfiguration"] = {"LocationConstraint": self.region_name}
            self._client.create_bucket(Bucket=self.bucket_name, **options)
        return True

    def is_readable_by_everybody(self, name: str) -> bool:
        """True if a request without a signature gets a file."""
        try:
            self.unsigned_connection.meta.client.get_object(
                Bucket=self.bucket_name, Key=self._key(name)
            )["Body"].close()
        except ClientError:
            return False
        except BotoCoreError as error:
            raise StoreError(errno.EIO, f"The store can't be asked: {error}", name) from error
        return True

    def _headers(self, name: str) -> dict[str, str]:
        return dict(self.headers)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if mode != "rb":
            raise ValueError("Files of a bucket are opened for reading, and saved whole.")
        streamed = self.stream(name)
        spooled = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - it is returned
        try:
            while chunk := streamed.read(_CHUNK_BYTES):
                spooled.write(chunk)
        except BaseException:
            spooled.close()
            raise
        finally:
            streamed.close()
        spooled.seek(0)
        return File(spooled, name)

    def _save(self, name: str, content: File[Any]) -> str:
        while True:
            try:
                self._put(name, content)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return str(clean_name(name))

    def _put(self, name: str, content: File[Any]) -> None:
        content.seek(0)
        with _python_errors(name):
            self._client.put_object(
                Bucket=self.bucket_name,
                Key=self._key(name),
                Body=ReadBytesWrapper(content),
                IfNoneMatch="*",
                **self._headers(name),
            )


class PrivateBucket(GuardedStorage, Bucket):
    """All files, read through the gate: sent by the CMS, or by the store at a signed URL."""

    # Even by mistake of whoever sets up the bucket, no browser runs one of them.
    headers = {"ContentType": formats.UNKNOWN, "ContentDisposition": "attachment"}

    def __init__(self, *, signed_seconds: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.signed_seconds = signed_seconds

    def signed_url(self, name: str, *, method: str, headers: dict[str, str]) -> str:
        """A URL at the store that answers for ``signed_seconds``, with these headers."""
        overridden = {f"Response{key.replace('-', '')}": value for key, value in headers.items()}
        url: str = self._client.generate_presigned_url(
            "head_object" if method == "HEAD" else "get_object",
            Params={"Bucket": self.bucket_name, "Key": self._key(name), **overridden},
            ExpiresIn=self.signed_seconds,
        )
        return url


class PublicBucket(Bucket):
    """Copies of the renditions of public images, which everybody reads at ``MEDIA_URL``."""

    @property
    def base_url(self) -> str:
        """The beginning of every URL."""
        return str(settings.MEDIA_URL)

    def url(self, name: str | None, *_args: Any, **_kwargs: Any) -> str:
        """The URL of a copy, the same for ever."""
        return posixpath.join(self.base_url, filepath_to_uri(name or "").lstrip("/"))

    def allow_public_reads(self) -> None:
        """Have the store give the files of this part to everybody, in place of other policies."""
        statement = {
            "Sid": "EverybodyReadsPublicRenditions",
            "Effect": "Allow",
            "Principal": "*",
            "Action": ["s3:GetObject"],
            "Resource": [f"arn:aws:s3:::{self.bucket_name}/{self.location}/*"],
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        with _python_errors(self.bucket_name):
            self._client.put_bucket_policy(Bucket=self.bucket_name, Policy=policy)

    def _headers(self, name: str) -> dict[str, str]:
        known = formats.FORMATS.get(formats.extension(name))
        return {
            "ContentType": known.media_type if known else formats.UNKNOWN,
            "CacheControl": _PUBLIC_CACHE_CONTROL,
        }


def _is_empty(error: StoreError) -> bool:
    """True if a range couldn't be read because the file has no bytes."""
    cause = error.__cause__
    return isinstance(cause, ClientError) and cause.response["Error"]["Code"] == "InvalidRange"
