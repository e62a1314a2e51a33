"""Changed pages, for frontends that are built as a whole and rebuild only those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import graphene

from cms.api.content import arguments
from cms.api.content.connections import Connection, Edge, connection_type
from cms.api.content.errors import ErrorCode, error
from cms.api.content.identity import id_field, identity
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.delivery.change_feed import feed
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.reading.selection import Selection
    from cms.content.tree import SiteTree
    from cms.delivery.models import PublicPage


_NUMBER = re.compile(r"[0-9]{1,18}")


class ChangeKind(graphene.Enum):
    """The kind of change to a page in a language."""

    PUBLISHED = "published"
    REMOVED = "removed"

    @property
    def description(self) -> str:
        """The action a build takes."""
        if self is ChangeKind.PUBLISHED:
            return "It can be read: new, with changed content, or at another path. Build it."
        return "Nothing can be read at its path now. Remove it."


@dataclass(frozen=True, slots=True)
class _ChangedPage:
    row: PublicPage
    page: pages.Page | None
    is_readable: bool


class Change(graphene.ObjectType):
    """A page in one language that has changed for readers."""

    id = id_field()
    translation_key = graphene.ID(required=True, description="The same in all its languages.")
    language = graphene.String(
        required=True, description="BCP 47 tag of the language it is or was read in."
    )
    path = graphene.String(
        required=True,
        description="Path on the frontend, such as `/zh-hans/news/`; of a removed page its last.",
    )
    kind = graphene.Field(ChangeKind, required=True, description="The kind of change.")
    page = graphene.Field(Page, description="The page as it is now. `null`: it was removed.")

    class Meta:
        possible_types = (_ChangedPage,)

    @staticmethod
    def resolve_id(change: _ChangedPage, _info: Any) -> str:
        return identity("Change", change.row.translation_key, change.row.code, change.row.number)

    @staticmethod
    def resolve_translation_key(change: _ChangedPage, _info: Any) -> Any:
        return change.row.translation_key

    @staticmethod
    def resolve_language(change: _ChangedPage, _info: Any) -> str:
        return tags.canonical(change.row.code)

    @staticmethod
    def resolve_path(change: _ChangedPage, _info: Any) -> str:
        return change.page.path if change.page else change.row.path

    @staticmethod
    def resolve_kind(change: _ChangedPage, _info: Any) -> str:
        return "published" if change.is_readable else "removed"


@dataclass(slots=True)
class _ChangeConnection(Connection):
    rebuild_everything: bool = False


ChangeConnection = connection_type(
    Change,
    entry="The change.",
    edge="A change in its place.",
    description="Some changes",
    edges=(
        "The oldest first; each page once in a language, at its latest change. A path that a "
        "page has left comes as `REMOVED`, before the page at its new path."
    ),
    page_info="`endCursor` is there even where nothing has changed: keep it for the next build.",
    total_count="The number of changes after `after`, including these: the work that is left.",
    rebuild_everything=graphene.Boolean(
        required=True,
        description=(
            "Whether something changed that any page may show: header and footer, categories "
            "and tags, languages, the host of the site. Rebuild all pages."
        ),
    ),
)


class Query(graphene.ObjectType):
    """Changes."""

    changes = graphene.Field(
        ChangeConnection,
        after=graphene.String(
            description=(
                "`endCursor` of the last build. Left out: all pages that can be read now; with "
                "`first: 0` none, only the cursor to begin with. A cursor of a database that "
                "was restored since is refused with `BAD_CURSOR`: build everything then."
            )
        ),
        first=graphene.Int(default_value=100, description="The number of entries, 100 at most."),
        language=graphene.String(description="BCP 47 tag. Left out: all languages."),
        description=(
            "The pages that became readable, changed or disappeared since another build. A page "
            "counts as changed with its content, its path or its translations. Screens that "
            "show parts of other pages, such as lists, the front page, breadcrumbs and links, "
            "aren't reported: rebuild them whenever there are changes. `null`: only with an "
            "error."
        ),
    )

    @staticmethod
    def resolve_changes(
        _root: Any,
        info: Any,
        first: int | None = None,
        after: str | None = None,
        language: str | None = None,
    ) -> _ChangeConnection:
        count = arguments.page_size(first, default=100)
        position = _position(after) if after is not None else None
        tree: SiteTree = info.context.tree()
        root = arguments.reading_in(info, language).root if language is not None else None
        code = root.language.code if root else None
        try:
            changes = feed.changes(tree, first=count, after=position, code=code)
        except feed.UnknownPosition:
            raise _unknown_cursor() from None
        selection = selection_of(info).of("edges").of("node")
        edges = [
            Edge(change, _cursor(feed.position(change.row)))
            for change in _read(tree, changes.entries, selection)
        ]
        answer = _ChangeConnection(
            edges,
            has_next=changes.has_more,
            has_previous=after is not None,
            total_count=changes.count() if "total_count" in selection_of(info) else 0,
            rebuild_everything=changes.is_everything,
        )
        answer.page_info.end_cursor = _cursor(changes.last)
        return answer


def _cursor(position: feed.Position) -> str:
    return arguments.cursor("change", *(value for value in position if value is not None))


def _position(after: str) -> feed.Position:
    try:
        kind, *parts = arguments.cursor_parts(after)
    except arguments.UnknownValue:
        raise arguments.bad_cursor() from None
    if kind != "change" or len(parts) not in {1, 2} or not _NUMBER.fullmatch(parts[0]):
        raise arguments.bad_cursor()
    return feed.Position(int(parts[0]), parts[1] if len(parts) == 2 else None)


def _unknown_cursor() -> Exception:
    return error(
        ErrorCode.BAD_CURSOR,
        "“after” is of another state of the database, which was put back since: build everything, "
        "beginning without a cursor.",
        argument="after",
    )


def _read(tree: SiteTree, rows: Iterable[PublicPage], selection: Selection) -> list[_ChangedPage]:
    """The changes of these rows, each with its page as far as it can be read at this moment."""
    rows = list(rows)
    if not rows or not tree.roots:
        return [_ChangedPage(row, None, is_readable=False) for row in rows]
    any_reading = Reading(tree, tree.roots[0])
    tree.dependencies.add_pages(row.translation_key for row in rows)
    condition = pages.in_any_language(any_reading)
    condition &= pages.with_ids(row.page_id for row in rows)
    pages_by_id = {page.pk: page for page in pages.find(condition)}
    records: dict[int, pages.Page] = {}
    if "page" in selection:
        for root in tree.roots:
            in_language = [
                page for page in pages_by_id.values() if page.locale_id == root.locale_id
            ]
            reading = Reading(tree, root)
            records |= pages.read_pages(reading, in_language, selection.of("page"))
            reading.fetch()
    return [
        _ChangedPage(row, records.get(row.page_id), is_readable=True)
        if row.page_id in pages_by_id and not row.former_path
        else _ChangedPage(row, None, is_readable=False)
        for row in rows
    ]
