"""The pages of the source language with their state in each language.

Of a page only its rows and its stored state are read, never its texts, so a page of the
matrix takes as long with many pages as with few. Counts take longer the more pages there are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from wagtail_localize.models import TranslationSource

from cms.content import visibility
from cms.content.search import admin_search
from cms.translation.dashboard import assignments
from cms.translation.models import PageTextState, TranslationAssignment
from cms.translation.rights import permissions
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

MISSING, ALIAS, DRAFT = "missing", "alias", "draft"
PARTIAL, STALE, COMPLETE = "partial", "stale", "complete"
# In the order in which they want somebody's attention.
STATES = {
    STALE: _("out of date"),
    PARTIAL: _("partial"),
    DRAFT: _("not published"),
    ALIAS: _("in the source language"),
    MISSING: _("missing"),
    COMPLETE: _("complete"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the list: state, language, section, words in the title.

    ``assignee`` is responsible for them in that language, or in any.
    """

    state: str = ""
    language: Locale | None = None
    section: Page | None = None
    words: str = ""
    assignee: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One page in one language.

    ``page_id`` is the translation's, ``None`` where there is none or the user may not open it.
    """

    locale: Locale
    state: str
    page_id: int | None
    assignee: Any = None

    @property
    def assignee_name(self) -> str:
        """The name of its assignee; empty if it has none."""
        return assignments.name_of(self.assignee) if self.assignee else ""

    @property
    def name(self) -> str:
        """The state in words."""
        return str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class PageRow:
    """A source page in all languages; ``source_id`` is needed to synchronise it."""

    page: Page
    cells: list[Cell]
    source_id: int | None

    @property
    def is_stale(self) -> bool:
        """True if synchronising would change something."""
        return any(cell.state == STALE for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of pages in each state in a language."""

    locale: Locale
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Pending:
    """A translation with pending work; ``is_mine`` if it is assigned to the user who looks."""

    page: Any
    state: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The states of translations a user may see, in the languages of ``locales``.

    ``opened`` are the ids of those in which they may open pages.
    """

    user: Any
    source: Locale | None
    locales: list[Locale]
    opened: frozenset[int]

    @classmethod
    def of(cls, user: Any) -> Matrix:
        """The matrix of a user: all languages to those who submit, to others theirs."""
        known = list(Locale.objects.order_by("pk"))
        source = next(filter(permissions.is_source, known), None)
        # Without the source language there is nothing to compare with.
        others = [locale for locale in known if locale != source] if source else []
        opened = {locale.pk for locale in others}
        if not user.is_superuser:
            opened &= {row["pk"] for row in permissions.languages_seen(user)}
        if not user.has_perm(permissions.SUBMIT):
            others = [locale for locale in others if locale.pk in opened]
        return cls(user, source, others, frozenset(opened))

    def pages(self, filters: Filters) -> QuerySet[Page]:
        """The source pages that match, the latest changed first.

        They are those the user may know: what is public, and pages sent to one of their languages.
        """
        pages = self._sources(filters.section)
        if filters.words:
            pages = pages.filter(admin_search.matching(pages, ["title"], filters.words))
        locales = [filters.language] if filters.language else self.locales
        if filters.assignee:
            mine = TranslationAssignment.objects.filter(user=filters.assignee, locale__in=locales)
            pages = pages.filter(translation_key__in=mine.values("translation_key"))
        if filters.state:
            pages = pages.filter(_in_state(filters.state, locales))
        return pages.order_by("-latest_revision_created_at", "-pk")

    def _sources(self, section: Page | None) -> QuerySet[Page]:
        pages = Page.objects.filter(locale=self.source, alias_of__isnull=True, depth__gt=1)
        if section is not None:
            pages = pages.descendant_of(section, inclusive=True)
        return pages.filter(Sight.of(self.user).pages())

    def rows(self, pages: Iterable[Page]) -> list[PageRow]:
        """Some pages with their states and assignees. Four queries."""
        pages = list(pages)
        keys = [page.translation_key for page in pages]
        translations = {
            (page.translation_key, page.locale_id): page
            for page in Page.objects.filter(translation_key__in=keys, locale__in=self.locales)
        }
        kept = PageTextState.objects.filter(translation_key__in=keys, locale__in=self.locales)
        states = {(row.translation_key, row.locale_id): row.state for row in kept}
        sources = TranslationSource.objects.filter(object_id__in=keys, locale=self.source)
        source_ids = dict(sources.values_list("object_id", "pk"))
        whose = assignments.assignees(keys, self.locales)
        return [
            PageRow(
                page,
                [
                    replace(
                        self._cell(page.translation_key, locale, translations, states),
                        assignee=whose.get((page.translation_key, locale.pk)),
                    )
                    for locale in self.locales
                ],
                source_ids.get(page.translation_key),
            )
            for page in pages
        ]

    def _cell(
        self,
        key: UUID,
        locale: Locale,
        translations: dict[tuple[UUID, int], Page],
        states: dict[tuple[UUID, int], str],
    ) -> Cell:
        page = translations.get((key, locale.pk))
        if page is None:
            return Cell(locale, MISSING, None)
        # Written by hand or imported, nothing is known of it but that it can be read.
        state = states.get((key, locale.pk), COMPLETE) if page.live else DRAFT
        if page.alias_of_id is not None:
            state = ALIAS
        return Cell(locale, state, page.pk if locale.pk in self.opened else None)

    def tallies(self, section: Page | None = None) -> list[Tally]:
        """The number of pages in each state, for each language. Three queries."""
        sources = self._sources(section)
        total = sources.count()
        keys = sources.values("translation_key")
        translations = Page.objects.filter(translation_key__in=keys, locale__in=self.locales)
        counters: dict[int, Counter[str]] = {locale.pk: Counter() for locale in self.locales}
        is_own = visibility.as_column(Q(alias_of__isnull=True))
        grouped = translations.order_by().annotate(is_own=is_own)
        for locale, is_written, live, count in grouped.values_list(
            "locale", "is_own", "live"
        ).annotate(count=Count("pk")):
            state = COMPLETE if live else DRAFT
            counters[locale][state if is_written else ALIAS] += count
        kept = _kept([PARTIAL, STALE], self.locales).filter(translation_key__in=keys)
        for locale, state, count in kept.values_list("locale", "state").annotate(count=Count("pk")):
            counters[locale][state] += count
            counters[locale][COMPLETE] -= count
        for counts in counters.values():
            counts[MISSING] = total - sum(counts.values())
        return [
            Tally(locale, {state: counters[locale.pk][state] for state in STATES})
            for locale in self.locales
        ]

    def waiting(self) -> list[Tally]:
        """The number of pages with pending work, for each language. Two queries."""
        counters: dict[int, Counter[str]] = {locale.pk: Counter() for locale in self.locales}
        kept = _kept([PARTIAL, STALE], self.locales)
        for locale, state, count in kept.values_list("locale", "state").annotate(count=Count("pk")):
            counters[locale][state] += count
        drafts = Page.objects.filter(locale__in=self.locales, alias_of__isnull=True, live=False)
        for locale, count in drafts.order_by().values_list("locale").annotate(count=Count("pk")):
            counters[locale][DRAFT] += count
        return [
            Tally(locale, {state: counters[locale.pk][state] for state in (STALE, PARTIAL, DRAFT)})
            for locale in self.locales
        ]

    def pending(self, most: int) -> list[Pending]:
        """The translations the user may work on, theirs first, others' not. Two queries."""
        keys = {"translation_key": OuterRef("translation_key"), "locale": OuterRef("locale")}
        assigned = TranslationAssignment.objects.filter(**keys)
        stored = PageTextState.objects.filter(**keys).values("state")[:1]
        pages = (
            Page.objects.filter(
                Sight.of(self.user).own_pages(), locale__in=self.opened, alias_of__isnull=True
            )
            .annotate(text_state=Subquery(stored), is_mine=Exists(assigned.filter(user=self.user)))
            .filter(~Exists(assigned.exclude(user=self.user)))
            .filter(Q(live=False) | Q(text_state__in=[STALE, PARTIAL]))
            .order_by("-is_mine", "-live", F("latest_revision_created_at").desc(nulls_last=True))
        )
        return [
            Pending(page, page.text_state if page.live else DRAFT, page.is_mine)
            for page in pages.select_related("locale")[:most]
        ]


def _kept(states: list[str], locales: list[Locale]) -> QuerySet[PageTextState]:
    """The stored states of published translations in these states."""
    read = _translations(locale=OuterRef("locale"), live=True, alias_of__isnull=True)
    return PageTextState.objects.filter(Exists(read), locale__in=locales, state__in=states)


def _translations(**which: Any) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=OuterRef("translation_key"), **which)


def _in_state(state: str, locales: list[Locale]) -> Q:
    """The condition for source pages that are in a state in one of these languages."""
    if state in {PARTIAL, STALE}:
        return Q(translation_key__in=_kept([state], locales).values("translation_key"))
    if state == MISSING:
        conditions = [~Q(Exists(_translations(locale=locale))) for locale in locales]
        return reduce(or_, conditions, Q(pk__in=[]))
    translations = Page.objects.filter(locale__in=locales, alias_of__isnull=state != ALIAS)
    if state == DRAFT:
        translations = translations.filter(live=False)
    if state == COMPLETE:
        incomplete = PageTextState.objects.filter(
            translation_key=OuterRef("translation_key"),
            locale=OuterRef("locale"),
            state__in=[PARTIAL, STALE],
        )
        translations = translations.filter(~Exists(incomplete), live=True)
    return Q(translation_key__in=translations.order_by().values("translation_key"))
