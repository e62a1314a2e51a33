"""Shares made, found by their token, revoked and pruned.

The token is 256 random bits, given once; here only its hash is kept.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from cms.delivery.releases import change_sets
from cms.delivery.releases.sharing import drafts
from cms.delivery.releases.sharing.models import Share, ShareApproval

if TYPE_CHECKING:
    from wagtail.models import Page

TOKEN_BYTES = 32
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=30)
# Comments and approvals are kept for so long after the end of their link.
KEPT = timedelta(days=90)
MADE, REVOKED, APPROVED = "cms.share.make", "cms.share.revoke", "cms.share.approve"


def create(
    page: Page,
    *,
    user: Any,
    duration: timedelta,
    label: str = "",
    is_pinned: bool = False,
    is_in_one_language: bool = False,
) -> tuple[Share, str]:
    """Share the draft of a page; returns the share and the token of its link.

    Args:
        page: a page that is stored, and no alias.
        user: whoever shares, and may edit it.
        duration: from an hour to thirty days.
        label: words that tell the link from others in lists.
        is_pinned: whether the link goes on showing the draft of now.
        is_in_one_language: whether the drafts of translations stay hidden.

    Raises:
        ValueError: the duration is another one.
    """
    if not SHORTEST <= duration <= LONGEST:
        raise ValueError(f"A link can't work for {duration}")
    pinned = drafts.current(page, user, is_in_one_language=is_in_one_language)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    with transaction.atomic():
        share = Share.objects.create(
            token_hash=hashed(token),
            user=user,
            page_id=page.pk,
            label=label,
            is_in_one_language=is_in_one_language,
            content=pinned.content if is_pinned else None,
            changes=change_sets.as_json(pinned.changes) if is_pinned else None,
            digest=pinned.digest if is_pinned else "",
            created_at=now,
            expires_at=now + duration,
        )
        log(page, MADE, user=user, data=_data(share))
    return share, token


def find(token: str) -> Share | None:
    """The share of a token; ``None``: it is no share's, or the share has ended. One query."""
    related = ("user", "page__locale", "page__content_type", "page__latest_revision")
    return Share.objects.open().select_related(*related).filter(token_hash=hashed(token)).first()


def revoke(share: Share, *, user: Any = None) -> bool:
    """End a link now; its comments and approvals stay. False for one that has ended before."""
    with transaction.atomic():
        open_ = Share.objects.open().filter(pk=share.pk)
        is_ended = bool(open_.update(revoked_at=timezone.now()))
        if is_ended:
            log(share.page, REVOKED, user=user, data=_data(share))
    return is_ended


def revoke_all(of_user: Any, *, user: Any = None) -> int:
    """End all links of a user; returns how many."""
    shares = Share.objects.open().filter(user=of_user).select_related("page").order_by("pk")
    return sum(revoke(share, user=user) for share in list(shares))


def approve(share: Share, *, name: str, digest: str) -> None:
    """Write down that a receiver approves what has this hash."""
    with transaction.atomic():
        ShareApproval.objects.create(share=share, name=name, digest=digest)
        log(share.page, APPROVED, data=_data(share) | {"name": name, "digest": digest})


def current_digest(share: Share) -> str:
    """The hash of the drafts of today: approvals with another one are void."""
    return drafts.current(
        share.page, share.user, is_in_one_language=share.is_in_one_language
    ).digest


def prune() -> int:
    """Delete shares that ended ``KEPT`` ago, with comments and approvals; returns how many."""
    before = timezone.now() - KEPT
    old = Share.objects.filter(Q(expires_at__lte=before) | Q(revoked_at__lte=before))
    count = old.count()
    old.delete()
    return count


def _data(share: Share) -> dict[str, Any]:
    return {"share": share.pk, "label": share.label, "until": share.expires_at.isoformat()}


def hashed(token: str) -> str:
    """The hash that a token is kept as."""
    return sha256(token.encode()).hexdigest()
