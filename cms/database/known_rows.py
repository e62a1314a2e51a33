"""Foreign keys whose rows nobody has to ask for: they were read or written a moment ago.

Django asks for the row of each foreign key whenever an object is validated, and modelcluster for
each key of a draft it reads, children included. Keys are constraints in the database all the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Count, ForeignKey, Value
from modelcluster.models import get_all_child_relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

    # A model, the column of it that keys hold, and the keys.
    Keys = dict[tuple[type[Model], str], set[Any]]


def names_in_memory(instance: Model) -> set[str]:
    """The names of the foreign keys of an object that hold a row which is in memory, too."""
    return {
        key.name
        for key in _keys(type(instance))
        if key.is_cached(instance)
        and not key.get_limit_choices_to()
        and _is_stored(key.get_cached_value(instance), getattr(instance, key.attname), key)
    }


def all_exist(model: type[Model], data: Mapping[str, Any]) -> bool:
    """True if the database has each row that a draft refers to, its children's too. One query.

    Args:
        model: the model of the draft.
        data: the draft as modelcluster writes it.
    """
    wanted: Keys = defaultdict(set)
    _collect(model, data, wanted)
    counts = [
        related._default_manager.filter(**{f"{column}__in": values})
        .order_by()
        .annotate(position=Value(position))
        .values("position")
        .annotate(count=Count("pk"))
        .values_list("position", "count")
        for position, ((related, column), values) in enumerate(wanted.items())
    ]
    if not counts:
        return True
    expected = {position: len(values) for position, values in enumerate(wanted.values())}
    return dict(counts[0].union(*counts[1:], all=True)) == expected


def _keys(model: type[Model]) -> Iterator[Any]:
    return (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))


def _is_stored(related: Any, value: Any, key: Any) -> bool:
    return (
        related is not None
        and not related._state.adding  # noqa: SLF001 - Django documents it
        and getattr(related, key.target_field.attname) == value
    )


def _collect(model: type[Model], data: Mapping[str, Any], wanted: Keys) -> None:
    for key in _keys(model):
        value = data.get(key.name)
        if value is not None:
            target = key.target_field
            wanted[key.remote_field.model, target.name].add(target.to_python(value))
    for relation in get_all_child_relations(model):
        for child in data.get(relation.get_accessor_name()) or ():
            _collect(relation.related_model, child, wanted)
