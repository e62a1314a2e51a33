"""The snippets of the source language with their state in each language.

Those are few, such as categories, tags, and header and footer, so all are read at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from wagtail_localize.models import Translation

from cms.translation.dashboard.matrix import COMPLETE, DRAFT, MISSING, PARTIAL, STATES
from cms.translation.rights import permissions
from cms.translation.rights.seeing import Sight
from cms.translation.validity import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Locale

    from cms.translation.dashboard.matrix import Filters, Matrix


@dataclass(frozen=True, slots=True)
class SnippetCell:
    """One snippet in one language; ``url`` is where the user works on it, empty if they may not."""

    locale: Locale
    state: str
    url: str

    @property
    def name(self) -> str:
        """The state in words."""
        return str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class SnippetRow:
    """A source snippet in all languages."""

    title: str
    kind: str
    cells: list[SnippetCell]


def snippet_rows(matrix: Matrix, filters: Filters) -> list[SnippetRow]:
    """The source snippets that match, by kind and title. Three queries for each kind."""
    locales = [filters.language] if filters.language else matrix.locales
    return [
        row
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin)
        for row in _rows_of(matrix, model)
        if filters.words.casefold() in row.title.casefold()
        and (
            not filters.state
            or any(cell.state == filters.state and cell.locale in locales for cell in row.cells)
        )
    ]


def _rows_of(matrix: Matrix, model: type[Any]) -> Iterator[SnippetRow]:
    sight = Sight.of(matrix.user)
    sources = sorted(sight.snippets(model).filter(locale=matrix.source), key=str)
    keys = [source.translation_key for source in sources]
    stored = model._default_manager.filter(translation_key__in=keys, locale__in=matrix.locales)
    targets = {(target.translation_key, target.locale_id): target for target in stored}
    waiting = set(
        Translation.objects.filter(source__object_id__in=keys, enabled=True)
        .annotate(is_waiting=reading.is_waiting())
        .filter(is_waiting=True)
        .values_list("source__object_id", "target_locale")
    )
    may_open = sight.may_list(model)
    viewset = model.snippet_viewset
    for source in sources:
        cells = []
        for locale in matrix.locales:
            place = (source.translation_key, locale.pk)
            target = targets.get(place)
            state = MISSING if target is None else COMPLETE
            if target is not None and not target.live:
                state = DRAFT
            elif place in waiting:
                state = PARTIAL
            url = ""
            if target is not None and may_open and locale.pk in matrix.opened:
                url = reverse(viewset.get_url_name("edit"), args=[target.pk])
            elif target is None and permissions.may_submit(matrix.user, source):
                url = _submit_url(source, locale)
            cells.append(SnippetCell(locale, state, url))
        yield SnippetRow(str(source), str(capfirst(model._meta.verbose_name)), cells)


def _submit_url(source: Any, locale: Locale) -> str:
    meta = source._meta
    url = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[meta.app_label, meta.model_name, source.pk],
    )
    return f"{url}?select_locale={locale.language_code}"
