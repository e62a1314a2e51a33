"""What all tests share: a folder for files that is thrown away, two small sites, and checks.

Whatever a test asks for, kept SQL and the tags of answers are looked at on the way.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.commands.flush import Command as FlushCommand
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.test import client

import pytest

from cms.delivery.response_cache import memo_store
from tests import factories, kept_sql, network, snapshots, tags_of_tables
from tests.factories import Newsroom
from tests.services.migrated import copied_migrations

# How many new objects there are before Python looks for cycles among them.
NEW_OBJECTS = 50_000
# Fixtures without which a test can't open the database.
OPENING = {"db", "transactional_db", "django_db_setup", "django_db_blocker", "live_server"}

# The sequences of columns, of those that were used.
BEGIN_SEQUENCES = """
    SELECT setval(seqrelid::regclass, seqstart, false)
    FROM pg_sequence JOIN pg_depend ON objid = seqrelid AND deptype IN ('a', 'i')
    WHERE classid = 'pg_class'::regclass AND pg_sequence_last_value(seqrelid) IS NOT NULL
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark each test that can't open a database: it has nothing to say on a second one."""
    for item in items:
        if not (
            OPENING.intersection(getattr(item, "fixturenames", ()))
            or item.get_closest_marker("django_db")
            or item.get_closest_marker("every_database")
        ):
            item.add_marker("one_database")


def pytest_collection_finish() -> None:
    """Leave what was imported out of the search for cycles, which took a sixth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 100)


@pytest.fixture(scope="session")
def _copied_migrations(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[ExitStack]:
    """Migrations are copied until the databases of tests are set up."""
    with ExitStack() as stack:
        stack.enter_context(copied_migrations())
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(_copied_migrations: ExitStack, django_db_setup: None) -> None:
    """The databases of tests, migrated by a copy where there is one."""
    _copied_migrations.close()


@pytest.fixture(scope="session", autouse=True)
def _ids_begin_anew() -> Iterator[None]:
    """Rows have the same ids after each emptying of the database, so content can be put back.

    So can the rows of migrated applications, types of content and permissions: to find out for each
    application which are missing takes ten times as long as to empty all tables.
    """
    empty = FlushCommand.handle

    def empty_and_restart(*arguments: Any, **options: Any) -> None:
        changed = {"reset_sequences": True, "inhibit_post_migrate": True}
        if connection.vendor == "postgresql":
            _empty_tables()
        else:
            empty(*arguments, **options | changed)
        if not options.get("inhibit_post_migrate"):
            snapshots.content(_rows_of_applications)
        ContentType.objects.clear_cache()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FlushCommand, "handle", empty_and_restart)
        yield


def _empty_tables() -> None:
    """Delete the rows of tables that have some: to truncate all tables takes ten times as long."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(name)})"  # noqa: S608
                for name in names
            )
        )
        filled = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(f"DELETE FROM {name}" for name in filled) or "SELECT")  # noqa: S608
        cursor.execute(BEGIN_SEQUENCES)


def _rows_of_applications() -> None:
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages() -> Iterator[None]:
    """A response keeps the context of the page alone.

    Django's client copies those of all templates that are included too, each icon of the admin.
    """
    module: Any = client
    store = module.store_rendered_templates

    def store_page(stored: Any, signal: Any, sender: Any, template: Any, context: Any) -> None:
        if context.template is template:
            store(stored, signal, sender, template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "store_rendered_templates", store_page)
        yield


@pytest.fixture(scope="session")
def kept_sql_checks() -> Iterator[kept_sql.Checked]:
    """Comparing kept SQL with what would be written now, in all that tests do."""
    with kept_sql.checked() as checks:
        yield checks


@pytest.fixture(scope="session")
def tag_checks() -> Iterator[tags_of_tables.Checked]:
    """Comparing the tables that answers read with the tags they carry."""
    with tags_of_tables.checked() as checks:
        yield checks


@pytest.fixture(scope="session")
def network_guard() -> Iterator[network.Guard]:
    """Refusing whatever leads to another machine."""
    with network.guarded() as guard:
        yield guard


@pytest.fixture(autouse=True)
def _nothing_found(
    kept_sql_checks: kept_sql.Checked,
    tag_checks: tags_of_tables.Checked,
    network_guard: network.Guard,
) -> Iterator[None]:
    """Fail the test in which something was found, whatever has become of the exception."""
    yield
    found = [*kept_sql_checks.taken(), *tag_checks.taken(), *network_guard.taken()]
    assert not found, "\n".join(map(str, found))


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """The folder of uploaded files, empty at the start of every test."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _cold_cache() -> None:
    """Nothing kept from an earlier test, whose rows had the same ids."""
    cache.clear()
    memo_store.forget()


@pytest.fixture
def english(db: None) -> Newsroom:
    """The default site in English: front page, list of news, list of legal notices."""
    return snapshots.content(factories.newsroom)


@pytest.fixture
def chinese(english: Newsroom) -> Newsroom:
    """The same pages in Simplified Chinese; asks for ``english`` by itself."""
    return snapshots.content(factories.in_chinese, english)
