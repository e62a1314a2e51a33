"""Pages that belong together: aliases and what they mirror, translations, and what lies above.

A page is followed from one of these to the next for as long as there are more of them, in one
query: an alias may mirror an alias, and that a translation.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Expression, F, Func, Q, QuerySet, Subquery, Value
from wagtail.models import Page

# What leads from the page ``reached`` to the page ``step``.
SOURCE = "step.id = reached.alias_of_id"
ALIASES = "step.alias_of_id = reached.id"
TRANSLATIONS = "step.translation_key = reached.translation_key"
PARENT = f"step.path = substr(reached.path, 1, length(reached.path) - {Page.steplen})"

_COLUMNS = ("id", "translation_key", "path", "alias_of_id")


class _InReachedPages(Expression):
    """The condition that a column holds a value read of the pages reached."""

    conditional = True

    def __init__(self, column: str, start: Any, edges: tuple[str, ...]) -> None:
        super().__init__(output_field=BooleanField())
        self.read = "id" if column == "pk" else column
        self.column: Any = F(column)
        self.start = start
        self.edges = edges

    def get_source_expressions(self) -> list[Any]:
        """The column and where it begins."""
        return [self.column, self.start]

    def set_source_expressions(self, exprs: Any) -> None:
        """Both, found in their tables."""
        self.column, self.start = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A recursive query; https://sqlite.org/lang_with.html, section 3."""
        column, of_column = compiler.compile(self.column)
        query, of_query = self._pages(compiler, connection)
        return f"{column} IN ({query})", [*of_column, *of_query]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """The pages as an array where they are the same for all rows.

        It is made once. The planner expects to look for what is in a query anew for each row of
        another table, and would rather read a whole language than the first rows of a list.
        """
        if not isinstance(self.start, Subquery):
            return self.as_sql(compiler, connection)
        column, of_column = compiler.compile(self.column)
        query, of_query = self._pages(compiler, connection)
        return f"{column} = ANY (ARRAY({query}))", [*of_column, *of_query]

    def _pages(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        start, of_start = compiler.compile(self.start)
        start = f"IN {start}" if isinstance(self.start, Subquery) else f"= {start}"
        table = connection.ops.quote_name(Page._meta.db_table)
        first, others = (
            ", ".join(f"{name}.{column_name}" for column_name in _COLUMNS)
            for name in ("first_page", "step")
        )
        # Begun at what was reached, or SQLite may look through the table each time.
        sql = (
            f"WITH RECURSIVE reached({', '.join(_COLUMNS)}) AS ("  # noqa: S608
            f"SELECT {first} FROM {table} first_page WHERE first_page.id {start} "
            f"UNION SELECT {others} FROM reached CROSS JOIN {table} step "
            f"WHERE {' OR '.join(self.edges)}) SELECT reached.{self.read} FROM reached"
        )
        return sql, of_start


def reached(start: Any, *edges: str, column: str = "pk") -> Q:
    """The condition for a page, or all pages of a column, that is reached from others.

    Args:
        start: the id of the page to begin at, or a query that finds the ids of several. These are
            among those that are reached.
        edges: what is followed, of the constants of this module.
        column: the columns that identify pages: those of a translation key are found together.
    """
    if isinstance(start, QuerySet):
        start = Subquery(start.order_by())
    return Q(_InReachedPages(column, start, edges))


class _IsNull(Func):
    """The condition that a query of one value, true, finds nothing."""

    arity = 1
    template = "%(expressions)s IS NULL"

    def __init__(self, query: Any) -> None:
        super().__init__(query, output_field=BooleanField())

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Said so that it expects it of every other row, not of one in two hundred."""
        template = "NOT COALESCE(%(expressions)s, FALSE)"
        return self.as_sql(compiler, connection, template=template, **context)


def none(query: QuerySet[Any]) -> Q:
    """The condition that a query, of each row anew, finds nothing.

    As a value, because PostgreSQL would compare all pages with all in place of ``NOT EXISTS``.
    """
    is_there = Value(True, output_field=BooleanField())
    return Q(_IsNull(Subquery(query.order_by().values(is_there=is_there)[:1])))
