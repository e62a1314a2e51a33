"""The consequences of a new path, told before a page is renamed or moved.

Links to pages are by id, so they follow; addresses that readers may have kept are redirected. All
languages are counted, also those of which the editor may see nothing: numbers alone are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from wagtail_localize.models import Translation

from cms.content import visibility
from cms.delivery.publishing import withdrawal
from cms.localisation import writing

if TYPE_CHECKING:
    from collections.abc import Iterable

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Consequences:
    """The number of things that lead to some pages.

    Args:
        linking_count: the other pages and snippets that link to them, in all languages.
        path_count: their published paths, each of which will redirect.
        language_count: the languages of those.
    """

    linking_count: int = 0
    path_count: int = 0
    language_count: int = 0

    def __str__(self) -> str:
        parts = []
        if self.linking_count:
            parts.append(_linking(self.linking_count))
        if self.path_count:
            parts.append(_redirected(self.path_count, self.language_count))
        return writing.sentences(parts)


def of_rename(page: Page, slug: str) -> Consequences:
    """The consequences of publishing a page with a slug; none if it has it already."""
    stored = Page.objects.get(pk=page.pk)
    if stored.slug == slug:
        return Consequences()
    followers = withdrawal.translations(stored).exclude(slug=slug)
    independent = Translation.objects.filter(
        source__object_id=stored.translation_key, enabled=False
    ).values("target_locale_id")
    return _of([stored, *followers.exclude(locale_id__in=independent, alias_of=None)])


def of_move(page: Page, destination: Page) -> Consequences:
    """The consequences of moving a page; none if it stays where it is."""
    parent = page.get_parent()
    if parent is None or page.is_child_of(destination):
        return Consequences()
    moved = [
        translation
        for translation in withdrawal.translations(page).select_related("locale")
        if translation.get_parent().translation_key == parent.translation_key
        and destination.has_translation(translation.locale)
    ]
    return _of([page, *moved])


def _of(pages: Iterable[Page]) -> Consequences:
    condition = Q()
    for page in pages:
        condition |= visibility.below(page.path)
    affected = dict(Page.objects.filter(condition, live=True).values_list("pk", "locale_id"))
    return Consequences(_linking_count(list(affected)), len(affected), len(set(affected.values())))


def _linking_count(targets: list[int]) -> int:
    page_type = ContentType.objects.get_for_model(Page).pk
    linking: set[tuple[int, str]] = set()
    for start in range(0, len(targets), _BATCH):
        ids = [str(pk) for pk in targets[start : start + _BATCH]]
        rows = ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id__in=ids)
        others = rows.exclude(base_content_type=page_type, object_id=F("to_object_id")).exclude(
            # What a page mirrors, and what redirects lead to.
            Q(model_path="alias_of") | Q(base_content_type__app_label="wagtailredirects")
        )
        linking |= set(others.order_by().values_list("base_content_type", "object_id"))
    return len(linking)


def _linking(count: int) -> str:
    return ngettext(
        "One page or snippet links here, and will link to the new address.",
        "{count} pages and snippets link here, and will link to the new address.",
        count,
    ).format(count=count)


def _redirected(count: int, language_count: int) -> str:
    if language_count == 1:
        return ngettext(
            "One address will redirect to the new one.",
            "{count} addresses will redirect to the new ones.",
            count,
        ).format(count=count)
    return ngettext(
        "{count} address in {language_count} languages will redirect to the new one.",
        "{count} addresses in {language_count} languages will redirect to the new ones.",
        count,
    ).format(count=count, language_count=language_count)
