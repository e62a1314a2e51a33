"""Indexes on Wagtail's tables, for what every URL, answer and search asks for.

They are made after each ``migrate`` unless they are there: when one of Wagtail's migrations changes
the table, SQLite gets a new one, and Django puts only those indexes on it that it knows of.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

PAGES, ENTRIES = "wagtailcore_page", "wagtailsearch_indexentry"
# The page at a path, the pages that may hide what is below them, those that expire, which are
# few, and what a file belongs to: by name, the table, and what is indexed of it.
_ANYWHERE = {
    "content_rendition_file": ("wagtailimages_rendition", "(file)"),
    "content_image_file": ("wagtailimages_image", "(file)"),
    "content_document_file": ("wagtaildocs_document", "(file)"),
    "content_page_url_path": (PAGES, "(url_path)"),
    "content_page_numchild": (PAGES, "(numchild)"),
    "content_page_expire_at": (PAGES, "(expire_at) WHERE expire_at IS NOT NULL"),
}
# A hash index accepts paths of any length. The words of a page are looked for in its title and text
# together, as Wagtail asks for them, and entries name their pages in text.
_ON_POSTGRESQL = {
    "content_page_url_path": (PAGES, "USING hash (url_path)"),
    "content_page_id_as_text": (PAGES, "((id::varchar(50)))"),
    "content_entry_words": (ENTRIES, "USING gin ((title || body))"),
}


def indexes_on(vendor: str) -> dict[str, tuple[str, str]]:
    """The indexes on a kind of database: by name, the table, and what is indexed of it."""
    return _ANYWHERE | (_ON_POSTGRESQL if vendor == "postgresql" else {})


def make_indexes(*, using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Make the indexes that the tables lack."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for name, (table, indexed) in indexes_on(connection.vendor).items():
            if table in tables:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} {indexed}")


def gather_statistics() -> None:
    """Have PostgreSQL plan for what is in the tables now.

    By itself it looks at them about once a minute, and never at what isn't committed; until then it
    considers tables filled at once nearly empty, and may read one for each row of
    another.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
