"""Comments on single texts of a translation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.translation.models import TextComment

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

LONGEST = 2000


def open_comments(translation: Translation) -> dict[tuple[str, str], list[TextComment]]:
    """The unresolved comments, by path and source text. One query."""
    by_segment = defaultdict(list)
    comments = TextComment.objects.filter(translation=translation, resolved_at=None)
    for comment in comments.select_related("user").order_by("pk"):
        by_segment[comment.path, comment.source].append(comment)
    return dict(by_segment)


def add_comment(translation: Translation, user: Any, *, path: str, source: str, text: str) -> bool:
    """Comment on a text; false if the comment is empty."""
    text = text.strip()[:LONGEST]
    if not text:
        return False
    TextComment.objects.create(
        translation=translation, user=user, path=path, source=source, text=text
    )
    return True


def resolve(translation: Translation, pk: int) -> bool:
    """Resolve a comment; true if it was open."""
    waiting = TextComment.objects.filter(translation=translation, pk=pk, resolved_at=None)
    return bool(waiting.update(resolved_at=timezone.now()))
