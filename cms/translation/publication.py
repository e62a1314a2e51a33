"""Whether a translation may be published, and what is missing from it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.permissions import get_permission_name

from wagtail_localize.models import Translation

from cms.translation.texts import Texts


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts a translation has, and how many of them are translated without an error."""

    total: int
    done: int

    @classmethod
    def of(cls, translation: Translation) -> Self:
        """The progress of a translation against the source as last synchronised. One query."""
        return cls(*translation.get_progress())

    @property
    def missing(self) -> int:
        """The number of texts that would be published in the source language."""
        return self.total - self.done


def may_publish(user: Any, target: Any) -> bool:
    """Whether a user has the right to publish this translation, whatever is missing from it."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_publish())
    return bool(user.has_perm(get_permission_name("publish", type(target))))


def obstacle(translation: Translation, found: Texts) -> str | None:
    """Why this translation must not be published now, in words for whoever tried; else ``None``.

    ``found`` are its texts.
    """
    source = translation.source.get_source_instance()
    progress = Progress.of(translation)
    if isinstance(source, DraftStateMixin) and not source.live:
        return _(
            "“{title}” isn't published in {language}, so its translation can't be published either."
        ).format(title=source, language=translation.source.locale.get_display_name())
    if progress.total and not progress.done:
        return _("Nothing of “{title}” is translated into {language} yet.").format(
            title=source, language=translation.target_locale.get_display_name()
        )
    if getattr(source, "is_translated_as_a_whole", False):
        return _not_whole(source, found)
    return None


def _not_whole(source: Any, found: Texts) -> str | None:
    """What is missing from a translation that readers may only get as a whole."""
    count, total = len(found.open), len(found.all)
    if count:
        return ngettext(
            "“{title}” can only be published whole: {count} of {total} texts is missing, has an "
            "error or is out of date.",
            "“{title}” can only be published whole: {count} of {total} texts are missing, have "
            "errors or are out of date.",
            count,
        ).format(title=source, count=count, total=total)
    if found.machine_made:
        return ngettext(
            "“{title}” can't be published: nobody has confirmed {count} text that a machine "
            "translated.",
            "“{title}” can't be published: nobody has confirmed {count} texts that a machine "
            "translated.",
            len(found.machine_made),
        ).format(title=source, count=len(found.machine_made))
    if found.is_behind:
        return _("“{title}” has changed: synchronise its translations first.").format(title=source)
    return None


def unconfirmed(texts: Texts) -> str:
    """A digest of what somebody has to see before this is published; empty for nothing.

    It differs as soon as something else is missing, wrong or out of date.
    """
    told = [(one.path, one.source, one.state.value) for one in texts.open]
    return sha256(repr(told).encode()).hexdigest() if told else ""


def advice(translation: Translation, found: Texts) -> str | None:
    """Why a translation isn't published without somebody looking at it; ``None``: it may be."""
    if not found.open:
        return None
    return ngettext(
        "“{title}” wasn't published: {count} of {total} texts is missing, has an error or is out "
        "of date. Publish it in its translation editor, which names it.",
        "“{title}” wasn't published: {count} of {total} texts are missing, have errors or are out "
        "of date. Publish it in its translation editor, which names them.",
        len(found.open),
    ).format(title=translation.source.object_repr, count=len(found.open), total=len(found.all))


def warning(translation: Translation) -> str | None:
    """What readers get in the source language once this is published, ``None`` for nothing."""
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
