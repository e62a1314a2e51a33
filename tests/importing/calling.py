"""Imports by their commands, and what came of them."""

from io import StringIO
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Locale, Page

from cms.news.models import NewsPage
from cms.translation.dashboard.matrix import Filters, Matrix
from tests import factories
from tests.backup.calling import contents

# What each import and each test has, whatever was imported.
_ASIDE = {"auth.User", "wagtailusers.UserProfile"}


def run(*arguments: Any) -> str:
    """What a command printed."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def article(slug: str, code: str = "en") -> NewsPage:
    """An article by its slug."""
    return NewsPage.objects.get(slug=slug, locale__language_code=code)


def states(code: str = "zh-hans") -> dict[str, str]:
    """The states that the dashboard of translators shows, by the slug of the page."""
    locale = Locale.objects.get(language_code=code)
    known = get_user_model().objects.filter(is_superuser=True).first()
    matrix = Matrix.of(known or factories.administrator())
    pages = list(matrix.pages(Filters()))
    return {
        row.page.slug: cell.state
        for row in matrix.rows(pages)
        for cell in row.cells
        if cell.locale == locale
    }


def database() -> dict[str, Any]:
    """All saved rows, users aside."""
    return {label: rows for label, rows in contents().items() if label not in _ASIDE}


def edit(page: Page, **values: Any) -> None:
    """Change a page as an editor does, and publish it."""
    latest = page.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(latest, name, value)
    latest.save_revision().publish()
