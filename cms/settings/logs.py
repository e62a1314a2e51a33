"""What is logged and how: every record of every process, as one line on standard error.

Secrets of this installation are masked wherever they appear in a line.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from cms.operation.redaction import passwords_in
from cms.settings import environment

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
STYLES = ("json", "text")
# They bring handlers of their own, whose lines would be of another form.
_TAKEN_OVER = (
    "django", "django.server", "django_tasks", "django_tasks_db", "granian.access", "_granian",
)  # fmt: skip


def logging_settings(default_style: str, *secrets: str) -> dict[str, Any]:
    """Django's ``LOGGING``.

    Raises:
        ImproperlyConfigured: there is no such style or level.
    """
    style, level = environment.LOG_FORMAT or default_style, environment.LOG_LEVEL
    if style not in STYLES:
        raise ImproperlyConfigured(f"LOG_FORMAT is one of {', '.join(STYLES)}.")
    if level.upper() not in LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL is one of {', '.join(LEVELS)}.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "cms.operation.log_lines.LineFormatter",
                "style": style,
                "secrets": [*secrets, *_secrets()],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in _TAKEN_OVER},
            # Wagtail tells each title that is edited, also of drafts; its own log has them.
            "wagtail": {"level": "WARNING"},
        },
    }


def _secrets() -> list[str]:
    given = [environment.SECRET_KEY, environment.DEMO_PASSWORD]
    database = str(environment.DATABASE_URL.get("PASSWORD") or "")
    addresses = [
        environment.SEARCH_URL, environment.EMAIL_URL, environment.FRONTEND_URL,
        environment.STORAGE_URL,
        *environment.PURGE_URLS, *environment.MACHINE_TRANSLATORS,
    ]  # fmt: skip
    cache = environment.CACHE_URL.get("LOCATION", "")
    addresses += [cache] if isinstance(cache, str) else cache
    return [one for one in (*given, database, *passwords_in(addresses)) if one]
