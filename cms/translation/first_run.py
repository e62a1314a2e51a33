"""The pages of a new site, sent to translators: each begins as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from wagtail_localize.models import Translation, TranslationSource

from cms.content.pages.first_run.steps import Stage, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.first_run.plan import Plan


def translations(plan: Plan) -> Iterator[str]:
    """A draft of every page in every language, the front page first."""
    pages = Page.objects.filter(depth__gt=1, locale__language_code=plan.source).order_by("path")
    targets = [Locale.objects.get(language_code=code) for code in plan.targets]
    for page in [one.specific for one in pages]:
        for locale in targets:
            source, _is_new = TranslationSource.update_or_create_from_instance(page)
            translation, _is_new = Translation.objects.get_or_create(
                source=source, target_locale=locale
            )
            translation.save_target(publish=False)
    for locale in targets:
        yield _("drafts of translations into {name}").format(name=locale.get_display_name())


def install() -> None:
    """Contribute this step."""
    register(Stage.TRANSLATIONS, "translations", translations)
