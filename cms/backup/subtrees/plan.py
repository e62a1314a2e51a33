"""The rows of a subtree that are new to this installation, and the ids of all of them.

What is here already, by what identifies it, is left as it is: an import that is repeated adds
nothing, and overwrites nobody's work.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import UUIDField

from cms.backup import columns, rows, sequences
from cms.backup.subtrees import parts
from cms.backup.subtrees.references import References, label_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from cms.backup.archive import Reader
    from cms.backup.subtrees.parts import Part

Row = dict[str, Any]
_TRANSLATED = ("translation_key", "locale_id")


class Unplaceable(ValueError):
    """A subtree that can't be put into this installation."""


class Plan:
    """Ids here by ids in the file, and the rows that are new.

    Attributes:
        rows: the rows of the file by the label of their model.
        ids: by label, the id here of each id in the file.
        new: by label, the ids in the file of rows that aren't here.
        cut: references to what is not here, by what they lead to.
    """

    def __init__(self, file: Reader) -> None:
        more = file.manifest.more
        self.names: dict[str, dict[str, list[Any]]] = more["names"]
        self.parents: dict[str, int | None] = more["parents"]
        self.root_key: str = more["root"]
        self.rows: dict[str, list[Row]] = {
            label: list(file.lines(f"rows/{label}.jsonl")) for label in file.manifest.rows
        }
        self.ids: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.new: dict[str, set[Any]] = defaultdict(set)
        self.cut: Counter[str] = Counter()
        self.references = References(self.replaced, self._model_of)
        self._find_named()
        for part in parts.parts():
            self._decide(part)

    def replaced(self, label: str, pk: Any) -> Any:
        """The id here of a row of the file, or of one that it refers to; ``None``: not here."""
        found = self.ids[label].get(pk)
        if found is None:
            name = " ".join(map(str, self.names.get(label, {}).get(str(pk), [pk])))
            self.cut[f"{label} {name}"] += 1
        return found

    def new_rows(self, model: type[Model]) -> list[Row]:
        """The rows of a table that are to be added, with the ids of this installation."""
        label, key = model._meta.label, columns.key_of(model)
        found = []
        for row in self.rows.get(label, ()):
            if row[key] in self.new[label]:
                written = self.references.in_row(model, row)
                written[key] = self.ids[label][row[key]]
                if not _lacks(model, row, written):
                    found.append(written)
        return found

    def _model_of(self, content_type_id: int) -> type[Model]:
        return apps.get_model(*self.names["contenttypes.ContentType"][str(content_type_id)])

    def _find_named(self) -> None:
        """Find what is never made here by its name.

        Raises:
            Unplaceable: a language, a collection or a kind of page is missing.
        """
        for label, identity in parts.NAMED.items():
            self._find(label, identity, self.names.get(label, {}))
        for label in ("wagtailcore.Locale", "wagtailcore.Collection", "contenttypes.ContentType"):
            named = self.names.get(label, {})
            missing = [name for pk, name in named.items() if int(pk) not in self.ids[label]]
            if missing:
                listed = ", ".join(" ".join(map(str, name)) for name in missing)
                raise Unplaceable(f"Missing here, and not made by an import: {label} {listed}.")
        for label in (*parts.snippets(), parts.PAGE):
            named = {
                pk: [key, self.ids["wagtailcore.Locale"].get(locale)]
                for pk, (key, locale) in self.names.get(label, {}).items()
            }
            self._find(label, _TRANSLATED, named)

    def _find(self, label: str, identity: tuple[str, ...], named: dict[str, list[Any]]) -> None:
        here = _here(apps.get_model(label), identity, [name[0] for name in named.values()])
        for pk, name in named.items():
            if tuple(name) in here:
                self.ids[label][int(pk)] = here[tuple(name)]

    def _decide(self, part: Part) -> None:
        """Find or give the ids of the rows of a table."""
        model, label = part.model, part.label
        found = self.rows.get(label, [])
        key = columns.key_of(model)
        if part.identity:
            identities = {row[key]: self._identity(part, row) for row in found}
            # A file that was missing is like no other.
            here = _here(model, part.identity, [one[0] for one in identities.values() if one[0]])
            self.ids[label] |= {
                pk: here[identity] for pk, identity in identities.items() if identity in here
            }
            new = [row for row in found if identities[row[key]] not in here]
        else:
            new = [row for row in found if self._is_new(part, row)]
        self.give_ids(model, new)

    def give_ids(self, model: type[Model], new: list[Row]) -> None:
        """Have rows of the file be new here."""
        label, olds = model._meta.label, [row[columns.key_of(model)] for row in new]
        self.new[label] = set(olds)
        self.ids[label] |= dict(zip(olds, self._new_ids(model, olds), strict=True))

    def _new_ids(self, model: type[Model], olds: list[Any]) -> list[Any]:
        """Ids for new rows.

        They are the database's next; those of the rows they extend; or those of the file, where
        they hold anywhere.
        """
        pk: Any = model._meta.pk
        if pk.is_relation:
            return [self.replaced(label_of_rows(pk.related_model), old) for old in olds]
        if isinstance(pk, UUIDField):
            return olds
        return list(sequences.reserve_ids(model, len(olds)))

    def _identity(self, part: Part, row: Row) -> tuple[Any, ...]:
        columns_of_it = {name: row[name] for name in part.identity}
        written = self.references.in_row(part.model, columns_of_it)
        return tuple(written[name] for name in part.identity)

    def _is_new(self, part: Part, row: Row) -> bool:
        """True if the row that a row belongs to is new."""
        if part.owner:
            return row[part.owner] in self.new[part.owned]
        model = self._model_of(row["base_content_type_id"])
        return int(row["object_id"]) in self.new[model._meta.label]


def _here(
    model: type[Model], identity: tuple[str, ...], values: Iterable[Any]
) -> dict[tuple[Any, ...], Any]:
    """The ids of rows of this installation by what identifies them."""
    key = columns.key_of(model)
    given = [value for value in values if value is not None]
    return {
        tuple(row[name] for name in identity): row[key]
        for row in rows.read_where(model, identity[0], given)
    }


def _lacks(model: type[Model], row: Row, written: Row) -> bool:
    """True if a row has lost a reference that it can't be without."""
    return any(
        written[str(field.column)] is None and row[str(field.column)] is not None and not field.null
        for field in model._meta.local_concrete_fields
    )
