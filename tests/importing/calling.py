"""Imports by their commands."""

from io import StringIO
from typing import Any

from django.core.management import call_command

from cms.news.models import NewsPage


def run(*arguments: Any) -> str:
    """What a command printed."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def article(slug: str, code: str = "en") -> NewsPage:
    """An article by its slug."""
    return NewsPage.objects.get(slug=slug, locale__language_code=code)
