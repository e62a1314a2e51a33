"""The content a share shows, its hash, and the places in it that a receiver can comment on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import Truncator
from modelcluster.models import get_all_child_relations

from cms.content.body.block_kinds import KINDS
from cms.content.reading import page_types
from cms.delivery.releases import change_sets
from cms.delivery.releases.change_sets import Draft
from cms.delivery.releases.sharing.models import LONGEST_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

    from cms.delivery.releases.sharing.models import Share

# Of a page and its rows and not of what is read on it: another value of these is no edit.
_UNSEEN = frozenset({
    "pk", "id", "page", "path", "depth", "numchild", "url_path", "content_type", "owner", "live",
    "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "latest_revision_created_at", "draft_title", "go_live_at", "expire_at",
    "expired", "locked", "locked_at", "locked_by", "alias_of", "show_in_menus",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The content of a page and of its translations with drafts, and its SHA-256.

    The hash is of all translations, with drafts or without, so that it stays as it is when one is
    published without an edit.
    """

    content: dict[str, Any]
    changes: list[Draft]
    digest: str


@dataclass(frozen=True, slots=True)
class PlaceInDraft:
    """A place to comment on: the id of a block or the name of a field, and how it begins."""

    name: str
    text: str


def current(page: Page, user: Any, *, is_in_one_language: bool) -> Shown:
    """The drafts of today, as far as a user may see them. Few queries for each translation."""
    content = _content(page)
    hashed = {str(page.pk): _seen(content)}
    changes = []
    for translation in () if is_in_one_language else _translations(page, user):
        drafted = _content(translation)
        hashed[str(translation.pk)] = _seen(drafted)
        if translation.has_unpublished_changes:
            changes.append(Draft(_label(translation), translation.pk, drafted))
    text = json.dumps(hashed, cls=DjangoJSONEncoder, sort_keys=True)
    return Shown(content, changes, sha256(text.encode()).hexdigest())


def shown(share: Share) -> Shown:
    """The content that a share shows now."""
    if share.content is None:
        return current(share.page, share.user, is_in_one_language=share.is_in_one_language)
    pinned = [
        change for change in change_sets.from_json(share.changes or ()) if isinstance(change, Draft)
    ]
    return Shown(share.content, pinned, share.digest)


def page_of(share: Share, content: dict[str, Any]) -> Page:
    """The page with the fields of its content, without its rows. One query for its type."""
    model: Any = share.page.specific_class
    rows = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    fields = {name: value for name, value in content.items() if name not in rows}
    draft: Page = model.from_serializable_data(fields | {"pk": share.page_id}, check_fks=False)
    for name in ("path", "depth", "url_path", "locale_id", "live"):
        setattr(draft, name, getattr(share.page, name))
    return draft


def places(draft: Page) -> list[PlaceInDraft]:
    """The texts of a page in their order, and its blocks. No query.

    A block that refers to something, which receivers may not know, has the name of its kind alone.
    """
    printed = page_types.printed_by(draft._meta.label_lower)
    texts = {name: _beginning(getattr(draft, name) or "") for name in ("title", *printed.texts)}
    found = [PlaceInDraft(name, text) for name, text in texts.items() if text]
    for name in printed.streams:
        stream = getattr(draft, name)
        for raw in stream.raw_data:
            kind, block = KINDS.get(raw["type"]), stream.stream_block.child_blocks.get(raw["type"])
            if kind is not None and block is not None and raw.get("id"):
                words = kind.stored_words(raw["value"]) if kind.stored_words else []
                text = _beginning(" ".join(words)) or str(block.label)
                found.append(PlaceInDraft(raw["id"], text))
    return found


def _beginning(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST_PLACE // 2)


def _translations(page: Page, user: Any) -> Iterator[Page]:
    """The translations of a page that aren't aliases, and that a user may edit."""
    kin = page.get_translations().filter(alias_of=None).order_by("pk")
    for translation in kin.select_related("latest_revision", "content_type"):
        if Draft(_label(translation), translation.pk).may_be_seen_by(user):
            yield translation


def _label(page: Page) -> str:
    model: Any = page.specific_class
    return str(model._meta.label_lower)


def _content(page: Page) -> dict[str, Any]:
    """The latest draft of a page as a revision keeps it, without the comments of editors."""
    revision = page.latest_revision
    content: dict[str, Any] = revision.content if revision else page.specific.serializable_data()
    return change_sets.comments_left_out(content)


def _seen(value: Any) -> Any:
    """The content without what nobody reads, its rows too."""
    if isinstance(value, dict):
        return {name: _seen(one) for name, one in value.items() if name not in _UNSEEN}
    if isinstance(value, list):
        return [_seen(one) for one in value]
    return value
