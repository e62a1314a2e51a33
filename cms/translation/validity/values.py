"""Values that a translation may have of its own: addresses, telephone numbers, images, documents.

They are no texts: without one, readers get that of the source. What a form wouldn't take for the
field is an error here, too, and so is what has been deleted since.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.whitelist import check_url

from cms.localisation import writing
from cms.translation.validity import faults, limits
from cms.translation.validity.words import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from wagtail_localize.models import SegmentOverride

    from cms.translation.validity.limits import Leaf

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]")


def is_empty(data_json: str) -> bool:
    """Whether a stored value is none."""
    value = _read(data_json)
    return value is None or (isinstance(value, str) and is_blank(value))


def emptiness() -> str:
    """What is said of an empty value."""
    return _("There is no value here: readers get that of the source.")


def fault_of(row: Any) -> str:
    """What is wrong with a stored value, now; empty if nothing is."""
    return fault(_read(row.data_json), faults.place_of(row))


def fault(value: Any, place: Leaf | None) -> str:
    """What is wrong with a value for a place, in words for the translator; empty if nothing is."""
    if place is None:
        return ""
    if limits.is_rich_text(place):
        return _address_fault(value)
    if isinstance(value, str) and limits.most_characters(place):
        too_long = limits.length_fault(value, limits.most_characters(place))
        if too_long:
            return too_long
    form_field = limits.form_field(place)
    try:
        if form_field is not None:
            form_field.clean(value)
    except ValidationError as error:
        return writing.sentences(error.messages)
    return ""


def _address_fault(value: Any) -> str:
    """What is wrong with where a link in rich text leads."""
    if not isinstance(value, str) or _SPACE.search(value) or check_url(value) is None:
        return _("Enter a valid address.")
    return ""


def unusable(rows: QuerySet[SegmentOverride]) -> Iterator[tuple[Any, str]]:
    """Those of some values that readers never get, each with the reason. One query."""
    for row in faults.with_kinds(rows):
        if is_empty(row.data_json):
            yield row, emptiness()
            continue
        reason = fault_of(row)
        if row.has_error or reason:
            yield row, reason or row.field_error


def _read(data_json: str) -> Any:
    try:
        return json.loads(data_json)
    except ValueError:
        return None
