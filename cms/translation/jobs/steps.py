"""The kinds of jobs: the work on one page, and its message if it can't be done.

Each step gives what it couldn't do, in words for whoever asked for it; nothing: all was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.models import Locale, Page

from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms.localisation import writing
from cms.operation.background import jobs
from cms.translation.machines import filling
from cms.translation.machines.protocol import Unavailable
from cms.translation.publishing import requirements
from cms.translation.rights import permissions
from cms.translation.segments import manual_edits
from cms.translation.segments.comparison import segments_of
from cms.translation.synchronisation import drafts
from cms.translation.user_language import in_language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from cms.operation.models import Job


class Kind(TextChoices):
    """The work done on each page."""

    SUBMIT = "submit", _lazy("submit for translation")
    SYNCHRONISE = "synchronise", _lazy("synchronise translations")
    TRANSLATE = "translate", _lazy("translate by machine")


def submit(page: Page, locales: list[Locale], user: Any) -> list[str]:
    """Submit a page; what was written by hand into a stopped translation is taken over first."""
    if not permissions.may_submit(user, page):
        return [_("You don't have the right to submit it.")]
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale__in=locales, enabled=False
    )
    left: list[str] = []
    for translation in stopped:
        try:
            left += manual_edits.import_manual_edits(translation, user=user)[1]
        except ObjectDoesNotExist:
            continue
    with drafts.collected_failures() as failures:
        translate_object(page, locales, user=user)
    reasons = [
        f"{failure.title} ({failure.locale.get_display_name()}): {' '.join(failure.reasons)}"
        for failure in failures
    ]
    if left:
        reasons.append(_("Only in the history of the page: {texts}").format(texts=" · ".join(left)))
    return reasons


def synchronise(page: Page, _locales: list[Locale], user: Any) -> list[str]:
    """Give translators what is new in a page."""
    if not permissions.may_submit(user, page):
        return [_("You don't have the right to synchronise its translations.")]
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    if source is not None:
        source.update_from_db()
    return []


def translate(page: Page, locales: list[Locale], user: Any) -> list[str]:
    """Fill in what is missing from the translations of a page that the user may change."""
    reasons = []
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale__in=locales, enabled=True
    ).select_related("source__locale", "target_locale")
    for translation in translations:
        try:
            target = translation.get_target_instance()
        except ObjectDoesNotExist:
            continue
        if not permissions.may_write(user, target):
            text = _("You may not change it in {language} now.")
            reasons.append(text.format(language=translation.target_locale.get_display_name()))
            continue
        try:
            count = filling.fill_in(translation, user=user)
        except Unavailable as unavailable:
            reasons.append(str(unavailable))
            continue
        to_correct = requirements.to_correct(segments_of(translation)) if count else None
        if to_correct:
            reasons.append(to_correct)
    return reasons


STEPS: dict[str, Callable[[Page, list[Locale], Any], list[str]]] = {
    Kind.SUBMIT: submit,
    Kind.SYNCHRONISE: synchronise,
    Kind.TRANSLATE: translate,
}
# A service may take its time, which no transaction waits for. What it gives is kept text by text,
# and what is there already isn't asked for again.
OUTSIDE_OF_TRANSACTIONS = {Kind.TRANSLATE}


def register() -> None:
    """Have the kinds of jobs known."""
    for kind in Kind:
        is_atomic = kind not in OUTSIDE_OF_TRANSACTIONS
        jobs.register(kind, jobs.Kind(kind.label, _act, _languages, is_atomic=is_atomic))


def _act(page_id: int, job: Job) -> str:
    page = Page.objects.specific().filter(pk=page_id).first()
    if page is None:
        return ""
    with in_language_of(job.user):
        return writing.sentences(STEPS[job.kind](page, list(_locales(job)), job.user))


def _languages(job: Job) -> str:
    return writing.listed([str(locale.get_display_name()) for locale in _locales(job)])


def _locales(job: Job) -> QuerySet[Locale]:
    return Locale.objects.filter(pk__in=job.options["locales"])
