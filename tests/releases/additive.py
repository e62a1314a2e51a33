"""What a migration may do while code of the release before it still reads and writes the tables.

django-migration-linter looks for the same in the SQL that Django would write; on SQLite, where a
table is made anew for most changes, that says little, and an application of its own is a lot for a
few rules. These look at the operations themselves, so they hold for both databases, and refuse what
they don't know. A migration that breaks a rule and is right all the same says why in an attribute
of its class: ``old_code_goes_on = "no code has read the column since 1.2.0"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection
from django.db.migrations import operations
from django.db.models import NOT_PROVIDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.migrations import Migration
    from django.db.migrations.operations.base import Operation
    from django.db.migrations.state import ProjectState

REASON = "old_code_goes_on"
# Tables nobody knows yet, and what code doesn't notice.
_ALWAYS = (
    operations.CreateModel, operations.AddIndex, operations.RemoveIndex, operations.RenameIndex,
    operations.RemoveConstraint, operations.AlterModelOptions, operations.AlterModelManagers,
    operations.AlterModelTableComment, operations.RunPython, AddIndexConcurrently,
    RemoveIndexConcurrently,
)  # fmt: skip


def problems(migration: Migration, released: ProjectState, before: ProjectState) -> list[str]:
    """A sentence for each operation that old code couldn't go on with; none with a reason.

    Args:
        migration: one that the newest release doesn't have.
        released: the models of that release.
        before: the models right before the migration.
    """
    if getattr(migration, REASON, ""):
        return []
    found, state = [], before.clone()
    for operation in migration.operations:
        found += _of_operation(operation, migration.app_label, released, state)
        operation.state_forwards(migration.app_label, state)
    return [f"{migration.app_label}.{migration.name}: {sentence}" for sentence in found]


def _of_operation(
    operation: Any, app: str, released: ProjectState, before: ProjectState
) -> Iterator[str]:
    if isinstance(operation, operations.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from _of_operation(one, app, released, before)
        return
    name = getattr(operation, "model_name", None)
    is_new_table = name is not None and (app, name.lower()) not in released.models
    if is_new_table or isinstance(operation, _ALWAYS):
        return
    said = operation.describe()
    if isinstance(operation, operations.AddField):
        if not _may_be_left_out(operation.field):
            yield f"{said}: rows of old code lack it; it needs null=True or db_default."
    elif isinstance(operation, operations.AlterField):
        narrower = _narrower(operation, app, before)
        if narrower:
            yield f"{said}: {narrower}."
    else:
        yield f"{said}: old code may rely on what was there before."


def _may_be_left_out(field: Any) -> bool:
    has_column = not field.many_to_many and not field.generated
    return not has_column or field.null or field.db_default is not NOT_PROVIDED


def _narrower(operation: Operation, app: str, before: ProjectState) -> str:
    """What the column no longer accepts, or no longer is; empty if old code doesn't notice."""
    after = before.clone()
    operation.state_forwards(app, after)
    name, model = operation.name, operation.model_name  # type: ignore[attr-defined]
    old, new = (state.apps.get_model(app, model)._meta.get_field(name) for state in (before, after))
    if old.column != new.column:
        return "the column has another name"
    if old.null and not new.null:
        return "old code may write NULL"
    if new.unique and not old.unique:
        return "old code may write a value twice"
    is_longer = old.max_length and (not new.max_length or new.max_length >= old.max_length)
    are_texts = {old.get_internal_type(), new.get_internal_type()} <= {
        "CharField", "SlugField", "TextField",
    }  # fmt: skip
    if old.db_type(connection) != new.db_type(connection) and not (are_texts and is_longer):
        return "old code may write what the column no longer holds"
    return ""
