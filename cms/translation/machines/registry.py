"""The machine for a pair of languages; the translator that wagtail-localize calls."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from wagtail.models import Locale

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from cms.localisation import writing
from cms.translation.glossary import Glossary
from cms.translation.machines.chinese import ChineseConverter, is_chinese
from cms.translation.machines.services import service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.translation.machines.protocol import Machine

CONVERTER = ChineseConverter()


@lru_cache
def services(addresses: tuple[str, ...]) -> tuple[Machine, ...]:
    """The services at some URLs, in their order."""
    return tuple(map(service, addresses))


def machine_for(source: str, target: str) -> Machine | None:
    """The first service that translates between two languages."""
    known = services(tuple(settings.MACHINE_TRANSLATORS))
    return next((machine for machine in known if machine.translates(source, target)), None)


def bridges(source: Locale, target: Locale) -> list[Locale]:
    """The languages whose translations can be converted into the target: other Chinese ones."""
    if not is_chinese(target.language_code):
        return []
    others = Locale.objects.exclude(pk__in=[source.pk, target.pk])
    return [
        locale
        for locale in others
        if CONVERTER.translates(locale.language_code, target.language_code)
    ]


class Machines(BaseMachineTranslator):
    """All machines, as the one that wagtail-localize knows."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        known = services(tuple(settings.MACHINE_TRANSLATORS))
        # The name on the button of the translation editor.
        self.display_name = writing.listed([*(machine.name for machine in known), CONVERTER.name])

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """True if a service supports the pair, or another Chinese can be converted."""
        pair = source_locale.language_code, target_locale.language_code
        return machine_for(*pair) is not None or bool(bridges(source_locale, target_locale))

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """The translations of some texts by a service; nothing where none supports the pair.

        Raises:
            Unavailable: the service couldn't.
        """
        pair = source_locale.language_code, target_locale.language_code
        machine: Any = machine_for(*pair)
        wanted = list(strings)
        if machine is None:
            return {}
        terms = Glossary.of(source_locale, target_locale).entries
        made = machine.translated([string.data for string in wanted], *pair, terms)
        return dict(zip(wanted, map(StringValue, made), strict=True))
