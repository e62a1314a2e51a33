"""What somebody has confirmed before a translation is published, kept in the log of its page.

A translation is published when its transaction has ended, or on a day that was set: later than
somebody was asked. Its history shows who it was.
"""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import log, registry

ACTION = "translation.confirm_publishing"


def keep(revision: Any, digest: str, user: Any) -> None:
    """Keep that somebody has seen what is missing from a revision; ``digest`` stands for that."""
    if given(revision) != digest:
        log(
            instance=revision.content_object,
            action=ACTION,
            user=user,
            revision=revision,
            data={"digest": digest},
        )


def given(revision: Any) -> str:
    """The digest of what was confirmed last for a revision; empty where nothing was. One query."""
    logs = registry.get_logs_for_instance(revision.content_object)
    last = logs.filter(revision=revision, action=ACTION).order_by("-timestamp", "-pk").first()
    return str(last.data.get("digest", "")) if last else ""
