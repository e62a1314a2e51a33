"""Confirmations of incomplete translations before publishing, kept in the log of the page.

A translation is published when its transaction has ended, or on a scheduled day: later than
the confirmation was given. Its history shows who gave it.
"""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import log, registry

ACTION = "translation.confirm_publishing"


def record(revision: Any, digest: str, user: Any) -> None:
    """Record that a user has confirmed a revision; ``digest`` identifies what was confirmed."""
    if latest_digest(revision) != digest:
        log(
            instance=revision.content_object,
            action=ACTION,
            user=user,
            revision=revision,
            data={"digest": digest},
        )


def latest_digest(revision: Any) -> str:
    """The digest confirmed last for a revision; empty where there is none. One query."""
    logs = registry.get_logs_for_instance(revision.content_object)
    last = logs.filter(revision=revision, action=ACTION).order_by("-timestamp", "-pk").first()
    return str(last.data.get("digest", "")) if last else ""
