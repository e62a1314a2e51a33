"""The place of each object of an answer: its origin, and the field or block of it.

A place within an origin is written as Wagtail's content path: ``title``, ``body.BLOCK.caption``.
The editor's forms say which names there are, so fields and blocks that are added have their places
without a line here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page as PageModel

from graphene.utils.str_converters import to_snake_case

from cms.api.content.sitemaps import LocatedEntry
from cms.api.source_map.names import ITEMS, RENAMED
from cms.api.source_map.origins import Origin, PageOrigin, RowOrigin, SnippetOrigin, language
from cms.content.body import reusable
from cms.content.body.block_kinds import KINDS
from cms.content.body.block_kinds.contact_person import ContactPersonRecord
from cms.content.body.block_kinds.reusable_text import ReusableTextRecord
from cms.content.reading import page_types, pages, redirects
from cms.content.tree import Root
from cms.legal.selectors import LegalNoticePage
from cms.news.selectors import NamedTerm, NewsCategory, NewsTag
from cms.sitewide.selectors import Sitewide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.api.execution import AnsweredObject
    from cms.content.reading.loader import Reading

# What of every page is edited; the rest of Wagtail's own columns is kept by it.
_OF_ALL_PAGES = {"title", "slug", "seo_title", "search_description"}
_KINDS = {kind.record: kind.name for kind in KINDS.values()}
_TERMS: dict[type, str] = {NewsCategory: "news.newscategory", NewsTag: "news.newstag"}
_ENTRIES: dict[type, str] = {
    ReusableTextRecord: reusable.TEXT_MODEL,
    ContactPersonRecord: reusable.PERSON_MODEL,
}
Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: ``path`` in ``origin``, empty for all of it.

    ``form`` is the model or block whose parts are here, ``above`` the place of the form around it,
    ``name`` the field there. ``block_id`` is that of the block of a body, which ids of its parts
    begin with.
    """

    origin: Origin
    path: str = ""
    form: Any = None
    block_id: str = ""
    name: str = ""
    above: Place | None = None

    def part(self, type_name: str, field_name: str) -> Place | None:
        """The place of a field of an object here; ``None``: it isn't edited on its own."""
        own_name = to_snake_case(field_name)
        renamed = RENAMED.get(f"{type_name}.{field_name}") or RENAMED.get(field_name, ())
        for name in (*renamed, own_name):
            form_place = self.above if name.startswith("~") else self
            form = form_place and form_place.child(name.removeprefix("~").format(self.name))
            if form is not None:
                return form
        return None

    def child(self, name: str) -> Place | None:
        """The place of a field of the form; ``None``: it has none of that name."""
        form = _fields(self.form).get(name) if isinstance(self.form, blocks.Block) else None
        if isinstance(self.form, type):
            form = _column(self.form, name)
        if form is None:
            return None
        return replace(self, path=_joined(self.path, name), form=form, name=name, above=self)

    def item(self, type_name: str, record: Any, raw_id: str) -> Place:
        """The place of an item of a list or stream here, by the id that it is stored under."""
        if isinstance(self.form, blocks.StreamBlock):
            kind = _KINDS.get(type(record)) or ITEMS.get(type_name, "")
            form = self.form.child_blocks.get(kind)
        else:
            form = getattr(self.form, "child_block", None)
        # A cell that its row lacks is edited with the row, whose id its own begins with.
        if raw_id.startswith(f"{self.path.rpartition('.')[2]}-"):
            return self
        return replace(self, path=_joined(self.path, raw_id), form=form, above=self)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _fields(block: blocks.Block) -> dict[str, Any]:
    return block.child_blocks if isinstance(block, blocks.BaseStructBlock) else {}


def _column(model: type[Any], name: str) -> Any:
    """The block of a stream, or the field itself; ``None``: nobody edits such a field."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    is_wagtails = issubclass(model, PageModel) and field.model is PageModel
    if not getattr(field, "editable", False) or (is_wagtails and name not in _OF_ALL_PAGES):
        return None
    return field.stream_block if isinstance(field, StreamField) else field


def places(objects: list[AnsweredObject]) -> Iterator[tuple[Pointer, Place]]:
    """The places of objects and values by their paths in ``data``, those around others first.

    What has none of its own is left out: it is edited where the object around it is.
    """
    known: dict[Pointer, tuple[AnsweredObject, Place | None]] = {}
    for one in objects:
        place = _place(one, known)
        known[one.path] = one, place
        if place is None:
            continue
        yield one.path, place
        is_external = getattr(one.record, "is_external", False)
        type_name = "ExternalLink" if is_external else one.type_name
        for response_name, field_name in one.fields.items():
            part = place.part(type_name, field_name)
            if part is not None:
                yield (*one.path, response_name), part


def _place(
    one: AnsweredObject, known: dict[Pointer, tuple[AnsweredObject, Place | None]]
) -> Place | None:
    record = one.record
    if not one.path:
        return None
    index = one.path[-1] if isinstance(one.path[-1], int) else None
    length = len(one.path)
    while isinstance(one.path[length - 1], int):
        length -= 1
    around, around_place = known[one.path[: length - 1]]
    field_name = around.fields[str(one.path[length - 1])]
    own = _own_origin(record, around.record, index, around_place)
    if own is not None:
        return own
    if around_place is None:
        return None
    place = around_place.part(around.type_name, field_name) or around_place
    if index is None:
        return place
    return _item(one, place, around, index)


def _item(one: AnsweredObject, place: Place, around: AnsweredObject, index: int) -> Place:
    """The place of an object of a list that is edited at a place."""
    if isinstance(around.record, Sitewide) and one.type_name == "Link":
        return place.item("Link", one.record, _raw_footer_ids(around.record)[index])
    id_ = getattr(one.record, "id", None)
    if not isinstance(place.form, blocks.StreamBlock | blocks.ListBlock) or not id_:
        return place
    if isinstance(around.record, Sitewide):
        return place.item(one.type_name, one.record, id_[len(around.record.language) + 1 :])
    if isinstance(around.record, pages.Page):
        raw_id = id_[len(_body_prefix(around.record)) + 1 :]
        return replace(place.item(one.type_name, one.record, raw_id), block_id=id_)
    return place.item(one.type_name, one.record, id_[len(place.block_id) + 1 :])


def _body_prefix(page: pages.Page) -> str:
    if isinstance(page, LegalNoticePage):
        return f"{page.block_prefix}-{page.version.number}"
    return page.block_prefix


def _raw_footer_ids(sitewide: Sitewide) -> list[str]:
    """The ids of the footer's links that are shown."""
    return [
        raw["id"]
        for raw in sitewide.raw_footer_links
        if replace(sitewide, raw_footer_links=[raw]).footer_links
    ]


def _own_origin(
    record: Any, around: Any, index: int | None, around_place: Place | None
) -> Place | None:
    """The place of an object that is an origin, or refers to one."""
    page = record if isinstance(record, pages.Page) else getattr(record, "page", None)
    if isinstance(page, pages.Page):
        return _of_page(page)
    if type(record) in _BY_CLASS:
        return _BY_CLASS[type(record)](record)
    if type(record) in _TERMS:
        return _of_term(record, around_place)
    if type(record) in _ENTRIES:
        return _of_entry(record, around_place)
    return _of_link(record, around, index)


def _of_sitewide(sitewide: Sitewide) -> Place:
    label, root = "sitewide.sitewide", sitewide.reading.root
    origin = SnippetOrigin(label, sitewide.content_language, "", root.locale_id)
    return Place(origin, form=apps.get_model(label))


def _of_term(term: NamedTerm, around: Place | None) -> Place:
    label = _TERMS[type(term)]
    locale_id = around.origin.locale_id if around and isinstance(around.origin, PageOrigin) else 0
    origin = SnippetOrigin(label, term.language, term.slug, locale_id)
    return Place(origin, form=apps.get_model(label))


def _of_entry(record: Any, around: Place | None) -> Place:
    label = _ENTRIES[type(record)].lower()
    locale_id = around.origin.locale_id if around and isinstance(around.origin, PageOrigin) else 0
    origin = SnippetOrigin(label, record.lang, "", locale_id, record.entry_id)
    return Place(origin, form=apps.get_model(label))


def _of_page(page: pages.Page) -> Place:
    origin = PageOrigin(page.pk, page.reading.root.locale_id)
    return Place(origin, form=_models().get(type(page).__name__, PageModel))


def _models() -> dict[str, type[Any]]:
    return {page_type.model.__name__: page_type.model for page_type in page_types.registered()}


def _of_id(pk: int, reading: Reading) -> Place:
    return Place(PageOrigin(pk, reading.root.locale_id), form=PageModel)


def _of_link(record: Any, around: Any, index: int | None) -> Place | None:
    """The page of a breadcrumb or alternate."""
    reading: Reading | None = getattr(around, "reading", None)
    if reading is None or index is None:
        return None
    if isinstance(record, pages.Breadcrumb):
        target = reading.ancestors(around.tree_path)[index]
        return _of_id(target.id, reading)
    if isinstance(record, pages.Alternate):
        key = getattr(around, "entry", around).translation_key
        translations = reading.translations(key)
        # ``x-default`` leads to the source language, which comes first.
        target = next((one for one in translations if one.tag == record.hreflang), translations[0])
        return Place(PageOrigin(target.id, target.locale_id), form=PageModel)
    return None


_BY_CLASS: dict[type, Callable[[Any], Place]] = {
    LocatedEntry: lambda entry: _of_id(entry.entry.pk, entry.reading),
    Root: lambda root: Place(language(root)),
    redirects.Redirect: lambda one: Place(RowOrigin("wagtailredirects.redirect", one.pk)),
    Sitewide: _of_sitewide,
}
