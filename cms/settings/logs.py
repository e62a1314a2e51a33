"""Logging: every record of every process, as one line on standard error.

Secrets of this installation are masked wherever they appear in a line.
"""

from __future__ import annotations

from typing import Any

from cms.settings import environment

# They bring handlers of their own, whose lines would be of another form.
_TAKEN_OVER = (
    "django", "django.server", "django_tasks", "django_tasks_db", "granian.access", "_granian",
)  # fmt: skip


def logging_settings(default_style: str, *secrets: str) -> dict[str, Any]:
    """Django's ``LOGGING``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "cms.operation.log_lines.LineFormatter",
                "style": environment.LOG_FORMAT or default_style,
                "secrets": [*secrets, *environment.SECRETS],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": environment.LOG_LEVEL},
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in _TAKEN_OVER},
            # Wagtail tells each title that is edited, also of drafts; its own log has them.
            "wagtail": {"level": "WARNING"},
        },
    }
