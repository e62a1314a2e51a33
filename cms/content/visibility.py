"""The gate: what a reader of the public site may see.

Every read of a page, image or document goes through one of these conditions. A page is readable
when it is live and not past its expiry, when all its ancestors are, and when no privacy setting
covers it. An alias is readable only while what it mirrors is, whatever its own row says: in another
language it represents its source, and an alias of the same language is the same page in another
place. A privacy setting covers the page it was made on, all below it, and all their translations
and aliases, wherever those are, because the same words elsewhere are no less private.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import GreaterThanOrEqual, IsNull, LessThan
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.database.page_relations import ALIASES, PARENT, SOURCE, TRANSLATIONS, none, reached
from cms.database.statements import Parameter, Unindexed

# The moment for which expiry is judged: one, or one that is given when a kept statement is run.
Moment = datetime | Parameter
# The condition, on all pages, that leaves out those of a model that have nothing to show on a day.
Day = date | Parameter
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
    own_path = Unindexed(F("path"))
    return Q(GreaterThanOrEqual(own_path, path)) & Q(LessThan(own_path, behind))


def published(*, at: Moment) -> Q:
    """Pages that are live and not past their expiry, whatever lies above them."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=at))


def private() -> Q:
    """Pages with a privacy setting, their translations and aliases, and theirs; none for its place.

    Nothing is said of what lies below them.
    """
    with_setting = PageViewRestriction.objects.values("page_id")
    return reached(with_setting, TRANSLATIONS, ALIASES, column="translation_key")


@dataclass(frozen=True, slots=True)
class ClosedPaths:
    """The parts of the page tree closed to readers, by the paths of pages with descendants.

    ``hidden`` are the pages that aren't published, or mirror what isn't, ``covered`` those that
    privacy covers, ``fronts`` the front pages of all sites, closed or not: outside of them nothing
    can be read. Read beforehand, so that many conditions share one query.
    """

    hidden: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()

    def is_hidden(self) -> Q:
        """Pages below a page that isn't published."""
        return _below_any(self.hidden)

    def is_covered(self) -> Q:
        """Pages below a page that privacy covers."""
        return _below_any(self.covered)


def _below_any(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= below(path)
    return condition


def closed_subtrees(*, at: Moment) -> QuerySet[Page]:
    """The pages that hide all below them: unpublished, expired or private ones with children."""
    with_children = Page.objects.filter(depth__gt=1, numchild__gt=0)
    return with_children.filter(~published(at=at) | mirroring_hidden(at=at) | covered())


def mirroring_hidden(*, at: Moment) -> Q:
    """Aliases of pages that aren't published, for themselves or for their place, or in no site.

    Exact without another condition, and therefore for few pages: it looks at all ancestors.
    """
    above = Page.objects.filter(reached(OuterRef("alias_of_id"), SOURCE, PARENT), depth__gt=1)
    sources = Page.objects.filter(reached(OuterRef("alias_of_id"), SOURCE))
    fronts = Page.objects.filter(fronts_of_sites()).alias(
        path_of_source=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    in_a_site = Q(Exists(fronts.filter(path_of_source__startswith=F("path"))))
    is_open = none(above.filter(~published(at=at))) & none(sources.filter(~in_a_site))
    return Q(alias_of__isnull=False) & ~is_open


def fronts_of_sites() -> Q:
    """The front pages of all sites, in all languages."""
    return Q(translation_key__in=Site.objects.values("root_page__translation_key"))


def covered() -> Q:
    """Pages that a privacy setting covers, theirs or that of any page theirs goes back to.

    Exact without another condition, and therefore for few pages: it looks at all ancestors.
    """
    sections = Q(Exists(Page.objects.filter(private(), numchild__gt=0)))
    above = Page.objects.filter(reached(OuterRef("pk"), SOURCE, TRANSLATIONS, PARENT), private())
    return private() | sections & ~none(above)


def readable(*, closed: ClosedPaths, at: Moment, with_aliases: bool = True) -> Q:
    """Pages a reader may see.

    To leave out aliases here is cheaper than to do so afterwards: what they mirror isn't looked for
    then, which PostgreSQL's planner believes to be dear and would read a whole language to avoid.
    """
    mirroring = (
        mirroring_published(closed=closed, at=at)
        if with_aliases
        else Q(IsNull(Unindexed(F("alias_of_id")), True))
    )
    condition = published(at=at) & ~private() & mirroring
    # A path that hides for both reasons is named once.
    for path in dict.fromkeys((*closed.hidden, *closed.covered)):
        condition &= ~below(path)
    return condition & ~_covered_elsewhere(closed)


def restricted(*, closed: ClosedPaths, at: Moment) -> Q:
    """Pages that only a privacy setting, their own or one above them, keeps from a reader."""
    condition = published(at=at) & mirroring_published(closed=closed, at=at) & ~closed.is_hidden()
    return condition & (private() | closed.is_covered() | _covered_elsewhere(closed))


def mirroring_published(*, closed: ClosedPaths, at: Moment) -> Q:
    """Pages that aren't aliases, and aliases of pages published at their place.

    What an alias mirrors may be an alias itself: all of them have to be published.
    """
    is_open = published(at=at) & _below_any(closed.fronts) & ~closed.is_hidden()
    # Nearly all mirror a page that is no alias: then one row is all that is looked at.
    source = Page.objects.filter(pk=OuterRef("alias_of_id")).order_by()
    mirrors_open_page = Subquery(
        source.values(is_open=as_column(is_open & Q(alias_of__isnull=True))),
        output_field=BooleanField(),
    )
    sources = Page.objects.filter(reached(OuterRef("alias_of_id"), SOURCE))
    return Q(alias_of__isnull=True) | Q(mirrors_open_page) | none(sources.filter(~is_open))


def _covered_elsewhere(closed: ClosedPaths) -> Q:
    """Pages whose translations, or what they mirror, lie below a page that privacy covers.

    Nothing is looked for where no page with others below is private, and nothing far where neither
    a translation lies there nor anything is an alias.
    """
    if not closed.covered:
        return Q(pk__in=[])
    same_page = Page.objects.filter(translation_key=OuterRef("translation_key"))
    may_be = same_page.filter(Q(alias_of__isnull=False) | closed.is_covered())
    kin = Page.objects.filter(reached(OuterRef("pk"), SOURCE, TRANSLATIONS), closed.is_covered())
    return ~(none(may_be) | none(kin))


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
