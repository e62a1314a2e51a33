"""The languages of a site, where the pages of each live, and what in it is closed to readers.

One query, once per answer. All that reads pages starts from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import Any, Self

from django.conf import settings
from django.db.models import BooleanField, CharField, DateTimeField, F, Q, Value
from django.utils import timezone
from wagtail.models import Page, Site

from cms.content import visibility
from cms.content.caching import memo
from cms.content.caching.cache_tags import RESTRICTED, TREE, Dependencies
from cms.content.visibility import ClosedPaths, Day, Moment
from cms.database import statements
from cms.database.statements import Parameter
from cms.localisation import newsroom_time, tags
from cms.localisation.languages import Language

AT = Parameter("at", DateTimeField())
# How many states of sites are remembered.
MOST_SHAPES = 100
BYTES_PER_ROW = 1000
_shapes = count()


class UnknownLanguage(LookupError):
    """No public language of the site serves the tag asked for; ``known`` holds those that are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


@dataclass(frozen=True, slots=True)
class Root:
    """The front page of one language: its pages are the ones below ``path``.

    ``path`` is the position in the page tree, ``url_path`` the prefix of Wagtail's own paths,
    ``frontend_path`` the front page's on the frontend, for example ``/zh-hans/``.
    """

    page_id: int
    path: str
    url_path: str
    locale_id: int
    language: Language
    is_source: bool
    frontend_path: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frontend_path", f"/{self.language.code}/")


@dataclass(frozen=True, slots=True)
class PagePreview:
    """A page that is shown whatever hides it.

    ``pk`` is ``None`` before it is stored; ``path`` is its place in the page tree.
    """

    pk: int | None
    path: str


@dataclass(frozen=True, slots=True)
class SiteTree:
    """One site at one moment, as a reader may see it; ``previewed`` is what is shown besides.

    ``today`` is the day of the moment, where the newsroom is. ``source`` is the root of the
    language the site is written in; ``None`` where it isn't readable. What was published
    ``drafts_since`` is a draft that is read as if it were published.

    ``shape`` is a number for all that is the same at another moment: part of the key of each
    statement that is built from the tree.

    ``dependencies`` gathers what the answer that is read from it depends on.
    """

    at: Moment
    today: date
    origin: str
    site_id: int | None
    roots: tuple[Root, ...]
    source: Root | None
    closed: ClosedPaths
    shape: int
    _by_locale: dict[int, Root]
    previewed: PagePreview | None = None
    drafts_since: datetime | None = None
    dependencies: Dependencies = field(default_factory=Dependencies)

    @classmethod
    def load(
        cls,
        *,
        hostname: str | None = None,
        previewed: PagePreview | None = None,
        dependencies: Dependencies | None = None,
        at: datetime | None = None,
        drafts_since: datetime | None = None,
    ) -> Self:
        """The default site, the one of ``hostname`` or of a previewed page, now or at a moment.

        One query; for an answer with ``dependencies`` none where it is remembered.
        Only languages with a readable front page are part of it, and that of a previewed page.
        Without any site, and for a hostname that none has, there are no languages.
        """
        at = at or timezone.now()
        if dependencies is None or previewed is not None:
            rows = _found(hostname, previewed, at)
        else:
            rows = _remembered(hostname, dependencies, at)
        site, known = _read(rows, hostname, previewed)
        return cls(
            at=at,
            today=newsroom_time.day(at),
            origin=_origin(site),
            previewed=previewed,
            drafts_since=drafts_since,
            dependencies=dependencies or Dependencies(),
            **known,
        )

    @property
    def timeless(self) -> Self:
        """The same site for kept statements, which are given the moment as ``at``."""
        return replace(self, at=AT)

    def root(self, tag: str) -> Root:
        """The root of the language that serves ``tag``, looked up as RFC 4647 says.

        Raises:
            UnknownLanguage: no public language serves it.
        """
        by_tag = {root.language.tag: root for root in self.roots}
        match = tags.lookup(tag, by_tag)
        if match is None:
            raise UnknownLanguage(list(by_tag))
        return by_tag[match]

    def root_of_locale(self, locale_id: int) -> Root | None:
        """The root of a locale, ``None`` where that language isn't public on this site."""
        return self._by_locale.get(locale_id)

    def root_of_code(self, code: str) -> Root | None:
        """The root whose paths begin with ``code``."""
        return next((root for root in self.roots if root.language.code == code), None)

    def readable(self, *, with_aliases: bool = True) -> Q:
        """The condition for pages of this site that a reader may see."""
        below_a_root = Q(pk__in=[])
        for root in self.roots:
            below_a_root |= visibility.below(root.path)
        condition = below_a_root & visibility.readable(
            closed=self.closed, at=self.at, with_aliases=with_aliases
        )
        return condition | Q(pk=self.previewed.pk) if self.previewed else condition

    def shown(self, day: Day, *, with_aliases: bool = True) -> Q:
        """The condition for readable pages that have something to show on a day.

        Whatever leads to a page is judged by it: at the path of any other nothing is found.
        """
        condition = self.readable(with_aliases=with_aliases) & visibility.showing(day)
        return condition | Q(pk=self.previewed.pk) if self.previewed else condition

    def restricted(self) -> Q:
        """The condition for pages that only a privacy setting keeps from a reader."""
        return visibility.restricted(closed=self.closed, at=self.at)

    def tag(self, locale_id: int) -> str:
        """The language of a locale, as BCP 47 writes it.

        Raises:
            KeyError: the locale isn't public on this site.
        """
        return self._by_locale[locale_id].language.tag

    def frontend_path(self, *, url_path: str, locale_id: int) -> str:
        """The path of a page on the frontend, for example ``/zh-hans/news/``.

        Raises:
            KeyError: the locale isn't public on this site.
        """
        root = self._by_locale[locale_id]
        return root.frontend_path + url_path[len(root.url_path) :]


_Rows = tuple[tuple[Any, ...], ...]


def _found(hostname: str | None, previewed: PagePreview | None, at: datetime) -> _Rows:
    rows = statements.rows(
        ("tree", hostname is None) if previewed is None else None,
        lambda: _rows(_named(hostname, previewed)),
        {"at": at, "hostname": hostname},
    )
    return tuple(tuple(row.values()) for row in rows)


def _remembered(hostname: str | None, dependencies: Dependencies, at: datetime) -> _Rows:
    key = ("tree", hostname)

    def find(_before: memo.OutdatedValue | None) -> memo.MemoEntry:
        rows = _found(hostname, None, at)
        size = BYTES_PER_ROW * len(rows)
        return memo.MemoEntry(key, rows, frozenset([TREE, RESTRICTED]), size)

    rows: _Rows = memo.get_or_compute(key, dependencies, at, find)
    return rows


def _named(hostname: str | None, previewed: PagePreview | None) -> Q:
    """The condition for the sites to look at."""
    if previewed is not None:
        depth = len(previewed.path) // Page.steplen
        line = [previewed.path[: Page.steplen * level] for level in range(2, depth + 1)]
        keys = Page.objects.filter(path__in=line).values("translation_key")
        return Q(root_page__translation_key__in=keys)
    if hostname is None:
        return Q(is_default_site=True)
    return Q(hostname=Parameter("hostname", CharField()))


def _site(
    fronts: list[dict[str, Any]], hostname: str | None, previewed: PagePreview | None
) -> dict[str, Any] | None:
    """The row of the site asked for; a page of several sites is shown on the default one."""
    if previewed is not None:
        with_site = [row for row in fronts if row["site_id"] is not None]
        return min(with_site, key=lambda row: (not row["is_default"], row["site_id"]), default=None)
    key_and_value = ("is_default", True) if hostname is None else ("hostname", hostname)
    return next((row for row in fronts if row[key_and_value[0]] == key_and_value[1]), None)


COLUMNS = (
    "pk", "path", "url_path", "locale_id", "locale__language_code",
    "site_id", "hostname", "port", "is_default", "is_named", "is_closed", "is_published",
    "is_private",
)  # fmt: skip


def _rows(named: Q) -> Any:
    """The front pages of all sites' languages, and the closed subtrees of the whole tree."""
    named_keys = Site.objects.filter(named).values("root_page__translation_key")
    pages = Page.objects.annotate(
        is_published=visibility.as_column(
            visibility.published(at=AT) & ~visibility.mirroring_hidden(at=AT)
        ),
        is_private=visibility.as_column(visibility.covered()),
        site_id=F("sites_rooted_here__pk"),
        hostname=F("sites_rooted_here__hostname"),
        port=F("sites_rooted_here__port"),
        is_default=F("sites_rooted_here__is_default_site"),
        is_named=visibility.as_column(Q(translation_key__in=named_keys)),
    ).order_by()
    fronts = pages.filter(visibility.fronts_of_sites()).annotate(
        is_closed=Value(False, output_field=BooleanField())
    )
    closed = pages.filter(pk__in=visibility.closed_subtrees(at=AT).values("pk")).annotate(
        is_closed=Value(True, output_field=BooleanField())
    )
    return fronts.values(*COLUMNS).union(closed.values(*COLUMNS), all=True)


@lru_cache(maxsize=MOST_SHAPES)
def _read(
    site_rows: _Rows, hostname: str | None, previewed: PagePreview | None
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The site described by the rows, built once for as long as the rows stay the same."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in site_rows]
    closed = [row for row in rows if row["is_closed"]]
    fronts = [row for row in rows if row["is_named"] and not row["is_closed"]]
    site = _site(fronts, hostname, previewed)
    by_page = {
        row["pk"]: _root(row, site)
        for row in fronts
        if (row["is_published"] and not row["is_private"])
        or (previewed and previewed.path.startswith(row["path"]))
    }
    roots = sorted(by_page.values(), key=lambda root: (not root.is_source, root.path))
    return site, {
        "site_id": site["site_id"] if site else None,
        "roots": tuple(roots),
        "source": next((root for root in roots if root.is_source), None),
        "_by_locale": {root.locale_id: root for root in reversed(roots)},
        "closed": ClosedPaths(
            hidden=_highest(row["path"] for row in closed if not row["is_published"]),
            covered=_highest(row["path"] for row in closed if row["is_private"]),
            fronts=_highest(row["path"] for row in rows if not row["is_closed"]),
        ),
        "shape": next(_shapes),
    }


def _highest(paths: Iterable[str]) -> tuple[str, ...]:
    """Some tree paths without those below another of them."""
    highest: list[str] = []
    for path in sorted(paths):
        if not highest or not path.startswith(highest[-1]):
            highest.append(path)
    return tuple(highest)


def _root(row: dict[str, Any], site: dict[str, Any] | None) -> Root:
    return Root(
        page_id=row["pk"],
        path=row["path"],
        url_path=row["url_path"],
        locale_id=row["locale_id"],
        language=Language(row["locale__language_code"]),
        is_source=site is not None and row["pk"] == site["pk"],
    )


def _origin(site: dict[str, Any] | None) -> str:
    if site is None or site["is_default"]:
        return settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL
    port = site["port"]
    scheme = "https" if port == 443 else "http"
    suffix = "" if port in {80, 443} else f":{port}"
    return f"{scheme}://{site['hostname']}{suffix}"
