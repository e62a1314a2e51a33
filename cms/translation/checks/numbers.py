"""Numbers and dates that differ, however each language writes them.

A number is compared by its value: 1,000 and 1000, full-width digits, 1.2 million and 120万, and
with its unit: 10 km, 10千米 and 10,000 m. A value in words in one language and digits in the other
is not a difference: months, numbers, halves, and Chinese numerals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.translation.checks.findings import Finding, listed, words_of
from cms.translation.checks.quantities import DECIMAL_COMMA, Numbers, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


def differing(source: str, translation: str, code: str, _most: int | None) -> Iterator[Finding]:
    """Numbers that only one of the two has."""
    has_decimal_comma = code.split("-", maxsplit=1)[0] in DECIMAL_COMMA
    wanted = numbers(words_of(source), has_decimal_comma=None)
    present = numbers(words_of(translation), has_decimal_comma=has_decimal_comma)
    missing, extra = _not_in(present, wanted), _not_in(wanted, present)
    if missing:
        text = _("Missing number: {texts}")
        yield Finding("numbers", text.format(texts=listed(missing)))
    if extra:
        text = _("Number not in the source: {texts}")
        yield Finding("numbers", text.format(texts=listed(extra)))


def _not_in(reference: Numbers, candidates: Numbers) -> list[str]:
    """Numbers of a text that another doesn't have, as they are written, each once."""
    return list(
        dict.fromkeys(
            quantity.written
            for quantity in candidates.in_digits
            if not reference.contains(quantity)
        )
    )
