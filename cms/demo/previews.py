"""Previews that are open once the demo site is loaded, for the examples of the contract.

What they show is written in this package, so everybody may know their tokens. They end as every
other look does, an hour later by default, and nothing opens them again.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from wagtail_localize.models import Translation

from cms.delivery.models import Preview
from cms.delivery.previews import tokens
from cms.demo import accounts, clock
from cms.demo.content import news
from cms.news.models import NewsPage

ENGLISH_TOKEN = "example-of-a-draft-in-english".ljust(43, "-")
CHINESE_TOKEN = "example-of-a-draft-in-chinese".ljust(43, "-")
OPENED_ON = date(2026, 10, 7)


def open_examples() -> None:
    """Open an editor's look at the draft, and a translator's at a half-translated article."""
    draft: Any = NewsPage.objects.get(slug=news.DRAFT, locale__language_code="en")
    _open(draft.get_latest_revision_as_object(), accounts.EDITOR, ENGLISH_TOKEN)
    article = NewsPage.objects.get(slug=news.PARTIAL, locale__language_code="en")
    translation = Translation.objects.get(
        source__object_id=article.translation_key, target_locale__language_code="zh-hans"
    )
    half = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    _open(half, accounts.TRANSLATOR, CHINESE_TOKEN)


def _open(draft: Page, username: str, token: str) -> None:
    user = get_user_model().objects.get(username=username)
    tokens.create(draft, user=user, token=token)
    kept_at = datetime.combine(OPENED_ON, clock.WRITTEN, tzinfo=UTC)
    Preview.objects.filter(user=user, page_id=draft.pk).update(kept_at=kept_at)
