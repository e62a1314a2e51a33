"""The gate: what a reader of the public site may see.

Every read of a page, image or document goes through one of these conditions. A page is readable
when it is live and not past its expiry, when all its ancestors are, and when no privacy setting
covers it. A privacy setting covers the page it was made on, all below it, and all their
translations and aliases, because the same words in another language are no less private.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from cms.content.statements import Given, Unindexed

# The moment for which expiry is judged: one, or one that is given when a kept statement is run.
Moment = datetime | Given
# The condition, on all pages, that leaves out those of a model that have nothing to show on a day.
Day = date | Given
Showing = Callable[[Day], Q]
_showing: dict[str, Showing] = {}


def register(label: str, showing: Showing) -> None:
    """Have a domain say which pages of its model show something on a day; once, when ready."""
    _showing[label] = showing


def showing(day: Day) -> Q:
    """Pages that have something to show on a day, whoever may read them."""
    condition = Q()
    for of_model in _showing.values():
        condition &= of_model(day)
    return condition


def below(path: str) -> Q:
    """The page at a tree path and all below it.

    Judged page by page: what is wanted of a site is found by other means than lying in it.
    """
    last_step = Page._str2int(path[-Page.steplen :])  # noqa: SLF001 - treebeard's way to count
    step_behind = Page._int2str(last_step + 1).rjust(Page.steplen, "0")  # noqa: SLF001
    behind = path[: -Page.steplen] + step_behind
    own = Unindexed(F("path"))
    return Q(GreaterThanOrEqual(own, path)) & Q(LessThan(own, behind))


def published(*, at: Moment) -> Q:
    """Pages that are live and not past their expiry, whatever lies above them."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=at))


def private() -> Q:
    """Pages with a privacy setting of their own or of one of their translations."""
    return Q(translation_key__in=PageViewRestriction.objects.values("page__translation_key"))


def closed_subtrees(*, at: Moment) -> QuerySet[Page]:
    """The pages that hide all below them: unpublished, expired or private ones with children."""
    return Page.objects.filter(depth__gt=1, numchild__gt=0).filter(~published(at=at) | private())


def readable(*, closed_paths: Sequence[str], at: Moment) -> Q:
    """Pages a reader may see.

    Args:
        closed_paths: tree paths of ``closed_subtrees``, read beforehand so that many conditions
            share one query.
        at: the moment for which expiry is judged.
    """
    condition = published(at=at) & ~private()
    for path in closed_paths:
        condition &= ~below(path)
    return condition


def restricted(*, closed_paths: Sequence[str], private_paths: Sequence[str], at: Moment) -> Q:
    """Pages that only a privacy setting, their own or one above them, keeps from a reader.

    Args:
        closed_paths: tree paths of ``closed_subtrees``.
        private_paths: those of them that are published themselves, and closed for privacy alone.
        at: the moment for which expiry is judged.
    """
    below_private = Q()
    for path in private_paths:
        below_private |= below(path)
    condition = published(at=at) & (private() | below_private if private_paths else private())
    for path in set(closed_paths) - set(private_paths):
        condition &= ~below(path)
    return condition


def public_files() -> Q:
    """Images and documents of collections without a privacy setting, on them or above them."""
    covering = CollectionViewRestriction.objects.alias(
        path_of_file=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    ).filter(path_of_file__startswith=F("collection__path"))
    return ~Q(Exists(covering))


def as_column(condition: Q) -> Case:
    """A condition as a true-or-false column, for rows that are judged one by one."""
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
