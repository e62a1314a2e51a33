"""SQL that is written once, kept, and run with other values.

Django spends more time on writing the SQL of a query than a database on answering it: a list of 20
news took 3.3 ms of CPU on SQLite and 6.3 on PostgreSQL, with kept SQL 1.2 and 2.5. A selector
therefore says what its query is *shaped* by, and how to build it; it is built the first time, and
then only values are bound. To add one:

1. Build the queryset in a function of its own, as usual, ending in ``values()``. Where a value of
   the request goes, write ``Parameter("year", IntegerField())``; where one of several values is to
   match, ``one_of("pk", "ids", BigAutoField())``.
2. Call ``rows(key, build, values)``. ``key`` names the query and holds *everything* that changes
   its SQL: the site's ``tree.shape``, the language, the columns, the key of a ``Condition``, a
   limit. What is left out of it stays as it was the first time.
3. Conditions are built with ``tree.timeless``, so that ``at`` is given too: a constant moment would
   be kept with the SQL.

Values are adapted as the field of their ``Parameter`` does it, results converted as Django does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    F,
    Field,
    Func,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)

import orjson

from cms.database import dates, driver

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

MOST_KEPT = 1_000
MOST_UUIDS = 20_000
MOST_DAYS = 5_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Slot:
    """Stands among the parameters of a statement where a value goes.

    Slots of one name and kind are bound together; ``bound`` makes of the value what is sent.
    """

    name: str
    kind: str
    bound: Callable[[Any], Any]


class Parameter(Expression):
    """A value that is given when the statement is run."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, _compiler: Any, connection: Any) -> Any:
        """A place for it."""
        column = self.output_field
        return "%s", [
            _Slot(
                self.name,
                column.get_internal_type(),
                lambda value: column.get_db_prep_value(value, connection),
            )
        ]


class _InValues(Expression):
    """The condition that a column holds one of the values given; any number of them."""

    conditional = True

    def __init__(self, column: Any, name: str, values_field: Field[Any, Any]) -> None:
        super().__init__(output_field=BooleanField())
        self.column = column
        self.name = name
        self.values_field = values_field

    def get_source_expressions(self) -> list[Any]:
        """The column."""
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        """The column, found in its table."""
        (self.column,) = exprs

    def _prepared(self, values: Any, connection: Any) -> list[Any]:
        return [self.values_field.get_db_prep_value(value, connection) for value in values]

    def _slot(self, bound: Callable[[Any], Any]) -> _Slot:
        return _Slot(self.name, f"{self.values_field.get_internal_type()}s", bound)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """SQLite: the values as one JSON array."""
        sql, parameters = compiler.compile(self.column)
        slot = self._slot(lambda values: _in_json(self._prepared(values, connection)))
        any_of_them = "(SELECT value FROM json_each(%s))"
        return f"{sql} IN {any_of_them}", [*parameters, slot]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL: the values as one array."""
        sql, parameters = compiler.compile(self.column)
        cast = f"{self.values_field.rel_db_type(connection)}[]"
        slot = self._slot(lambda values: self._prepared(values, connection))
        return f"{sql} = ANY(%s::{cast})", [*parameters, slot]


def _in_json(values: list[Any]) -> str:
    return orjson.dumps(values).decode()


class _InSubquery(Expression):
    """The condition that a column holds one of the values of a query."""

    conditional = True

    def __init__(self, column: Any, query: Any) -> None:
        super().__init__(output_field=BooleanField())
        self.column = column
        self.query = query

    def get_source_expressions(self) -> list[Any]:
        """The column and the query."""
        return [self.column, self.query]

    def set_source_expressions(self, exprs: Any) -> None:
        """Both, with their tables."""
        self.column, self.query = exprs

    def _as_sql(self, compiler: Any, template: str) -> Any:
        column, of_column = compiler.compile(self.column)
        subquery, of_query = compiler.compile(self.query)
        return template.format(column, subquery), [*of_column, *of_query]

    def as_sql(self, compiler: Any, _connection: Any) -> Any:
        """SQLite: the query as a list."""
        return self._as_sql(compiler, "{} IN {}")

    def as_postgresql(self, compiler: Any, _connection: Any) -> Any:
        """PostgreSQL: the values as one array, which is looked for in the index of the column."""
        return self._as_sql(compiler, "{} = ANY(ARRAY{})")


class Unindexed(Func):
    """A column that SQLite is not to look for by its index, because too many rows are alike in it.

    SQLite doesn't know how many rows a value has, and would rather read all pages of a language
    than follow the order that is asked for; https://sqlite.org/optoverview.html, section 1.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The unary plus that SQLite documents for it."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def in_list(column: str, name: str, values_field: Field[Any, Any]) -> Q:
    """The condition that a column holds one of the values given under a name."""
    return Q(_InValues(F(column), name, values_field))


def in_query(column: str, query: QuerySet[Any, Any]) -> Q:
    """The condition that a column holds one of the few values that a query of one column finds.

    For where it is one of several conditions: PostgreSQL would read all rows with ``column__in``.
    """
    return Q(_InSubquery(F(column), Subquery(query)))


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition for a kept statement: what names it, how it is built, and its values.

    What is another query each time ``is_new``: a statement with it isn't kept.
    """

    key: Hashable
    build: Callable[[], Q]
    values: Mapping[str, Any] = field(default_factory=dict)
    is_new: bool = False

    def __and__(self, other: Condition) -> Condition:
        return Condition(
            (other.key, self.key),
            lambda: self.build() & other.build(),
            {**self.values, **other.values},
            self.is_new or other.is_new,
        )

    @property
    def identity(self) -> Hashable:
        """The key that tells its rows from those of other conditions, at any moment."""
        values = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.values.items()
            if name != "at"
        }
        return self.key, frozenset(values.items())

    def named(self, *parts: Hashable) -> Hashable | None:
        """The key of a statement with this condition; ``parts`` are all else it is shaped by."""
        return None if self.is_new else (*parts, self.key)


EVERYTHING = Condition("everything", Q)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL, its parameters with slots among them, and how its rows are read.

    Parameters have names: Django writes positional ones anew for SQLite at every run.
    """

    sql: str
    constants: dict[str, Any]
    slots: tuple[tuple[str, _Slot], ...]
    names: tuple[str, ...]
    converters: tuple[tuple[str, Callable[[Any], Any]], ...]

    @classmethod
    def of(cls, queryset: QuerySet[Any, Any]) -> _Statement:
        """Django's SQL for a queryset of ``values()``.

        Raises:
            EmptyResultSet: no row can ever match.
        """
        query = queryset.query
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = (*query.extra_select, *query.values_select, *query.annotation_select)
        names = tuple(query.selected or names)
        expressions = [selected[0] for selected in compiler.select[: compiler.col_count]]
        converters = tuple(
            (names[position], _converter(functions, expression))
            for position, (functions, expression) in compiler.get_converters(expressions).items()
        )
        slots: dict[str, _Slot] = {}
        constants: dict[str, Any] = {}
        written = []
        for number, parameter in enumerate(parameters):
            if type(parameter) is _Slot:
                name = f"{parameter.name}_{parameter.kind}"
                slots[name] = parameter
            elif connection.vendor == "postgresql":
                # It plans by what it knows, and once for all values.
                written.append(_literal(parameter))
                continue
            else:
                name = f"p{number}"
                constants[name] = parameter
            written.append(f"%({name})s")
        return cls(
            sql=_with_parameters(sql, written),
            constants=constants,
            slots=tuple(slots.items()),
            names=names,
            converters=converters,
        )

    def counting(self) -> _Statement:
        """The statement that counts the rows of this one."""
        sql = f"SELECT COUNT(*) FROM ({self.sql}) counted"  # noqa: S608 - the SQL is Django's
        return replace(self, sql=sql, names=("count",), converters=())

    def run(self, values: Mapping[str, Any]) -> list[Row]:
        """The rows for these values."""
        parameters = self.constants.copy()
        for placeholder, slot in self.slots:
            parameters[placeholder] = slot.bound(values[slot.name])
        rows = driver.fetched(self.sql, parameters)
        read = [dict(zip(self.names, row, strict=True)) for row in rows]
        for name, convert in self.converters:
            for row in read:
                row[name] = convert(row[name])
        return read


_PLACE = re.compile("%[s%]")


def _with_parameters(sql: str, written: list[str]) -> str:
    """SQL with its parameters as they are to be written, in their order in the SQL."""
    rest = iter(written)
    return _PLACE.sub(lambda match: next(rest) if match[0] == "%s" else match[0], sql)


def _literal(value: Any) -> str:
    """A value as PostgreSQL reads it in a statement that has other parameters."""
    operations: Any = connection.ops
    literal: str = operations.compose_sql("%s", [value])
    return literal.replace("%", "%%")


def _converter(functions: list[Callable[..., Any]], expression: Any) -> Callable[[Any], Any]:
    """Django's database value of a Python value; values that recur are kept."""
    if isinstance(expression.output_field, UUIDField):
        return uuid
    # A moment is a field of the same family.
    if type(expression.output_field) is DateField:
        return day
    if type(expression.output_field) is DateTimeField:
        return _moment

    is_moment = isinstance(expression.output_field, DateTimeField)

    def convert(value: Any) -> Any:
        converted = value
        try:
            for function in functions:
                converted = function(converted, expression, connection)
        except ValueError:
            if not is_moment:
                raise
            return dates.moment(value)
        return converted

    return convert


@lru_cache(maxsize=MOST_UUIDS)
def uuid(value: Any) -> Any:
    """A UUID as a database writes it, kept because the same ones come again and again."""
    return UUID(value) if isinstance(value, str) else value


@lru_cache(maxsize=MOST_DAYS)
def day(value: Any) -> Any:
    """A date as a database writes it, kept likewise."""
    return dates.day(value) if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """A moment as a database writes it; SQLite leaves out that it is UTC."""
    if isinstance(value, str):
        return dates.moment(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


@lru_cache(maxsize=MOST_UUIDS)
def uuid_text(key: UUID) -> str:
    """A UUID as people read it, kept likewise."""
    return str(key)


class _StatementKey:
    """The name of a statement, with what builds it where it isn't kept yet."""

    __slots__ = ("build", "key")

    def __init__(self, key: Hashable, build: Callable[[], _Statement]) -> None:
        self.key = key
        self.build = build

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _StatementKey) and self.key == other.key


@lru_cache(maxsize=MOST_KEPT)
def _kept(key: _StatementKey) -> _Statement | None:
    """The statement of a name; ``None`` where no row can ever match."""
    try:
        return key.build()
    except EmptyResultSet:
        return None
    finally:
        # The key stays; what the function saw of its request should not.
        del key.build


def forget() -> None:
    """Write all SQL anew, because what it is made from has changed."""
    _kept.cache_clear()


def _run(
    kind: str, key: Hashable | None, build: Callable[[], _Statement], values: Mapping[str, Any]
) -> list[Row]:
    named = _StatementKey((kind, key), build)
    statement = _kept.__wrapped__(named) if key is None else _kept(named)
    return statement.run(values) if statement else []


def rows(
    key: Hashable | None, build: Callable[[], QuerySet[Any, Any]], values: Mapping[str, Any]
) -> list[Row]:
    """The rows of a queryset, by the names of its ``values()``. One query.

    Without a key the statement isn't kept.
    """
    return _run("rows", key, lambda: _Statement.of(build()), values)


def count(
    key: Hashable | None, build: Callable[[], QuerySet[Any, Any]], values: Mapping[str, Any]
) -> int:
    """The number of rows of a queryset of ``values()``. One query."""
    rows = _run("count", key, lambda: _Statement.of(build().order_by()).counting(), values)
    return int(rows[0]["count"]) if rows else 0
