"""Redis as a cache that may be away: never there, killed, hanging, full, or refusing the password.

While it is away each process keeps what it needs in its own memory, so locks, counters and codes
that are valid once keep their meaning inside a process, and nothing waits for longer than one
attempt now and then. What was changed meanwhile is deleted in Redis when it is back, for others may
have kept the values of before.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisSerializer

from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as GoneError
from redis.exceptions import RedisError
from redis.retry import Retry

from cms.operation import cache_availability
from cms.operation.cache_availability import PATIENCE_SECONDS, SharedCache

# Of what only reads; ``None`` stands for all keys.
_NOTHING: list[str] = []


class _UnreadableError(RedisError):
    """A value that was written by another version of the code, or by something else."""


class _Serializer(RedisSerializer):
    def loads(self, data: Any) -> Any:
        try:
            return super().loads(data)
        # Whatever is in those bytes decides what is raised.
        except Exception as error:
            raise _UnreadableError(type(error).__name__) from error


class ResilientRedisCache(SharedCache, RedisCache):
    """Django's cache in Redis, and in the memory of this process while Redis is away."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = {
            "socket_timeout": PATIENCE_SECONDS,
            "socket_connect_timeout": PATIENCE_SECONDS,
            # A connection that was closed while nobody used it is opened anew; nothing else is.
            "retry": Retry(NoBackoff(), 1, supported_errors=(GoneError,)),
            "serializer": _Serializer,
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self.availability = cache_availability.of(str(server))

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> Any:
        """As Django's cache does."""
        return self._write("add", [key], version, key, value, timeout=timeout)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._ask("get", key, default, version=version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> Any:
        """As Django's cache does."""
        return self._write("set", [key], version, key, value, timeout=timeout)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._write("touch", [key], version, key, timeout=timeout)

    def delete(self, key: Any, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._write("delete", [key], version, key)

    def has_key(self, key: Any, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._ask("has_key", key, version=version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._write("incr", [key], version, key, delta)

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        """As Django's cache does."""
        return self._ask("get_many", list(keys), version=version)

    def set_many(
        self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> Any:
        """As Django's cache does."""
        return self._write("set_many", list(data), version, data, timeout=timeout)

    def delete_many(self, keys: Any, version: int | None = None) -> Any:
        """As Django's cache does."""
        keys = list(keys)
        return self._write("delete_many", keys, version, keys)

    def clear(self) -> Any:
        """As Django's cache does."""
        return self._ask("clear", changed=None)

    def server_time(self) -> float:
        """The time of the server in seconds since 1970; asked of it, away or not.

        Raises:
            ConnectionError: it doesn't answer.
        """
        try:
            seconds, microseconds = self._cache.get_client(None, write=True).time()
        except RedisError as error:
            raise ConnectionError(str(error)) from error
        return float(seconds + microseconds / 1_000_000)

    def _write(
        self, name: str, keys: list[Any], version: int | None, *args: Any, **options: Any
    ) -> Any:
        changed = [self.make_and_validate_key(key, version) for key in keys]
        return self._ask(name, *args, changed=changed, version=version, **options)

    def _ask(
        self, name: str, *args: Any, changed: list[str] | None = _NOTHING, **options: Any
    ) -> Any:
        """Ask Redis, and the memory of this process where it doesn't answer."""
        away = self.availability
        if away.may_try():
            try:
                self._delete_changed()
                found = getattr(super(), name)(*args, **options)
            except _UnreadableError:
                # As if it weren't there.
                away.answered()
            except RedisError as error:
                away.failed(error)
            else:
                away.answered()
                return found
        if changed is not _NOTHING:
            away.change(changed)
        return getattr(away.memory, name)(*args, **options)

    def _delete_changed(self) -> None:
        """Delete in Redis what was changed while it was away."""
        away = self.availability
        if not away.changed and not away.has_lost_changes:
            return
        keys, is_everything = away.drain_changes()
        try:
            if is_everything:
                self._cache.clear()
            elif keys:
                self._cache.delete_many(keys)
        except RedisError:
            away.change(None if is_everything else keys)
            raise
