"""The obstacles to removing a language, and the losses with it.

Obstacles are pages in the language, all other rows that require
their language, and those that page types report. Lost with the language is whatever is only about
it: translations, glossary terms, and the group of its translators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import PROTECT, RESTRICT
from django.db.models.functions import Length, Substr
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page

from wagtail_localize.models import StringTranslation, Translation

from cms.content.reading import page_types
from cms.translation.models import GlossaryTerm, TranslatorGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import ForeignKey, Model

# Of each kind, so that a page about a large site stays one that can be read.
MOST_NAMED = 50
_STEP_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle to removing a language, with its ``reason``.

    ``below_count`` pages are below it, and are removed with it. Without an ``instance`` nothing can
    be done about it.
    """

    reason: str
    instance: Model | None = None
    below_count: int = 0


def obstacles(locale: Locale) -> list[Obstacle]:
    """All obstacles, but no more than the first fifty of a kind."""
    return [*hidden_obstacles(locale), *_pages(locale), *_rows(locale)]


def hidden_obstacles(locale: Locale) -> list[Obstacle]:
    """The obstacles that the database wouldn't notice."""
    hidden = []
    for registration in page_types.registered():
        if registration.language_blockers is not None:
            reason, pages = registration.language_blockers(locale)
            hidden += [Obstacle(reason, page) for page in pages[:MOST_NAMED]]
    if locale.is_default:
        hidden.insert(0, Obstacle(_("It is the source language of the site.")))
    return hidden


def losses_with(locale: Locale) -> list[str]:
    """The losses with a language that has no obstacles, in words."""
    counts = [
        (
            Translation.objects.filter(target_locale=locale).count(),
            lambda n: ngettext("{count} translation", "{count} translations", n),
        ),
        (
            StringTranslation.objects.filter(locale=locale).count(),
            lambda n: ngettext("{count} translated text", "{count} translated texts", n),
        ),
        (
            (
                GlossaryTerm.objects.filter(source_locale=locale)
                | GlossaryTerm.objects.filter(target_locale=locale)
            ).count(),
            lambda n: ngettext("{count} term of the glossary", "{count} terms of the glossary", n),
        ),
    ]
    losses = [words(count).format(count=count) for count, words in counts if count]
    for translators in TranslatorGroup.objects.filter(locale=locale).select_related("group"):
        count = translators.group.user_set.count()
        text = ngettext(
            "the group “{group}” with {count} member",
            "the group “{group}” with {count} members",
            count,
        )
        losses.append(text.format(group=translators.group, count=count))
    return losses


def _pages(locale: Locale) -> Iterator[Obstacle]:
    """The topmost pages of a language: with them goes all that is below."""
    above = Page.objects.filter(locale=locale, depth__gt=1).annotate(
        above=Substr("path", 1, Length("path") - _STEP_LENGTH)
    )
    parents = Page.objects.filter(locale=locale, depth__gt=1).order_by().values("path")
    topmost = above.exclude(above__in=parents).order_by("path")
    for page in topmost[:MOST_NAMED].specific(defer=True):
        yield Obstacle(
            capfirst(str(page.cached_content_type.name)), page, page.get_descendants().count()
        )


def _rows(locale: Locale) -> Iterator[Obstacle]:
    for field in _protecting():
        rows = field.model._base_manager.filter(**{field.name: locale}).order_by("pk")
        for row in rows[:MOST_NAMED]:
            yield Obstacle(capfirst(str(row._meta.verbose_name)), row)


def _protecting() -> Iterator[ForeignKey[Any, Any]]:
    """The foreign keys that keep a language, those of pages left out."""
    relations: Any = Locale._meta.get_fields(include_hidden=True)
    for relation in relations:
        is_protecting = getattr(relation, "on_delete", None) in {PROTECT, RESTRICT}
        if is_protecting and not issubclass(relation.related_model, Page):
            yield relation.field
