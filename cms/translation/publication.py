"""Whether a translation may be published, and what is missing from it."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.permissions import get_permission_name

from wagtail_localize.models import Translation


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


def obstacle(translation: Translation) -> str | None:
    """Why this translation must not be published now, in words for whoever tried; else ``None``."""
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
    if progress.missing and getattr(source, "is_translated_as_a_whole", False):
        return ngettext(
            "“{title}” can only be published whole: {missing} of {total} texts is missing or has "
            "an error.",
            "“{title}” can only be published whole: {missing} of {total} texts are missing or have "
            "errors.",
            progress.missing,
        ).format(title=source, missing=progress.missing, total=progress.total)
    return None


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
