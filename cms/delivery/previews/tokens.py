"""Looks at content to come, and the tokens they are made with.

A token is 256 random bits, given once, in the URL of the frontend that shows the content; here
only its hash is kept. That of a draft identifies what one user saw at one moment: a later look at
the same page has another token, takes the place of the earlier one, and makes that invalid.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from cms.content.tree import PagePreview, SiteTree
from cms.delivery.models import Preview
from cms.delivery.previews import perspectives, shares
from cms.delivery.releases import change_sets
from cms.delivery.releases.sharing import links

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wagtail.models import Page

    from cms.delivery.releases.change_sets import Change
    from cms.delivery.releases.models import Release

TOKEN_BYTES = links.TOKEN_BYTES
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def preview_url(draft: Page, user: Any, is_in_panel: bool = False) -> str | None:
    """The URL at which this user sees a page, stored or not, as this instance of it is.

    A path where the frontend has the origin of the CMS, else absolute. ``None`` where no site holds
    the page.
    """
    path = _path(draft)
    if path is None:
        return None
    return _url(path, create(draft, user=user, is_in_panel=is_in_panel))


def page_url(draft: Page, token: str) -> str | None:
    """The URL of a page under a token; ``None`` where no site holds the page."""
    path = _path(draft)
    return None if path is None else _url(path, token)


def create(draft: Page, *, user: Any, is_in_panel: bool = False, token: str | None = None) -> str:
    """Store a page as this instance of it is; returns the token to read it with.

    The instance may be one that is never to be saved, with any text on it. It needs a place in the
    page tree, and so does its parent. A token is given only for content that everybody may know.
    """
    token = token or secrets.token_urlsafe(TOKEN_BYTES)
    is_new = draft.pk is None
    now = timezone.now()
    Preview.objects.update_or_create(
        user=user,
        page_id=draft.pk,
        parent_id=draft.get_parent().pk if is_new else None,
        content_type=ContentType.objects.get_for_model(draft),
        is_in_panel=is_in_panel,
        defaults={
            "token_hash": links.hashed(token),
            "content": draft.serializable_data(),
            "kept_at": now,
            "expires_at": now + timedelta(seconds=settings.PREVIEW_SECONDS),
        },
    )
    prune()
    return token


def create_perspective(
    *,
    user: Any,
    changes: Iterable[Change] = (),
    with_own_drafts: bool = False,
    release: Release | None = None,
    until: datetime | None = None,
) -> str:
    """Open a look at the whole site as it will be; returns the token to read it with.

    Args:
        user: whoever looks, and may see of it what they may edit.
        changes: changes that are made first.
        with_own_drafts: whether all drafts of the user are shown as published.
        release: one that is shown as published.
        until: the moment at which the site is shown, with what is scheduled up to it.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    Preview.objects.create(
        token_hash=links.hashed(token),
        user=user,
        changes=change_sets.as_json(changes),
        with_own_drafts=with_own_drafts,
        release=release,
        until=until,
        kept_at=now,
        expires_at=now + timedelta(seconds=settings.PREVIEW_SECONDS),
    )
    prune()
    return token


def site_url(token: str) -> str:
    """The URL of the front page under a token."""
    tree = SiteTree.load()
    return _url(tree.source.frontend_path if tree.source else "/", token)


def revoke(user: Any, *, by: Any = None) -> int:
    """End all looks of a user, and the links they have shared; returns how many."""
    count, _by_model = Preview.objects.filter(user=user).delete()
    return count + links.revoke_all(user, user=by)


def find(token: str) -> Preview | None:
    """The preview of a token, also of one that was shared.

    ``None`` where it is unknown or has expired, where what it shows was published since, and where
    its user may no longer edit that: the caller can't tell these apart.
    """
    if not _TOKEN.fullmatch(token):
        return None
    rows = Preview.objects.select_related("user", "page", "parent", "content_type", "release")
    preview = rows.filter(token_hash=links.hashed(token), expires_at__gt=timezone.now()).first()
    preview = preview or shares.find(token)
    if preview is None or not perspectives.is_open(preview):
        return None
    if preview.share is not None:
        preview.share.note_use()
    return preview


def prune() -> None:
    """Forget what has expired."""
    Preview.objects.filter(expires_at__lte=timezone.now()).delete()


def _url(path: str, token: str) -> str:
    return iri_to_uri(f"{settings.FRONTEND_URL}{path}?preview={token}")


def _path(draft: Page) -> str | None:
    """The path the page would have on the frontend."""
    tree = SiteTree.load(previewed=PagePreview(draft.pk, draft.path))
    root = tree.root_of_locale(draft.locale_id)
    if root is None:
        return None
    if root.page_id == draft.pk:
        return root.frontend_path
    draft.set_url_path(draft.get_parent())
    return tree.frontend_path(url_path=draft.url_path, locale_id=draft.locale_id)
