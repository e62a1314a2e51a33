"""Indexes on Wagtail's table of pages, for what every address and every answer asks for.

They are made after each ``migrate`` unless they are there: when one of Wagtail's migrations changes
the table, SQLite gets a new one, and Django puts only those indexes on it that it knows of.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# The page at an address, the pages that may hide what is below them, and those that expire, which
# are few. A hash index takes paths of any length, which a B-tree of PostgreSQL doesn't.
INDEXES = {
    "content_page_url_path": "{hash} (url_path)",
    "content_page_numchild": "(numchild)",
    "content_page_expire_at": "(expire_at) WHERE expire_at IS NOT NULL",
}


def make_indexes(*, using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Put the indexes on the table of pages that it lacks."""
    connection = connections[using]
    hash_ = "USING hash" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if "wagtailcore_page" not in connection.introspection.table_names(cursor):
            return
        for name, covered in INDEXES.items():
            columns = covered.format(hash=hash_)
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON wagtailcore_page {columns}")
