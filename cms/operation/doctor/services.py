"""Checks of the database, its migrations, the cache, the mail server and the clocks."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from smtplib import SMTPException
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError

from cms.operation.cache_availability import SharedCache
from cms.operation.doctor.registry import Check, Result, failed, ok, reason, register, warning

MAIL_SECONDS = 8.0
# A second factor accepts half a minute, leases and schedules much less.
SKEW_WARNING_SECONDS = 2.0
SKEW_FAILED_SECONDS = 30.0
_MOST_NAMED = 5
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"


def database() -> Result:
    """The database answers, has the version that is needed, and doesn't lock readers out."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except DatabaseError as error:
        return failed(
            f"It can't be asked ({reason(error)}).",
            "Start the database server, and compare host, name and password in DATABASE_URL.",
        )


def _sqlite() -> Result:
    version = sqlite3.sqlite_version
    mode, patience = _value("PRAGMA journal_mode"), int(_value("PRAGMA busy_timeout"))
    if mode not in {"wal", "memory"}:
        return warning(
            f"SQLite {version} in the journal mode {mode}: readers wait for writers.",
            "Keep the file on a local disk; network file systems have no WAL.",
        )
    return ok(f"SQLite {version}, journal mode {mode}, waits {patience} ms for a lock")


def _postgresql() -> Result:
    version, limit = _value("SHOW server_version"), _value("SHOW statement_timeout")
    used = int(_value(_CONNECTIONS))
    most = int(_value("SHOW max_connections"))
    said = f"PostgreSQL {version}, {used} of {most} connections used, statement_timeout {limit}"
    if used > most * 0.9:
        return warning(said, "Raise max_connections, or put PgBouncer between (deploy/pgbouncer/).")
    return ok(said)


def _value(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def migrations() -> Result:
    """The tables are those of this code."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    missing = [str(step) for step, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    if missing:
        return failed(
            f"{len(missing)} not applied: {_listed(missing)}.",
            "Run manage.py migrate before the new code serves.",
        )
    installed = {config.label for config in apps.get_app_configs()}
    # A squashed migration is recorded besides those it replaces.
    known = {*loader.disk_migrations, *loader.replacements}
    replaced = {key for one in loader.replacements.values() for key in one.replaces}
    strange = sorted(
        f"{label}.{name}"
        for label, name in set(loader.applied_migrations) - known - replaced
        if label in installed
    )
    if strange:
        return warning(
            f"The database is of newer code: {_listed(strange)}.",
            "Deploy the version that was deployed last, or go on to a newer one.",
        )
    return ok(f"All {len(loader.applied_migrations)} applied")


def cache() -> Result:
    """A value that one process stores is found by another."""
    default = caches["default"]
    key, value = f"doctor:{uuid4().hex}", uuid4().hex
    if isinstance(default, SharedCache):
        try:
            default.server_time()
        except OSError as error:
            return warning(
                f"Redis doesn't answer ({reason(error)}); each process remembers for itself.",
                "Start it, and compare CACHE_URL.",
            )
    default.set(key, value, 30)
    found = default.get(key)
    default.delete(key)
    if found != value or default.get(key) is not None:
        return warning(
            "What was put into the cache wasn't there afterwards.",
            "See whether its memory is full (maxmemory), or CACHE_URL names a replica.",
        )
    if isinstance(default, SharedCache):
        return ok("Redis keeps and forgets")
    return ok("Memory of each process; set CACHE_URL where several serve")


def mail() -> Result:
    """The mail server accepts the login."""
    mailer: Any = get_connection(timeout=MAIL_SECONDS)
    if not issubclass(type(mailer), SmtpBackend):
        name = type(mailer).__module__.rpartition(".")[2]
        return ok(f"No mail is sent ({name}); EMAIL_URL names a server")
    server = f"{mailer.host}:{mailer.port}"
    try:
        mailer.open()
        code, _said = mailer.connection.ehlo()
    except (OSError, SMTPException) as error:
        return failed(
            f"{server} can't be used ({reason(error)}).",
            "Compare host, port, name and password in EMAIL_URL; smtp+tls:// is for port 587, "
            "smtp+ssl:// for 465.",
        )
    finally:
        mailer.close()
    if code != 250:
        return failed(f"{server} answers EHLO with {code}.", "See the log of the mail server.")
    return ok(f"{server} answers{' and knows the login' if mailer.username else ''}")


def send_test_mail(address: str) -> Result:
    """Send a mail to somebody who then knows that mail arrives."""
    message = EmailMessage(
        subject=f"Test mail of {settings.WAGTAIL_SITE_NAME}",
        body=f"This mail was sent by manage.py doctor of {settings.WAGTAILADMIN_BASE_URL}.\n",
        to=[address],
    )
    try:
        sent = message.send()
    except (OSError, SMTPException, ValueError) as error:
        return failed(f"It was not sent ({reason(error)}).", "See what is said of mail.")
    if not sent or not settings.TRANSLATION_DIGEST:
        return warning("No mail server is set.", "Set EMAIL_URL.")
    return ok(f"Sent from {message.from_email}; see whether it arrives, and not as spam")


def clocks() -> Result:
    """The clocks of this machine, the database and the cache agree."""
    skews = {"the database": _skew(_database_time)}
    default = caches["default"]
    if isinstance(default, SharedCache):
        # What is wrong with the cache is said of the cache.
        with suppress(OSError):
            skews["the cache"] = _skew(default.server_time)
    name, skew = max(skews.items(), key=lambda one: abs(one[1]))
    if abs(skew) < SKEW_WARNING_SECONDS:
        places = " and ".join(["This machine", *skews])
        return ok(f"{places} agree within {SKEW_WARNING_SECONDS:g} s")
    said = f"The clock of {name} is {abs(skew):.1f} s {'ahead' if skew > 0 else 'behind'}."
    make = failed if abs(skew) >= SKEW_FAILED_SECONDS else warning
    return make(said, "Let all machines follow a time server (chrony, systemd-timesyncd).")


def _database_time() -> float:
    if connection.vendor == "sqlite":
        return float(_value("SELECT (julianday('now') - 2440587.5) * 86400.0"))
    return float(_value("SELECT extract(epoch FROM clock_timestamp())"))


def _skew(ask: Any) -> float:
    """The lead of a clock over this machine's, in seconds."""
    before = time.time()
    seen = float(ask())
    return seen - (before + time.time()) / 2


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def register_all() -> None:
    """Make these checks known."""
    register(Check("database", database, is_in_health=True))
    register(Check("migrations", migrations, is_in_health=True))
    register(Check("cache", cache, is_in_health=True, uses_database=False))
    register(Check("mail", mail, uses_database=False))
    register(Check("clocks", clocks))
