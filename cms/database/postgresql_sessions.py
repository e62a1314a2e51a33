"""Sessions of PostgreSQL: their settings, and the statements the server keeps for them.

A server plans a statement anew each time it is run, unless it was prepared on the same connection,
and planning takes longer than running. Prepared statements can be lost at any time: a driver drops
them after a rollback, an administrator with ``DISCARD ALL``, a migration makes their plans useless.
So nothing relies on one: where it fails, the statement is run once more as it is written.

A pooler such as PgBouncer gives every transaction whichever server process is free. What was
prepared, or set for a session, would be missing there, or be left to somebody else. A connection
is taken for a pooler's where the process that answers isn't the one the connection was opened to,
which is what poolers say of it; nothing is prepared or set then.

How sessions are to be is therefore also kept in the database, for the role that has migrated it: so
it holds with a pooler, and after a ``DISCARD ALL`` or ``RESET ALL``.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

import psycopg
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus

from cms.database import postgresql_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psycopg import Connection
    from psycopg.abc import Buffer
    from psycopg.pq.abc import PGresult

# By one connection. A server keeps a plan for each.
MOST_PREPARED = 100
# Nothing is compiled, which here takes longer than to run it; pages are as near as on an SSD or in
# memory; a statement that is prepared is planned once.
SESSION = {"jit": "off", "random_page_cost": "1.1", "plan_cache_mode": "force_generic_plan"}
# Also the question whether this is the process the connection was opened to.
_BEGIN = "SELECT {} WHERE pg_backend_pid() = %s".format(
    ", ".join(f"set_config('{name}', '{value}', false)" for name, value in SESSION.items())
)
_KEPT = """
    SELECT unnest(setconfig) FROM pg_db_role_setting
    WHERE setrole = CURRENT_USER::regrole
    AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_IS_DIRECT = "SELECT 1 WHERE pg_backend_pid() = %s"
# SQLSTATE: the name isn't known; another statement has the name.
_UNKNOWN, _TAKEN = b"26000", b"42P05"
# Classes of SQLSTATE that another run doesn't help: lost connections, interruptions.
_FINAL = (b"08", b"57")

# What Django adds for its own use of psycopg.
_ONLY_DJANGOS = {"context", "cursor_factory", "prepare_threshold", "pool", "server_side_binding"}

logger = logging.getLogger(__name__)

Key = tuple[bytes, tuple[int, ...]]
# Of connections that lead to a server process of their own.
_names: WeakKeyDictionary[Connection[Any], dict[Key, bytes]] = WeakKeyDictionary()


def connect(**parameters: Any) -> Connection[Any]:
    """A connection beside Django's to the same database, on which each statement is committed.

    Raises:
        psycopg.Error: it can't be made.
    """
    given = connections[DEFAULT_DB_ALIAS].get_connection_params()
    own = {name: value for name, value in given.items() if name not in _ONLY_DJANGOS}
    return psycopg.connect(**own | parameters, autocommit=True)


def begin(connection: Connection[Any], *, is_set_up: bool = False) -> bool:
    """Set a new connection up; whether statements may be prepared on it. One query.

    ``is_set_up``: whoever opened it has said how its session is to be.
    """
    query = _IS_DIRECT if is_set_up else _BEGIN
    pid = connection.info.backend_pid
    is_direct = connection.execute(query, [pid], prepare=False).fetchone() is not None
    if is_direct:
        _names[connection] = {}
    return is_direct


def begin_for_django(connection: Any, **_signal: Any) -> None:
    """Set up a connection that Django has opened."""
    if connection.vendor == "postgresql":
        postgresql_dates.read_any(connection.connection)
        begin(connection.connection, is_set_up="options" in connection.settings_dict["OPTIONS"])


def keep_session(*, using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Have all new sessions of this role on this database begin as ``SESSION`` says."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute(_KEPT)
            names = {one for (one,) in cursor.fetchall()}
            for setting, value in SESSION.items():
                if f"{setting}={value}" not in names:
                    cursor.execute(
                        f"ALTER ROLE CURRENT_USER IN DATABASE {name} SET {setting} = '{value}'"
                    )
    except DatabaseError as error:
        logger.warning("Sessions of this role keep the settings of the server: %s", error)


def result_of(
    connection: Connection[Any],
    query: bytes,
    values: Sequence[Buffer | None],
    types: Sequence[int],
    formats: Sequence[Any],
) -> PGresult:
    """The server's result for a query that changes nothing, outside of a transaction."""
    names = _names.get(connection)
    ask: Any = connection.pgconn
    if names is not None and ask.transaction_status == TransactionStatus.IDLE:
        key = query, tuple(types)
        name = names.get(key) or _prepare(ask, names, key)
        if name is not None:
            result: PGresult = ask.exec_prepared(name, values, formats)
            if result.status == ExecStatus.TUPLES_OK or _is_final(ask, result):
                return result
            _forget(ask, names, key, result)
    answer: PGresult = ask.exec_params(query, values, types, formats)
    return answer


def _prepare(ask: Any, names: dict[Key, bytes], key: Key) -> bytes | None:
    """The name of a statement, once the server has prepared it; the oldest makes room for others.

    ``None``: it can't be prepared. A name denotes its text and types wherever it is used.
    """
    query, types = key
    digest = sha256(query + repr(types).encode()).hexdigest()
    name = f"kept_{digest[:32]}".encode()
    result = ask.prepare(name, query, types)
    if result.status != ExecStatus.COMMAND_OK and _state(result) != _TAKEN:
        return None
    names[key] = name
    if len(names) > MOST_PREPARED:
        _deallocate(ask, names.pop(next(iter(names))))
    return name


def _forget(ask: Any, names: dict[Key, bytes], key: Key, result: PGresult) -> None:
    """Have a statement prepared anew the next time; all, if the server has lost this one."""
    name = names.pop(key, None)
    if _state(result) == _UNKNOWN:
        names.clear()
    elif name is not None:
        _deallocate(ask, name)


def _deallocate(ask: Any, name: bytes) -> None:
    ask.exec_(b"DEALLOCATE " + name)


def _is_final(ask: Any, result: PGresult) -> bool:
    """True if the connection is lost, or the statement was cancelled."""
    state = _state(result)
    return not state or state.startswith(_FINAL) or ask.transaction_status != TransactionStatus.IDLE


def _state(result: PGresult) -> bytes:
    return result.error_field(DiagnosticField.SQLSTATE) or b""
