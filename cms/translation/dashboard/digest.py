"""Each translator's pending work, by e-mail, once a day.

Sent after ``HOUR`` in the newsroom's time zone, to translators who have an e-mail address and
haven't unsubscribed. A server that accepts no mail is tried again later, and one failing address
doesn't stop the others' mail.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.localisation import newsroom_time
from cms.translation.dashboard.matrix import STATES, Matrix
from cms.translation.models import TranslationAssignment, TranslationDigest, TranslatorGroup
from cms.translation.user_language import in_language_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

HOUR = 6
TRIED_AGAIN_AFTER = timedelta(minutes=15)
MOST_TITLES = 20
logger = logging.getLogger("cms.translation.digest")


def send_due() -> None:
    """Send what is due; called now and then. One query where nothing is."""
    now = newsroom_time.now()
    if not settings.TRANSLATION_DIGEST or now.hour < HOUR:
        return
    for user in _due(now):
        try:
            with transaction.atomic():
                _send(user, now)
        except Exception:
            logger.exception("The daily e-mail to user %s couldn't be sent", user.pk)
            TranslationDigest.objects.update_or_create(user=user, defaults={"tried_at": now})


def _due(now: Any) -> QuerySet[Any]:
    translators = TranslatorGroup.objects.values("group")
    over = TranslationDigest.objects.filter(
        Q(is_wanted=False) | Q(sent_on=now.date()) | Q(tried_at__gt=now - TRIED_AGAIN_AFTER)
    )
    users = get_user_model().objects.filter(is_active=True, groups__in=translators)
    return users.exclude(email="").exclude(pk__in=over.values("user")).distinct().order_by("pk")


def _send(user: Any, now: Any) -> None:
    with in_language_of(user):
        lines = list(_lines(user))
        TranslationDigest.objects.update_or_create(user=user, defaults={"sent_on": now.date()})
        if lines:
            end = _("Turn this e-mail off at: {url}").format(url=_settings_url())
            send_mail(_subject(), "\n".join([*lines, "", end, ""]), None, [user.email])


def _subject() -> str:
    return _("{site}: translations waiting for you").format(site=settings.WAGTAIL_SITE_NAME)


def _settings_url() -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('translation_dashboard')}"


def _lines(user: Any) -> Any:
    """The pending work in each language, and the part assigned to this user."""
    matrix = Matrix.of(user)
    for tally in matrix.waiting():
        for state, count in tally.counts.items():
            if count:
                query = urlencode({"state": state, "language": tally.locale.pk})
                yield f"{tally.locale.get_display_name()}: {count} {STATES[state]}"
                yield f"  {_settings_url()}?{query}"
    mine = TranslationAssignment.objects.filter(user=user, locale__in=matrix.locales)
    titles = list(
        Page.objects.filter(
            translation_key__in=mine.values("translation_key"), locale=matrix.source
        )
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
        .values_list("title", flat=True)
    )
    if titles:
        yield ""
        text = ngettext(
            "{count} page is assigned to you:", "{count} pages are assigned to you:", len(titles)
        )
        yield text.format(count=len(titles))
        yield from (f"  {title}" for title in titles[:MOST_TITLES])
        if len(titles) > MOST_TITLES:
            yield "  …"
