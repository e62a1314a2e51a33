"""The fields that all pages share."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import graphene
from graphql_relay import to_global_id

from cms.api.content import arguments
from cms.api.content.identity import id_field, identity
from cms.api.content.selections import selection_of
from cms.content.reading import machine_translation, pages, seo

if TYPE_CHECKING:
    from cms.content.reading.loader import Reading
    from cms.content.reading.pages import Page as PageRecord
    from cms.content.reading.selection import Selection
    from cms.database.statements import Condition

MOST_IDS = 20_000


class Seo(graphene.ObjectType):
    """The title and description that search engines and shared links show."""

    id = id_field()
    title = graphene.String(required=True, description="For `<title>`.")
    description = graphene.String(
        required=True,
        description=(
            "For the meta description. Of news the summary, where the editor wrote none. May be "
            "empty."
        ),
    )
    canonical_url = graphene.String(
        required=True,
        description=(
            'For `<link rel="canonical">`: absolute. Differs from `url` if the page replaces a '
            "missing translation."
        ),
    )
    json_ld = graphene.String(
        required=True,
        description=(
            'schema.org nodes as JSON, safe inside `<script type="application/ld+json">`: the '
            "breadcrumbs, and what the page is (NewsArticle; Organization on front pages)."
        ),
    )

    @staticmethod
    def resolve_id(page: pages.Page, _info: Any) -> str:
        return identity("Seo", page.id)

    @staticmethod
    def resolve_title(page: pages.Page, _info: Any) -> str:
        return page.seo_title or page.title

    @staticmethod
    def resolve_description(page: pages.Page, _info: Any) -> str:
        return page.meta_description

    @staticmethod
    def resolve_json_ld(page: pages.Page, _info: Any) -> str:
        return seo.json_ld(page)


class Breadcrumb(graphene.ObjectType):
    """A page above another."""

    id = id_field()
    title = graphene.String(required=True, description="Its title.")
    path = graphene.String(required=True, description="Its path on the frontend.")
    language = graphene.String(required=True, description="BCP 47 tag of its title.")

    class Meta:
        possible_types = (pages.Breadcrumb,)

    @staticmethod
    def resolve_id(breadcrumb: pages.Breadcrumb, _info: Any) -> str:
        return identity("Breadcrumb", breadcrumb.path)


class Alternate(graphene.ObjectType):
    """A page in one of its languages, for `<link rel="alternate" hreflang>`."""

    id = id_field()
    hreflang = graphene.String(
        required=True,
        description="BCP 47 tag, or `x-default` for readers of any other language.",
    )
    path = graphene.String(required=True, description="Path on the frontend.")
    url = graphene.String(required=True, description="Absolute URL on the frontend.")

    class Meta:
        possible_types = (pages.Alternate,)

    @staticmethod
    def resolve_id(alternate: pages.Alternate, _info: Any) -> str:
        return identity("Alternate", alternate.hreflang, alternate.url)


class TranslationState(graphene.Enum):
    """The state of a page's text compared with the text of its source, judged by words alone."""

    SOURCE = "source"
    COMPLETE = "complete"
    PARTIAL = "partial"
    STALE = "stale"
    ALIAS = "alias"

    @property
    def description(self) -> str:
        """The description of a state, for frontends."""
        return _STATES[self.value]


_STATES = {
    "source": "It is the source itself.",
    "complete": "It says all that the source says.",
    "partial": "Some texts aren't translated; they are in the source language.",
    "stale": "The source has changed since; tell the reader.",
    "alias": "It replaces a missing translation: everything is in the source language.",
}


class MachineTranslatedPart(graphene.ObjectType):
    """A field or block of a page with text that a machine translated and nobody has confirmed."""

    id = id_field()
    field = graphene.String(
        required=True,
        description=(
            "Name of the field in the CMS, such as `title`, `summary`, `seoTitle` or "
            "`leadImageAlt`; `body` for blocks."
        ),
    )
    block_id = graphene.ID(description="`id` of the block of the body. `null`: it is a field.")
    engine = graphene.String(description="Who translated it last, `DeepL`. `null`: not known.")
    translated_at = graphene.DateTime(description="When. `null`: not known.")


class MachineTranslation(graphene.ObjectType):
    """The texts of a page that a machine translated and no person has confirmed."""

    id = id_field()
    is_partial = graphene.Boolean(
        required=True, description="Whether other texts of the page are written by people."
    )
    engines = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The names of the engines, as far as they are known.",
    )
    translated_at = graphene.DateTime(
        description="When the latest of the texts was translated. `null`: not known."
    )
    parts = graphene.List(
        graphene.NonNull(MachineTranslatedPart),
        required=True,
        description="The fields and blocks these texts are in.",
    )


class Translation(graphene.ObjectType):
    """The progress of a page's translation, and whether it is up to date."""

    id = id_field()
    state = graphene.Field(TranslationState, required=True, description="In a word.")
    done = graphene.Int(
        required=True, description="The number of translated texts of the present source."
    )
    total = graphene.Int(required=True, description="The number of texts in the present source.")
    source_updated_at = graphene.DateTime(
        description="When the words of the source changed last. `null`: not known."
    )
    machine_translated_share = graphene.Float(
        required=True,
        description=(
            "The share of `total` that was translated by a machine and not revised, 0 to 1."
        ),
    )
    machine_translation = graphene.Field(
        MachineTranslation,
        description=(
            "What to label: texts of the published page that a machine translated and no person "
            "has confirmed. `null`: there are none, or the site doesn't tell readers."
        ),
    )


def _machine_translation(page: pages.Page) -> MachineTranslation | None:
    known = machine_translation.of_page(page)
    if known is None:
        return None
    return MachineTranslation(
        id=identity("MachineTranslation", page.id),
        is_partial=known.is_partial,
        engines=known.engines,
        translated_at=known.translated_at,
        parts=[_part(part, page) for part in known.parts],
    )


def _part(part: machine_translation.MachineTranslatedPart, page: pages.Page) -> Any:
    place = part.raw_block_id or part.field
    return MachineTranslatedPart(
        id=identity("MachineTranslatedPart", page.id, place),
        field=part.field,
        block_id=f"{page.block_prefix}-{part.raw_block_id}" if part.raw_block_id else None,
        engine=part.engine or None,
        translated_at=part.translated_at,
    )


@lru_cache(maxsize=MOST_IDS)
def _global_id(type_name: str, id_: str) -> str:
    return str(to_global_id(type_name, id_))


class Page(graphene.Interface):
    """A page of the site as a reader of one language gets it."""

    id = graphene.ID(
        required=True,
        description=(
            "Opaque, for caches and `node`: this page as it is read in `language`, so it stays the "
            "same when a missing translation appears. A version of a legal notice that isn't in "
            "force today has an id of its own."
        ),
    )
    translation_key = graphene.ID(
        required=True,
        description="The same in all languages of the page: what to keep as a favorite.",
    )
    title = graphene.String(required=True, description="The title, in `contentLanguage`.")
    path = graphene.String(
        required=True,
        description="The one path of the page on the frontend, such as `/zh-hans/news/`.",
    )
    url = graphene.String(
        required=True, description="The absolute URL of the page on the frontend."
    )
    language = graphene.String(
        required=True, description="BCP 47 tag of the language the page was requested in."
    )
    content_language = graphene.String(
        required=True, description="BCP 47 tag of the language the content is written in."
    )
    is_fallback = graphene.Boolean(
        required=True,
        description="Whether `contentLanguage` is another than `language`: it isn't translated.",
    )
    seo = graphene.Field(Seo, required=True, description="For search engines and shared links.")
    breadcrumbs = graphene.List(
        graphene.NonNull(Breadcrumb),
        required=True,
        description="The pages above this one, from the front page down.",
    )
    alternates = graphene.List(
        graphene.NonNull(Alternate),
        required=True,
        description=(
            "The real and public translations, this page and `x-default` included; the same "
            "list on each of them."
        ),
    )
    translation = graphene.Field(
        Translation,
        description="`null`: not known, because the page was imported and not published yet.",
    )
    first_published_at = graphene.DateTime(
        description="When it went live first. `null`: not known."
    )
    last_published_at = graphene.DateTime(
        description="When it was published last. `null`: not known."
    )

    @staticmethod
    def resolve_id(page: pages.Page, _info: Any) -> str:
        return _global_id(type(page).__name__, page.id)

    @staticmethod
    def resolve_seo(page: pages.Page, _info: Any) -> pages.Page:
        return page

    @staticmethod
    def resolve_translation(page: pages.Page, _info: Any) -> Translation | None:
        row = page.reading.note("translation", page.translation_key, page.content_language)
        if row is None:
            return None
        is_alias = page.is_fallback
        return Translation(
            id=identity("Translation", page.id),
            state="alias" if is_alias else row["state"],
            done=0 if is_alias else row["done"],
            total=row["total"],
            source_updated_at=row["source_updated_at"],
            machine_translated_share=row["machine_count"] / row["total"] if row["total"] else 0.0,
            machine_translation=_machine_translation(page),
        )

    @staticmethod
    def resolve_breadcrumbs(page: pages.Page, _info: Any) -> list[pages.Breadcrumb]:
        return pages.breadcrumbs(page)

    @staticmethod
    def resolve_alternates(page: pages.Page, _info: Any) -> pages.Alternates:
        return pages.alternates(page.reading, page.translation_key)


def read_in_order(reading: Reading, condition: Condition, selection: Selection) -> list[PageRecord]:
    """The pages of any kind a condition finds, with all they refer to."""
    records = pages.read_pages(reading, pages.find(condition), selection)
    reading.fetch()
    return list(records.values())


class Query(graphene.ObjectType):
    """Pages by translation key and by id."""

    pages = graphene.List(
        graphene.NonNull(Page),
        translation_keys=graphene.List(
            graphene.NonNull(graphene.ID),
            required=True,
            description="`translationKey` of pages, 100 at most.",
        ),
        language=graphene.String(required=True, description="BCP 47 tag."),
        description=(
            "Pages a frontend remembered, in the order requested: each in the language, or else "
            "in the source language with `isFallback`. Pages that may not be read are left out, "
            "and unknown keys. `null`: only with an error."
        ),
    )

    @staticmethod
    def resolve_pages(
        _root: Any, info: Any, translation_keys: list[str], language: str
    ) -> list[PageRecord]:
        keys = arguments.translation_keys(translation_keys)
        reading = arguments.reading_in(info, language)
        reading.dependencies.add_pages(keys)
        condition = pages.in_language(reading, with_fallback=True) & pages.with_keys(keys)
        records = read_in_order(reading, condition, selection_of(info)) if keys else []
        by_key = {page.translation_key: page for page in records}
        return [by_key[key] for key in keys if key in by_key]
