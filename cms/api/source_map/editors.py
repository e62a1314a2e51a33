"""The editors of origins: where each is edited, and whether the user of a preview may do so.

A page that is a translation has two editors. What its translators translate is edited in theirs,
everything else at the source, from which the translation gets it. What nobody has translated yet
comes from the source and is to be translated in theirs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Locale, Page

from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
)

from cms.api.source_map.origins import Origin, PageOrigin, RowOrigin, SnippetOrigin
from cms.localisation import tags
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from cms.delivery.previews.rehearsal import Rehearsed

# A row that isn't translated: how its editor is called, and the right to use it.
_ROWS = {
    "wagtailcore.locale": ("wagtaillocales:edit", "wagtailcore.change_locale"),
    "wagtailredirects.redirect": ("wagtailredirects:edit", "wagtailredirects.change_redirect"),
}
# An object, and one in a language; by translation key and locale.
InLanguage = tuple["UUID", int]
Segments = dict[str, bool]


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor: its URL where the user may use it, and whether one translates there."""

    type_name: str
    language: str | None
    url: str | None
    is_translation: bool = False

    def as_json(self) -> dict[str, Any]:
        """The source of a map."""
        return {
            "type": self.type_name,
            "language": self.language,
            "editUrl": f"{settings.WAGTAILADMIN_BASE_URL}{self.url}" if self.url else None,
            "isTranslation": self.is_translation,
        }


@dataclass(slots=True)
class Editors:
    """The editors of all origins of an answer."""

    rehearsed: Rehearsed
    _pages: dict[int, Page] = field(default_factory=dict)
    _snippets: dict[SnippetOrigin, Any] = field(default_factory=dict)
    _by_language: dict[InLanguage, Any] = field(default_factory=dict)
    _translations: dict[InLanguage, Translation] = field(default_factory=dict)
    # By translation: the paths of what is translated there, each with whether it is.
    _segments: dict[int, Segments] = field(default_factory=dict)
    _codes: dict[int, str] = field(default_factory=dict)
    _made: dict[tuple[Any, ...], Editor] = field(default_factory=dict)

    @classmethod
    def of(cls, wanted: Iterable[tuple[Origin, str]], *, rehearsed: Rehearsed) -> Editors:
        """Those of some origins, of which some paths are asked for."""
        editors = cls(rehearsed)
        origins = dict.fromkeys(origin for origin, _path in wanted)
        editors._codes = dict(Locale.objects.values_list("pk", "language_code"))
        editors._find_pages([one for one in origins if isinstance(one, PageOrigin)])
        editors._find_snippets([one for one in origins if isinstance(one, SnippetOrigin)])
        editors._find_translations({origin for origin, path in wanted if path})
        return editors

    def at(self, origin: Origin, path: str) -> tuple[Editor, Editor | None]:
        """The editor of a path, and the one in which a fallback is to be translated."""
        if isinstance(origin, RowOrigin):
            return self._of_row(origin), None
        shown = self._shown(origin)
        if shown is None:
            label = origin.label if isinstance(origin, SnippetOrigin) else "wagtailcore.page"
            return Editor(apps.get_model(label).__name__, None, None), None
        words = self._source_of_alias(shown)
        wanted_id = origin.locale_id or shown.locale_id
        if words is not shown or shown.locale_id != wanted_id:
            return self._editor(words), self._translating(words, wanted_id)
        translation = self._translations.get((shown.translation_key, shown.locale_id))
        if translation is None:
            return self._editor(shown), None
        return self._in_translation(shown, translation, path)

    def _shown(self, origin: PageOrigin | SnippetOrigin) -> Any:
        if isinstance(origin, PageOrigin):
            return self._pages.get(origin.pk)
        return self._snippets.get(origin)

    def _source_of_alias(self, shown: Any) -> Any:
        alias_of = getattr(shown, "alias_of_id", None)
        return self._pages.get(alias_of, shown) if alias_of else shown

    def _in_translation(
        self, shown: Any, translation: Translation, path: str
    ) -> tuple[Editor, Editor | None]:
        own = self._editor(shown, is_translation=True)
        source = self._by_language.get((shown.translation_key, translation.source.locale_id))
        if not path or source is None:
            return own, None
        inside = [
            is_translated
            for at, is_translated in self._segments.get(translation.pk, {}).items()
            if at == path or at.startswith(f"{path}.")
        ]
        if not inside:
            return self._editor(source), None
        return (own, None) if all(inside) else (self._editor(source), own)

    def _translating(self, words: Any, locale_id: int) -> Editor | None:
        """The editor in which something in another language is translated, or sent to be."""
        key = words.translation_key, locale_id
        language = tags.canonical(self._codes[locale_id]) if locale_id in self._codes else None
        target, name = self._by_language.get(key), type(words).__name__
        if words.locale_id == locale_id:
            return None
        if key in self._translations and target and permissions.may_edit(self._user, target):
            return self._editor(target, is_translation=True)
        url = None
        if isinstance(words, Page) and permissions.may_submit(self._user, words):
            url = reverse("wagtail_localize:submit_page_translation", args=[words.pk])
        elif not isinstance(words, Page) and permissions.may_submit(self._user, words):
            place = (words._meta.app_label, words._meta.model_name, words.pk)
            url = reverse("wagtail_localize:submit_snippet_translation", args=place)
        return Editor(name, language, url, is_translation=True)

    @property
    def _user(self) -> Any:
        return self.rehearsed.user

    def _editor(self, instance: Any, *, is_translation: bool = False) -> Editor:
        key = type(instance), instance.pk, is_translation
        if key not in self._made:
            language = tags.canonical(self._codes[instance.locale_id])
            url = self._url(instance)
            self._made[key] = Editor(type(instance).__name__, language, url, is_translation)
        return self._made[key]

    def _url(self, instance: Any) -> str | None:
        if isinstance(instance, Page) and instance.pk > self.rehearsed.last_page_id:
            return self._url_of_new(instance)
        if not permissions.may_edit(self._user, instance):
            return None
        if isinstance(instance, Page):
            return reverse("wagtailadmin_pages:edit", args=[instance.pk])
        meta = instance._meta
        return reverse(
            f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[instance.pk]
        )

    def _url_of_new(self, page: Page) -> str | None:
        """The form in which a page is being written that isn't stored."""
        shown = self.rehearsed.page
        if shown is None or shown.pk != page.pk or self.rehearsed.below is None:
            return None
        place = (page._meta.app_label, page._meta.model_name, self.rehearsed.below)
        return reverse("wagtailadmin_pages:add", args=place)

    def _of_row(self, origin: RowOrigin) -> Editor:
        name, right = _ROWS[origin.label]
        url = reverse(name, args=[origin.pk]) if self._user.has_perm(right) else None
        return Editor(apps.get_model(origin.label).__name__, None, url)

    def _find_pages(self, origins: list[PageOrigin]) -> None:
        """The pages, what they mirror, and all of these in other languages. Two queries."""
        shown = Page.objects.filter(pk__in={origin.pk for origin in origins})
        keys = set(shown.order_by().values_list("translation_key", "alias_of__translation_key"))
        known = {key for pair in keys for key in pair if key is not None}
        pages = Page.objects.filter(translation_key__in=known).select_related("content_type")
        for base in pages.prefetch_workflow_states():
            page = base.specific_deferred
            self._pages[page.pk] = page
            self._by_language[page.translation_key, page.locale_id] = page

    def _find_snippets(self, origins: list[SnippetOrigin]) -> None:
        """The snippets in all languages. Two queries for each model."""
        by_model: dict[str, list[SnippetOrigin]] = defaultdict(list)
        for origin in origins:
            by_model[origin.label].append(origin)
        for label, of_model in by_model.items():
            model: Any = apps.get_model(label)
            for snippet in model._default_manager.filter(_among(model, of_model)):
                self._by_language[snippet.translation_key, snippet.locale_id] = snippet
                tag = tags.canonical(self._codes[snippet.locale_id])
                for origin in of_model:
                    if origin.pk == snippet.pk or (
                        not origin.pk
                        and (origin.language, origin.slug) == (tag, getattr(snippet, "slug", ""))
                    ):
                        self._snippets[origin] = snippet

    def _find_translations(self, origins_with_paths: set[Origin]) -> None:
        """The translations that are going on, and the segments of those shown. Four queries."""
        keys = {key for key, _locale in self._by_language}
        found = Translation.objects.filter(source__object_id__in=keys, enabled=True)
        for one in found.select_related("source"):
            self._translations[one.source.object_id, one.target_locale_id] = one
        shown = [self._shown(one) for one in origins_with_paths if not isinstance(one, RowOrigin)]
        places = {(one.translation_key, one.locale_id) for one in shown if one is not None}
        self._find_segments([one for key, one in self._translations.items() if key in places])

    def _find_segments(self, translations: list[Translation]) -> None:
        if not translations:
            return
        by_source: dict[int, list[Translation]] = defaultdict(list)
        for one in translations:
            by_source[one.source_id].append(one)
        done = set(
            StringTranslation.objects.filter(
                context__object__in={one.source.object_id for one in translations},
                locale__in={one.target_locale_id for one in translations},
                has_error=False,
            ).values_list("translation_of_id", "context_id", "locale_id")
        )
        texts = StringSegment.objects.filter(source__in=by_source).order_by()
        for source, path, string, context in texts.values_list(
            "source_id", "context__path", "string_id", "context_id"
        ):
            for one in by_source[source]:
                segments = self._segments.setdefault(one.pk, {})
                is_translated = (string, context, one.target_locale_id) in done
                segments[path] = segments.get(path, True) and is_translated
        others = OverridableSegment.objects.filter(source__in=by_source).order_by()
        for source, path in others.values_list("source_id", "context__path"):
            for one in by_source[source]:
                self._segments.setdefault(one.pk, {})[path] = True


def _among(model: Any, origins: list[SnippetOrigin]) -> Q:
    """The snippets of a model that are meant, in all languages."""
    ids = {origin.pk for origin in origins} - {0}
    if ids:
        keys = model._default_manager.filter(pk__in=ids).order_by().values("translation_key")
        return Q(translation_key__in=keys)
    slugs = {origin.slug for origin in origins} - {""}
    return Q(slug__in=slugs) if slugs else Q()
