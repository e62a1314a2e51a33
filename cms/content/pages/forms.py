"""The forms of pages and terms; that of a page looks up together what its children refer to.

Wagtail and Django read a page's children three times, and ask for each child and for whatever it
refers to one by one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.forms import ModelChoiceField
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model


class LocalisedPageForm(WagtailAdminPageForm):
    """The form of a page with its children."""

    def __init__(
        self, data: Any = None, files: Any = None, *args: Any, instance: Any = None, **kwargs: Any
    ) -> None:
        if data is not None and instance is not None and instance.pk is not None:
            _hold_children(instance)
        super().__init__(data, files, *args, instance=instance, **kwargs)
        _let_slug_follow(self)

    def is_valid(self) -> bool:
        """True if the page and its children can be saved. One query for what all of these choose.

        One for each model of theirs.
        """
        for name, formset in self.formsets.items():
            if self.is_bound and name != "comments" and formset.management_form.is_valid():
                _look_up(formset)
        return bool(super().is_valid())


class TermForm(WagtailAdminModelForm):
    """The form of a term."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _let_slug_follow(self)


def _let_slug_follow(form: Any) -> None:
    """Take what is new without a slug: the editor may save by itself before the slug is there.

    It then gets that of its title or name.
    """
    if "slug" in form.fields and form.instance.pk is None:
        form.fields["slug"].required = False


def _hold_children(page: Any) -> None:
    """Read the children of a page once; comments are left to Wagtail."""
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            getattr(page, name).get_object_list()


def _look_up(formset: Any) -> None:
    """Read at once what is chosen in the forms of a set."""
    chosen: dict[str, dict[str, Model]] = {}
    values: dict[str, set[str]] = defaultdict(set)
    fields = list(_choices(formset))
    for name, _field, value in fields:
        values[name].add(value)
    for name, field, _value in fields:
        if name not in chosen:
            chosen[name] = _rows(formset, name, field, values[name])
        _choose_among(field, chosen[name])


def _choices(formset: Any) -> Iterator[tuple[str, Any, str]]:
    """The fields in which a row is chosen by its number."""
    for form in formset.forms:
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and _is_chosen_by_number(field):
                value = field.widget.value_from_datadict(
                    form.data, form.files, form.add_prefix(name)
                )
                if str(value).isdecimal():
                    yield name, field, str(value)


def _is_chosen_by_number(field: Any) -> bool:
    return field.to_field_name in {None, "pk", field.queryset.model._meta.pk.name}


def _rows(formset: Any, name: str, field: Any, values: set[str]) -> dict[str, Model]:
    if name == formset.model._meta.pk.name:
        rows = list(formset.get_queryset())
    else:
        rows = list(field.queryset.filter(pk__in=values))
    return {str(row.pk): row for row in rows}


def _choose_among(field: Any, rows: dict[str, Model]) -> None:
    """Have a field ask for a row only where it isn't among these."""
    original = field.to_python

    def to_python(value: Any) -> Any:
        return rows.get(str(value)) or original(value)

    field.to_python = to_python
