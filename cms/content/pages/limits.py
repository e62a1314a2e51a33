"""Limits for values, so that they fit everywhere they are used.

A moment is written in several time zones, a day is added to a date; the slugs of a page and of
those above it make a path, which Wagtail keeps in 255 characters when it redirects from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db.models import Model

EARLIEST_YEAR, LATEST_YEAR = 1000, 9000
# Of a title, and of a path that is redirected from: Wagtail's own.
LONGEST_TITLE = LONGEST_PATH = 255
_HALF = re.compile("[\ud800-\udfff]")
# The suffix of a slug that is in use.
LONGEST_SUFFIX = 10


def check_dates(instance: Model) -> None:
    """Do nothing if all dates of an instance are of usual calendars.

    Raises:
        ValidationError: one isn't.
    """
    errors = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(value, date) and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            errors[field.name] = _("Enter a year from {earliest} to {latest}.").format(
                earliest=EARLIEST_YEAR, latest=LATEST_YEAR
            )
    if errors:
        raise ValidationError(errors)


def check_texts(instance: Model) -> None:
    """Do nothing if all texts of an instance, also those in streams, can be written as UTF-8.

    Half a character, as JSON may hold it, can't be kept by every database nor sent to anybody.

    Raises:
        ValidationError: one can't.
    """
    errors = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        text = value if isinstance(value, str) else getattr(value, "raw_data", "")
        if text and not is_integer(text):
            errors[field.name] = _("This text contains an invalid character. Type it again.")
    if errors:
        raise ValidationError(errors)


def is_integer(value: Any) -> bool:
    """True if all texts in a value of JSON consist of whole characters."""
    if isinstance(value, str):
        return _HALF.search(value) is None
    if isinstance(value, dict):
        return all(map(is_integer, value)) and all(map(is_integer, value.values()))
    if isinstance(value, Sequence):
        return all(map(is_integer, value))
    return True


def check_slug(slug: str, longest: int) -> None:
    """Do nothing if a slug isn't too long.

    Raises:
        ValidationError: it is.
    """
    if len(slug) > longest:
        message = _("Shorten the slug: it may have {longest} characters (it has {length}).")
        raise ValidationError({"slug": message.format(longest=longest, length=len(slug))})
