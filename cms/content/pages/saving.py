"""Facts about a page that is being saved, so that the database isn't asked for them again.

A page is validated by its form, for its revision and for its publication, and each time each of its
foreign keys is looked up; its children are all written although one line of the text has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, Model
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, ModelLogEntry, Page, PageLogEntry

from cms.database import known_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# What only code sets: nobody can choose a row that isn't there.
_SET_BY_CODE = [field for field in Page._meta.local_fields if isinstance(field, ForeignKey)]
# Unique in the database, and changed by nothing that a page is validated after.
UNIQUE_BY_CODE = frozenset({"path", "translation_key"})
# Where a page that was made of a draft keeps the keys whose rows were found then.
_FOUND = "_found_keys"


def install() -> None:
    """Have entries of the log validated without asking for what they were made of. Idempotent."""
    for model in (PageLogEntry, ModelLogEntry):
        if "clean_fields" not in vars(model):
            model.clean_fields = _clean_entry  # type: ignore[method-assign]


def _clean_entry(self: Any, exclude: Collection[str] | None = None) -> None:
    known = known_rows.names_in_memory(self)
    Model.clean_fields(self, exclude=known | set(exclude or ()))


def names_of_known(page: Page) -> set[str]:
    """The names of a page's foreign keys that needn't be looked up."""
    found: dict[str, Any] = page.__dict__.get(_FOUND, {})
    names = {
        field.name
        for field in page._meta.local_fields
        if field.name in found and found[field.name] == getattr(page, field.attname)
    }
    names |= {field.name for field in _SET_BY_CODE if getattr(page, field.attname) is not None}
    return names | known_rows.names_in_memory(page)


def note_found(page: Page) -> None:
    """Remember that the rows of a page's foreign keys were just found in the database."""
    keys = (field for field in page._meta.local_fields if isinstance(field, ForeignKey))
    page.__dict__[_FOUND] = {field.name: getattr(page, field.attname) for field in keys}


def forget_same_children(page: Page, names: Iterable[str] | None) -> None:
    """Leave out what would be written as it is stored: child relations without a difference.

    One query for each relation with children in memory. Comments are left to Wagtail.

    Args:
        page: a page about to be saved.
        names: what is to be saved, ``None`` for all.
    """
    held: dict[str, list[Any]] = page.__dict__.get("_cluster_related_objects") or {}
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        children = held.get(name)
        if (
            children
            and name != COMMENTS_RELATION_NAME
            and (names is None or name in names)
            and not issubclass(relation.related_model, ClusterableModel)
            and _are_stored(children, relation, page)
        ):
            del held[name]


def _are_stored(children: list[Any], relation: Any, page: Page) -> bool:
    if page.pk is None or any(child.pk is None for child in children):
        return False
    stored = relation.related_model._base_manager.filter(**{relation.field.name: page.pk})
    return {row.pk: _columns(row) for row in stored} == {row.pk: _columns(row) for row in children}


def _columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
