"""Values that a translation may override: URLs, telephone numbers, images, documents.

They are not texts: without one, readers get that of the source. What a form wouldn't accept for the
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
    """True if a stored value is empty."""
    value = _read(data_json)
    return value is None or (isinstance(value, str) and is_blank(value))


def emptiness() -> str:
    """The message for an empty value."""
    return _("There is no value here: readers see that of the source.")


def fault_of(row: Any) -> str:
    """The present fault of a stored value; empty if it has none."""
    return fault(_read(row.data_json), faults.leaf_of(row))


def fault(value: Any, leaf: Leaf | None) -> str:
    """The fault of a value for a field or block, for the translator; empty if it has none."""
    if leaf is None:
        return ""
    if limits.is_rich_text(leaf):
        return _url_fault(value)
    if isinstance(value, str) and limits.most_characters(leaf):
        too_long = limits.length_fault(value, limits.most_characters(leaf))
        if too_long:
            return too_long
    form_field = limits.form_field(leaf)
    try:
        if form_field is not None:
            form_field.clean(value)
    except ValidationError as error:
        return writing.sentences(error.messages)
    return ""


def _url_fault(value: Any) -> str:
    """The fault of a link's URL in rich text."""
    if not isinstance(value, str) or _SPACE.search(value) or check_url(value) is None:
        return _("Enter a valid URL.")
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
