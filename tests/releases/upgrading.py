"""Upgrade an empty database from a kept release: ``python -m tests.releases.upgrading FOLDER``.

The database is migrated as far as the release had it, filled with its rows, and migrated to the
present. Then the present code has to give the answers of the release, byte for byte. A sentence is
printed for each one that differs.

With ``--old-code`` the part of processes that still run the release is played after that, by models
as the release had them: all rows are written into the tables of the present and read from there.
With ``--leave`` nothing is compared, and the upgraded database is there to be used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from cms.backup.archive import Reader

    Models = dict[str, type[Model]]

django.setup()

from django.core.management import call_command  # noqa: E402 - now models can be imported
from django.db import connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from cms.backup import archive, comparing, identity, restoring, rows, sequences, tables  # noqa: E402
from cms.backup.saving import KIND, rows_of  # noqa: E402
from cms.database import driver  # noqa: E402
from tests.releases.keeping import SITE  # noqa: E402

# Its rows are written anew with each change of any other table.
OF_THE_PRESENT = {"delivery.RaisedTags", "delivery.CacheTag"}


def main(folder: Path, *options: str) -> int:
    """Upgrade, and print what differs; 0 if nothing does."""
    with archive.reading(folder / SITE, kind=KIND) as file:
        file.check()
        released = migrate_to(file.manifest.migrations)
        fill(file, released, empty=released.values())
        call_command("migrate", verbosity=0)
        finish(file)
        if "--leave" in options:
            return 0
        found = list(differing_answers(file))
        if "--old-code" in options:
            found += while_old_code_serves(file, released)
    sys.stdout.writelines(f"{sentence}\n" for sentence in found)
    return 1 if found else 0


def migrate_to(migrations: dict[str, list[str]]) -> Models:
    """Migrate the database to these migrations, and return the models of that state by label."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    # Those that squashed ones replace are in no graph.
    names = {(app, name) for app, listed in migrations.items() for name in listed} & nodes.keys()

    def is_last(name: tuple[str, str]) -> bool:
        return not any(
            child.key in names for child in nodes[name].children if child.key[0] == name[0]
        )

    state = executor.migrate(sorted(name for name in names if is_last(name)))
    return {
        model._meta.label: model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def fill(file: Reader, models: Models, *, empty: Iterable[type[Model]]) -> None:
    """Write the rows of a backup with these models, after some tables were emptied."""
    with transaction.atomic():
        rows.empty([model for model in empty if model._meta.label not in OF_THE_PRESENT])
        for label in file.manifest.rows:
            rows.write(models[label], rows_of(file, models[label]))
        # New rows, such as those of new types, come after these.
        sequences.set_last_ids(list(models.values()), file.manifest.last_ids)


def finish(file: Reader) -> None:
    """Make what follows from the rows, with the present code."""
    above = max(file.manifest.content_version, identity.highest_number())
    with transaction.atomic():
        restoring.finish(file, above=above, replace=True, report=lambda _step: None)


def differing_answers(file: Reader) -> Iterator[str]:
    """A sentence for each recorded answer that differs, or that the clock has changed."""
    said: list[str] = []
    with transaction.atomic(), driver.preparing():
        yield from comparing.of_answers(file, said.append)
    if not said[-1].endswith(" answers compared, 0 have changed by the clock"):
        yield said[-1]


def while_old_code_serves(file: Reader, released: Models) -> Iterator[str]:
    """A sentence for each row the release can't write or read, and each answer that differs."""
    try:
        fill(file, released, empty=tables.all_models())
    except rows.Unsuitable as error:
        yield f"The release can't write into the present tables: {error}"
        return
    with transaction.atomic():
        for label in file.manifest.rows:
            yield from comparing.of_table(file, released[label], lambda _step: None)
    finish(file)
    yield from differing_answers(file)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
