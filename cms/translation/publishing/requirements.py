"""The requirements for publishing a translation, and the texts that don't meet them.

``refusal`` is called by ``cms.content.pages.publishing`` before anything is published, in every
way. A translation that needs a confirmation is published inside ``confirming``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry

from wagtail_localize.models import StringTranslation, Translation

from cms.delivery.publishing import withdrawal
from cms.localisation import writing
from cms.translation.checks.findings import words_of
from cms.translation.publishing import confirmations
from cms.translation.rights import permissions
from cms.translation.segments.comparison import SegmentState, TranslationSegments, segments_of
from cms.translation.validity import matching, reading

# The most texts named in a message, and the most characters of each.
MOST_NAMED = 5
_NAME_LENGTH = 60
_confirmed: ContextVar[str] = ContextVar("confirmed", default="")


@dataclass(frozen=True, slots=True)
class Progress:
    """The number of texts of a translation, and of those that readers get translated.

    Of these ``translated`` have a translation; the others have no words.
    """

    total: int
    done: int
    translated: int

    @classmethod
    def of(cls, translation: Translation) -> Self:
        """The progress of a translation against the source as last synchronised. Three queries."""
        return cls(*reading.progress(translation))

    @property
    def missing(self) -> int:
        """The number of texts that would be published in the source language."""
        return self.total - self.done


def may_publish(user: Any, target: Any) -> bool:
    """True if a user has the right to publish this translation, complete or not."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_publish())
    policy = policy_registry.get(target)
    return bool(policy.user_has_permission_for_instance(user, "publish", target))


def refusal(instance: Any, revision: Any, user: Any) -> str | None:
    """The reason against publishing a page or snippet in a revision; ``None``: it may be.

    Confirmation is required where a user publishes, and on the scheduled day: code
    without a user has been given what to publish.
    """
    if getattr(revision, "is_allowed", False):
        return None
    is_asked = user is not None or getattr(revision, "approved_go_live_at", None) is not None
    translation = permissions.translation_of(instance)
    if translation is None or not _has_source(translation):
        return _source_is_hidden(instance) if is_asked else None
    if not is_asked:
        return obstacle(translation, segments_of(translation))
    reason = objection(translation, revision)
    if reason is None and has_changed(translation, revision):
        text = _("Texts of “{title}” have changed: publish it in its translation editor.")
        return text.format(title=instance)
    return reason


def objection(
    translation: Translation, revision: Any = None, *, may_wait: bool = False
) -> str | None:
    """The reason against publishing a translation's present texts, unless they were confirmed.

    ``may_wait``: an unpublished source is not a reason, since it is only reviewed.
    """
    segments = segments_of(translation)
    reason = (unfit if may_wait else obstacle)(translation, segments)
    digest = unconfirmed(segments)
    if reason or not digest or digest == _confirmed.get():
        return reason
    if revision is not None and confirmations.latest_digest(revision) == digest:
        return None
    return advice(translation, segments)


@contextmanager
def confirming(digest: str) -> Iterator[None]:
    """Publish inside with a confirmation; ``digest`` is the result of ``unconfirmed``."""
    token = _confirmed.set(digest)
    try:
        yield
    finally:
        _confirmed.reset(token)


def allow(revision: Any, user: Any) -> None:
    """Have a revision published at the end of the transaction, as ``user`` has confirmed it.

    Without a user it is published whatever is missing.
    """
    if user is None:
        revision.is_allowed = True
    elif _confirmed.get():
        confirmations.record(revision, _confirmed.get(), user)


def has_changed(translation: Translation, revision: Any) -> bool:
    """True if a translation was edited after a revision of it."""
    if revision is None:
        return False
    later = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        updated_at__gt=revision.created_at,
    ).exclude(matching.OUTDATED)
    return bool(later.exists())


def _has_source(translation: Translation) -> bool:
    try:
        translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return False
    return True


def _source_is_hidden(instance: Any) -> str | None:
    """The reason for which a hand-written page or snippet must not precede its source.

    One that is public already, because its editor said that it stays, can be corrected.
    """
    if not isinstance(instance, TranslatableMixin) or getattr(instance, "live", True):
        return None
    locale_id = withdrawal.source_locale_id(instance)
    if instance.locale_id == locale_id:
        return None
    siblings = type(instance)._default_manager.filter(translation_key=instance.translation_key)
    source = siblings.filter(locale_id=locale_id).select_related("locale").first()
    if source is None or getattr(source, "live", True):
        return None
    return _hidden(source, source.locale)


def _hidden(source: Any, locale: Locale) -> str:
    return _(
        "“{title}” isn't published in {language}, so its translation can't be published either."
    ).format(title=source, language=locale.get_display_name())


def obstacle(translation: Translation, segments: TranslationSegments) -> str | None:
    """The reason against publishing this translation now, for the user; else ``None``.

    ``segments`` are its segments.
    """
    return waits_for_source(translation) or unfit(translation, segments)


def waits_for_source(translation: Translation) -> str | None:
    """The message that its source isn't published yet; ``None`` if it is."""
    source = translation.source.get_source_instance()
    if isinstance(source, DraftStateMixin) and not source.live:
        return _hidden(source, translation.source.locale)
    return None


def unfit(translation: Translation, segments: TranslationSegments) -> str | None:
    """The reason for which texts can't be published, nor reviewed; ``None``: they can."""
    source = translation.source.get_source_instance()
    progress = Progress.of(translation)
    if progress.missing and not progress.translated:
        return _("No text of “{title}” has been translated into {language} yet.").format(
            title=source, language=translation.target_locale.get_display_name()
        )
    if getattr(source, "is_translated_as_a_whole", False):
        return _not_whole(source, segments)
    return None


def _not_whole(source: Any, segments: TranslationSegments) -> str | None:
    """The texts missing from a translation that readers may only get as a whole."""
    count, total = len(segments.open), len(segments.all)
    if count:
        message = ngettext(
            "“{title}” can only be published whole: {count} of {total} texts is missing, has an "
            "error or is out of date.",
            "“{title}” can only be published whole: {count} of {total} texts are missing, have "
            "errors or are out of date.",
            count,
        ).format(title=source, count=count, total=total)
        return writing.sentences([message, named(segments)])
    if segments.faulty_overrides:
        text = _("“{title}” can't be published: something in it can't be used.")
        return writing.sentences([text.format(title=source), named(segments)])
    if segments.machine_made:
        return ngettext(
            "“{title}” can't be published: nobody has confirmed {count} text that a machine "
            "translated.",
            "“{title}” can't be published: nobody has confirmed {count} texts that a machine "
            "translated.",
            len(segments.machine_made),
        ).format(title=source, count=len(segments.machine_made))
    if segments.is_out_of_sync:
        return _("“{title}” has changed: synchronise its translations first.").format(title=source)
    return None


def unconfirmed(texts: TranslationSegments) -> str:
    """A digest of what a user has to confirm before publishing; empty for nothing.

    It differs as soon as something else is missing, wrong or out of date.
    """
    facts: list[Any] = [
        (segment.path, segment.source, segment.state.value) for segment in texts.open
    ]
    facts += [(value.path, value.value) for value in texts.faulty_overrides]
    return sha256(repr(facts).encode()).hexdigest() if facts else ""


def advice(translation: Translation, segments: TranslationSegments) -> str | None:
    """The reason to look at a translation before publishing it; ``None``: there is none."""
    title = translation.source.object_repr
    if not segments.open:
        if not segments.faulty_overrides:
            return None
        text = _("“{title}” wasn't published: something in it can't be used.")
        return writing.sentences([text.format(title=title), named(segments)])
    message = ngettext(
        "“{title}” wasn't published: {count} of {total} texts is missing, has an error or is out "
        "of date. Publish it in its translation editor, which names it.",
        "“{title}” wasn't published: {count} of {total} texts are missing, have errors or are out "
        "of date. Publish it in its translation editor, which names them.",
        len(segments.open),
    ).format(title=title, count=len(segments.open), total=len(segments.all))
    return writing.sentences([message, named(segments)])


def named(segments: TranslationSegments) -> str:
    """The texts readers wouldn't get properly, with the reasons."""
    faulty = [(segment.source, segment.fault or segment.state.label) for segment in segments.open]
    faulty += [(value.value, value.fault) for value in segments.faulty_overrides]
    return _listed(faulty)


def _listed(faulty: list[tuple[str, str]]) -> str:
    """Texts with the reasons; nothing where there are none."""
    if not faulty:
        return ""
    lines = (
        _("“{text}”: {reason}").format(text=_shortened(text), reason=reason.rstrip(".。"))
        for text, reason in faulty[:MOST_NAMED]
    )
    names = writing.listed(lines, between="; ")
    return f"{names} …" if len(faulty) > MOST_NAMED else _("{names}.").format(names=names)


def to_correct(segments: TranslationSegments) -> str | None:
    """The filled in texts that have errors; ``None``: there are none."""
    wrong = [segment for segment in segments.machine_made if segment.state is SegmentState.ERROR]
    if not wrong:
        return None
    text = ngettext(
        "{count} text that was filled in has an error. Correct it:",
        "{count} texts that were filled in have errors. Correct them:",
        len(wrong),
    )
    names = _listed([(segment.source, segment.fault) for segment in wrong])
    return writing.sentences([text.format(count=len(wrong)), names])


def _shortened(text: str) -> str:
    plain = words_of(text)
    return plain if len(plain) <= _NAME_LENGTH else f"{plain[:_NAME_LENGTH]}…"


def warning(translation: Translation) -> str | None:
    """The texts readers get in the source language after publishing; ``None`` for none."""
    progress = Progress.of(translation)
    if not progress.missing:
        return None
    return ngettext(
        "{missing} of {total} texts of “{title}” is missing or has an error: readers see it in "
        "{language}.",
        "{missing} of {total} texts of “{title}” are missing or have errors: readers see them in "
        "{language}.",
        progress.missing,
    ).format(
        missing=progress.missing,
        total=progress.total,
        title=translation.source.object_repr,
        language=translation.source.locale.get_display_name(),
    )
