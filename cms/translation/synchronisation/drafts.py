"""Drafts written when a page or snippet is submitted for translation: never live content.

wagtail-localize writes a draft of a translation into the row that is live, and makes a copy in the
source language a translation before anybody has translated a word. ``install`` replaces its one
function that does so; publishing a translation still runs the original.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Locale, Page, RevisionMixin

from wagtail_localize.models import Translation, TranslationLog, TranslationSource

from cms.content.pages import publishing
from cms.translation.publishing import requirements
from cms.translation.rights import titles


@dataclass(frozen=True, slots=True)
class Failure:
    """A translation that could not be written, and why."""

    title: str
    locale: Locale
    reasons: list[str]


_failures: ContextVar[list[Failure] | None] = ContextVar("failures", default=None)


@contextmanager
def collected_failures() -> Iterator[list[Failure]]:
    """The failures of what runs inside, which wagtail-localize passes over in silence."""
    failures: list[Failure] = []
    token = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(token)


def install() -> None:
    """Replace the function of ``TranslationSource`` that touches what readers see. Idempotent."""
    original = TranslationSource.create_or_update_translation
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def create_or_update_translation(
        self: TranslationSource,
        locale: Locale,
        user: Any = None,
        publish: bool = True,
        **kwargs: Any,
    ) -> tuple[Any, bool]:
        try:
            _check_path(self, locale, user)
            if publish:
                return _published(original, self, locale, user, **kwargs)
            target = _existing_draftable(self, locale)
            if target is None:
                return original(self, locale, user=user, publish=False, **kwargs)
            return _save_draft(self, target, locale, user), False
        except ValidationError as error:
            _note(self, locale, error)
            raise
        except AttributeError as error:
            # It treats every error as one that names fields, and hides others.
            hidden = error.__context__
            if not isinstance(hidden, ValidationError):
                raise
            _note(self, locale, hidden)
            raise hidden from None

    replaced: Any = TranslationSource
    replaced.create_or_update_translation = create_or_update_translation


def _check_path(source: TranslationSource, locale: Locale, user: Any) -> None:
    """Refuse to give a new translation another URL than its source has.

    Wagtail would append a number to the slug. A translation that has another URL already keeps
    it.

    Raises:
        ValidationError: another page has the URL in this language.
    """
    same = Page.objects.filter(translation_key=source.object_id)
    page = same.filter(locale_id=source.locale_id, depth__gt=2).first()
    target = same.filter(locale=locale).first()
    if page is None or (target is not None and not target.alias_of_id):
        return
    parent = page.get_parent().get_translation_or_none(locale)
    if target is not None:
        parent = target.get_parent()
    taken_by = parent and parent.get_children().filter(slug=page.slug)
    if taken_by:
        other = taken_by.exclude(translation_key=page.translation_key).first()
        if other is not None:
            raise ValidationError(_in_the_way(other, user))


def _in_the_way(page: Page, user: Any) -> str:
    """The page at the URL of a new translation, as far as a user may know it."""
    title = titles.visible_title(user, page) if user is not None else page.get_admin_display_title()
    if page.live:
        text = _("Its URL is in use there by “{title}”. Rename or delete that page first.")
    else:
        text = _(
            "Its URL is in use there by “{title}”, which isn't published. Rename or delete "
            "that page first."
        )
    return text.format(title=title)


@transaction.atomic
def _published(
    original: Any, source: TranslationSource, locale: Locale, user: Any, **kwargs: Any
) -> Any:
    """Write and publish what may be published; wagtail-localize writes before Wagtail checks.

    It publishes when the transaction has ended, so what was confirmed is kept until then. Code that
    acts for nobody has chosen what it writes.

    Raises:
        PublishingRefused: there is an objection.
    """
    translation = source.translations.filter(target_locale=locale, enabled=True).first()
    reason = requirements.objection(translation) if translation and user else None
    if reason:
        raise publishing.PublishingRefused(reason)
    instance, is_new = original(source, locale, user=user, publish=True, **kwargs)
    if isinstance(instance, RevisionMixin):
        requirements.allow(instance.latest_revision, user)
    return instance, is_new


def _existing_draftable(source: TranslationSource, locale: Locale) -> Any:
    try:
        target = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None
    return target if isinstance(target, DraftStateMixin) else None


@transaction.atomic
def _save_draft(source: TranslationSource, target: Any, locale: Locale, user: Any) -> Any:
    """Keep the texts translated so far as a revision; the row itself stays as it is.

    An alias has no revisions unless it is reviewed. It stays an alias, reported to readers as in
    the source language, until the translation is published.
    """
    revision = None
    if not (isinstance(target, Page) and target.alias_of_id):
        revision = _revision(source, locale, user)
        target.refresh_from_db()
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return target


def keep_draft_of_alias(translation: Translation, user: Any) -> None:
    """Keep the texts of a translation as a revision of a page that stays an alias for readers."""
    _revision(translation.source, translation.target_locale, user)


def _revision(source: TranslationSource, locale: Locale, user: Any) -> Any:
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    if isinstance(draft, Page):
        # Wagtail keeps none of an alias. What is written of the page says nothing of this column.
        draft.alias_of = None
    return draft.save_revision(user=user)


def _note(source: TranslationSource, locale: Locale, error: ValidationError) -> None:
    failures = _failures.get()
    if failures is not None:
        failures.append(Failure(source.object_repr, locale, reasons(error)))


def reasons(error: ValidationError) -> list[str]:
    """The messages of a validation error, each with its field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
