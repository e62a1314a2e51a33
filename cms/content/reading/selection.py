"""The fields requested of an answer, so that selectors fetch those and no more."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Selection:
    """The fields asked of an object, by the names its record uses, each with its own selection.

    ``by_type`` holds what is asked only of objects of one type, by the type's name.
    """

    fields: dict[str, Selection] = field(default_factory=dict)
    by_type: dict[str, Selection] = field(default_factory=dict)
    _merged: dict[str, Selection] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def of(self, name: str) -> Selection:
        """The selection below the field ``name``; empty if the field itself isn't requested."""
        return self.fields.get(name, NOTHING)

    def on(self, type_name: str) -> Selection:
        """The selection for objects of one type: the shared fields and its own."""
        if type_name not in self._merged:
            self._merged[type_name] = self._merge(type_name)
        return self._merged[type_name]

    def _merge(self, type_name: str) -> Selection:
        special = self.by_type.get(type_name)
        if special is None:
            return Selection(self.fields)
        merged = Selection()
        merged.add(Selection(self.fields))
        merged.add(special)
        return Selection(merged.fields)

    def add(self, other: Selection) -> None:
        """Take in all that ``other`` asks for."""
        self._merged.clear()
        for name, selection in other.fields.items():
            self.fields.setdefault(name, Selection()).add(selection)
        for name, selection in other.by_type.items():
            self.by_type.setdefault(name, Selection()).add(selection)


# Shared by all that ask for less: nobody may add to it.
NOTHING = Selection()
