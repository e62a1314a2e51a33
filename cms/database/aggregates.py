"""Aggregates that Django 5.2 has for one database only."""

from typing import Any

from django.db.models import Aggregate, TextField


class JsonRows(Aggregate):
    """The rows of a group, each as a list of the expressions, in JSON; in no particular order."""

    function = "JSON_GROUP_ARRAY"
    template = "%(function)s(JSON_ARRAY(%(expressions)s))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's names for it."""
        return self.as_sql(
            compiler,
            connection,
            template="JSON_AGG(JSONB_BUILD_ARRAY(%(expressions)s))::text",
            **context,
        )


class JoinedText(Aggregate):
    """The texts of a group joined by commas, in no particular order."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's name for it, which wants the separator."""
        return self.as_sql(
            compiler,
            connection,
            template="STRING_AGG(%(expressions)s, ',')",
            **context,
        )
