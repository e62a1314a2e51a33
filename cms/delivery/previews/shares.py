"""Looks that are opened by a share: for people without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType

from cms.delivery.models import Preview
from cms.delivery.publishing.private_pages.tokens import settings_of
from cms.delivery.releases import change_sets
from cms.delivery.releases.sharing import drafts, links

if TYPE_CHECKING:
    from wagtail.models import Page

    from cms.delivery.releases.sharing.models import Share


def may_share(page: Page, user: Any) -> bool:
    """True if a user may share the draft of a page: one with links, and that no privacy covers."""
    return may_have_links(page, user) and not settings_of(page)


def may_have_links(page: Page, user: Any) -> bool:
    """True if a page is no alias and a user may edit it."""
    rights = page.permissions_for_user(user)
    return page.alias_of_id is None and (rights.can_edit() or rights.can_publish())


def is_published(share: Share) -> bool:
    """True if the page was published after the share was made, which ends it."""
    published_at = share.page.last_published_at if share.page.live else None
    return published_at is not None and published_at > share.created_at


def find(token: str) -> Preview | None:
    """The look that a share's token opens, which isn't stored; ``None``: it opens none.

    Like that of a draft, it ends once the page is published after the share was made. The rights
    of its user are left to ``perspectives.is_open``.
    """
    share = links.find(token)
    if share is None or not share.user.is_active or settings_of(share.page):
        return None
    content = drafts.shown(share)
    model: Any = share.page.specific_class
    preview = Preview(
        user=share.user,
        page=share.page,
        content_type=ContentType.objects.get_for_model(model),
        content=content.content,
        changes=change_sets.as_json(content.changes),
        kept_at=share.created_at,
        expires_at=share.expires_at,
    )
    preview.share = share
    return preview
