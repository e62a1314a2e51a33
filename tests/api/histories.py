"""Random histories of a small site in two languages, and what a reader should get after each.

``Site`` does what editors do. ``View`` is the model: it knows the rows of pages and which addresses
they had, and works out by plain rules what ``route``, ``redirects``, ``alternates``, ``sitemap``
and ``changes`` have to say. It shares no code with them.
"""

from __future__ import annotations

import itertools
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction
from wagtail.models import Site as WagtailSite

from graphql import execute, parse

from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.schema import schema
from cms.delivery.publishing import listeners
from cms.news.models import NewsPage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

EN, ZH = "en", "zh-hans"
TAGS = {EN: "en", ZH: "zh-Hans"}
SLUGS = ("a", "b", "c")
LIST_SLUGS = ("news", "archive", "press")
FRONT, LIST, ARTICLE = 2, 3, 4
# Asked for after each history: what should have changed, and some others in turn.
ROUTES = 4


class Row(NamedTuple):
    """A page as its row in the database has it."""

    pk: int
    path: str
    slug: str
    live: bool
    code: str
    key: UUID
    alias_of: int | None

    @property
    def depth(self) -> int:
        return len(self.path) // Page.steplen


def rows() -> dict[int, Row]:
    """All pages of the site, by id. Other front pages have no translation and nothing below."""
    found = (
        Page.objects.filter(depth__gte=FRONT)
        .order_by("path")
        .values_list(
            "pk", "path", "slug", "live", "locale__language_code", "translation_key", "alias_of_id"
        )
    )
    read = [Row(*row) for row in found]
    with_others = {row.path[: Page.steplen * FRONT] for row in read if row.depth > FRONT}
    return {row.pk: row for row in read if row.path[: Page.steplen * FRONT] in with_others}


@dataclass(frozen=True)
class Step:
    """Something an editor does, to the page and with the place and slug of these numbers."""

    act: str
    page: int
    place: int
    slug: int


class Site:
    """Does steps to the site; one that can't be done does nothing."""

    # Those at the end are tried less often: they take longest, or leave little.
    ACTS = (
        "write", "translate", "stand_in", "mirror", "copy", "rename", "rename_list", "move",
        "move_alone", "delete", "withdraw", "publish", "withdraw_list", "hide", "open",
        "language_off", "language_on",
    )  # fmt: skip
    RARE = ("remove_language",)

    def __init__(self, user: Any) -> None:
        self.user = user

    def do(self, step: Step, view: View) -> None:
        """Do a step to what is there as in a view, and what happens when it is committed."""
        # What was rolled back may be kept there.
        WagtailSite.clear_site_root_paths_cache()
        self.rows = view.rows
        getattr(self, f"_{step.act}")(step)
        commit()

    def _chosen(self, number: int, found: Iterable[Row]) -> Any:
        ids = [row.pk for row in found]
        if not ids:
            return None
        return Page.objects.get(pk=ids[number % len(ids)]).specific

    def _articles(self, *codes: str, **wanted: Any) -> list[Row]:
        return [
            row
            for row in self.rows.values()
            if row.depth == ARTICLE
            and row.code in (codes or (EN, ZH))
            and all(getattr(row, name) == value for name, value in wanted.items())
        ]

    def _list(self, step: Step, code: str = EN) -> Any:
        return self._chosen(
            step.place, [r for r in self.rows.values() if r.depth == LIST and r.code == code]
        )

    def _is_free(self, parent: Any, slug: str, pk: int | None = None) -> bool:
        return all(
            row.slug != slug or row.pk == pk or row.depth != parent.depth + 1
            for row in self.rows.values()
            if row.path.startswith(parent.path)
        )

    def _write(self, step: Step) -> None:
        parent, slug = self._list(step), SLUGS[step.slug]
        if parent and self._is_free(parent, slug):
            parent.add_child(
                instance=NewsPage(title=slug, slug=slug, summary=slug, locale=parent.locale)
            )

    def _translate(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles(EN, alias_of=None))
        parent = self._untranslated_place(page)
        if parent:
            parent.add_child(
                instance=NewsPage(
                    title="译", slug=page.slug, summary="译", locale=parent.locale,
                    translation_key=page.translation_key,
                )
            )  # fmt: skip

    def _stand_in(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles(EN, alias_of=None))
        parent = self._untranslated_place(page)
        if parent:
            page.create_alias(
                parent=parent,
                update_slug=page.slug,
                update_locale=parent.locale,
                reset_translation_key=False,
            )

    def _untranslated_place(self, page: Any) -> Any:
        """The list below which a translation of a page can be added."""
        if not page or any(
            r.code == ZH and r.key == page.translation_key for r in self._articles()
        ):
            return None
        key = page.get_parent().translation_key
        found = [row for row in self.rows.values() if row.code == ZH and row.key == key]
        parent = self._chosen(0, found)
        return parent if parent and self._is_free(parent, page.slug) else None

    def _mirror(self, step: Step) -> None:
        page, parent = self._chosen(step.page, self._articles(EN)), self._list(step)
        if page and parent and self._is_free(parent, SLUGS[step.slug]):
            page.create_alias(parent=parent, update_slug=SLUGS[step.slug])

    def _copy(self, step: Step) -> None:
        page, parent = self._chosen(step.page, self._articles(EN, alias_of=None)), self._list(step)
        if page and parent and self._is_free(parent, SLUGS[step.slug]):
            page.copy(to=parent, update_attrs={"slug": SLUGS[step.slug]}, copy_revisions=False)

    def _rename(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles(live=True, alias_of=None))
        if page and self._is_free(page.get_parent(), SLUGS[step.slug], page.pk):
            self._give(page, SLUGS[step.slug])

    def _rename_list(self, step: Step) -> None:
        page, slug = self._list(step), LIST_SLUGS[step.slug]
        if page and page.live and self._is_free(page.get_parent(), slug, page.pk):
            self._give(page, slug)

    def _give(self, page: Any, slug: str) -> None:
        """Another slug, published; translations take it over from their source."""
        page.slug = slug
        page.save(clean=False)
        listeners.notify_page_published(page)

    def _move(self, step: Step) -> None:
        """As in the admin: translations move with it."""
        page, parent = self._chosen(step.page, self._articles(EN)), self._list(step)
        if page and parent and self._is_free(parent, page.slug, page.pk):
            keys = [r for r in self._articles(ZH) if r.key == page.translation_key]
            place = parent.get_translations().first()
            if not (keys and place) or self._is_free(place, keys[0].slug, keys[0].pk):
                action = MovePageAction(page, parent, pos="last-child", user=self.user)
                action.execute(skip_permission_checks=True)

    def _move_alone(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles())
        parent = self._list(step, page.locale.language_code) if page else None
        if parent and self._is_free(parent, page.slug, page.pk):
            page.move(parent, pos="last-child")

    def _delete(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles())
        if page:
            page.delete()

    def _withdraw(self, step: Step) -> None:
        page = self._chosen(step.page, self._articles(live=True, alias_of=None))
        if page:
            page.unpublish()

    def _withdraw_list(self, step: Step) -> None:
        page = self._list(step, (EN, ZH)[step.slug % 2])
        if page and page.live:
            page.unpublish()

    def _publish(self, step: Step) -> None:
        hidden = [row for row in self.rows.values() if not row.live and row.depth > FRONT]
        page = self._chosen(step.page, hidden)
        if page:
            page.live = True
            page.save(clean=False)
            listeners.notify_page_published(page)

    def _hide(self, step: Step) -> None:
        page = self._chosen(step.page, [r for r in self.rows.values() if r.depth > FRONT])
        if page:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def _open(self, step: Step) -> None:
        found = list(PageViewRestriction.objects.order_by("pk"))
        if found:
            found[step.page % len(found)].delete()

    def _front(self) -> Any:
        return self._chosen(0, [r for r in self.rows.values() if r.depth == FRONT and r.code == ZH])

    def _language_off(self, _step: Step) -> None:
        front = self._front()
        if front and front.live:
            front.unpublish()

    def _language_on(self, _step: Step) -> None:
        front = self._front()
        if front and not front.live:
            front.live = True
            front.save(clean=False)

    def _remove_language(self, _step: Step) -> None:
        front = self._front()
        if front:
            front.delete()


def commit() -> None:
    """Do what waits for the end of the transaction, which never comes here."""
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for one in waiting:
            # The savepoints it was left in, what to do, and whether it may fail.
            callback: Any = one[1]
            callback()


@dataclass
class View:
    """The pages readers see now, and the former targets of each path.

    ``left`` is the last page that left an address. Of an address in ``clouded`` nothing is said: a
    page left it that nobody could read there. ``files`` and ``pages`` are what two builds hold that
    follow ``changes``: one removes what is at an address, the other what a page was.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    private: set[int] = field(default_factory=set)
    left: dict[str, int] = field(default_factory=dict)
    clouded: set[str] = field(default_factory=set)
    seen: set[tuple[str, int]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    pages: dict[tuple[str, str], str] = field(default_factory=dict)
    cursor: str | None = None
    at: dict[int, str] = field(default_factory=dict)

    def copy(self) -> View:
        """The same, to go on from in another direction."""
        other = copy(self)
        for name in ("left", "clouded", "seen", "files", "pages"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def look(self) -> None:
        """Take notice of what has been done."""
        before, was_at = self.rows, self.at
        self.rows = rows()
        self.private = set(PageViewRestriction.objects.values_list("page_id", flat=True))
        self._work_out()
        for pk, row in self.rows.items():
            old = before.get(pk)
            if old is not None and was_at.get(pk) not in {None, self.at[pk]}:
                self._note_left(was_at[pk], row, old)
        # To whoever comes back nothing leads any more: there is the page.
        self.left = {path: pk for path, pk in self.left.items() if self.at.get(pk, path) != path}
        self.seen |= {(self.at[pk], pk) for pk in self.readable}

    def _note_left(self, path: str, row: Row, old: Row) -> None:
        if row.live and old.live and (path, row.pk) in self.seen:
            self.left[path] = row.pk
            self.clouded.discard(path)
        else:
            self.clouded.add(path)

    def _work_out(self) -> None:
        by_path = {row.path: row for row in self.rows.values()}
        lines = {
            pk: [by_path[row.path[: Page.steplen * n]] for n in range(FRONT, row.depth + 1)]
            for pk, row in self.rows.items()
        }
        self.at = {
            pk: "/" + "".join(f"{slug}/" for slug in (row.code, *[r.slug for r in lines[pk][1:]]))
            for pk, row in self.rows.items()
        }
        covered = self._covered(lines)
        published = {pk for pk, line in lines.items() if all(row.live for row in line)}
        mirrored = {pk for pk in self.rows if self._mirrors_published(pk, published)}
        hidden = {pk for pk in self.rows if not {r.pk for r in lines[pk]} <= mirrored}
        fronts = {r.code for r in self.rows.values() if r.depth == FRONT and r.live}
        self.roots = [code for code in (EN, ZH) if code in fronts]
        shown = {pk for pk in published - hidden if self.rows[pk].code in fronts}
        self.readable, self.restricted = shown - covered, shown & covered
        self.real = {pk for pk in self.readable if self.rows[pk].alias_of is None}

    def _mirrors_published(self, pk: int, published: set[int]) -> bool:
        source = self.rows[pk].alias_of
        return source is None or (
            source in published and self._mirrors_published(source, published)
        )

    def _covered(self, lines: dict[int, list[Row]]) -> set[int]:
        """The pages a privacy setting covers: descendants, translations and aliases, and theirs."""
        covered = self.private & self.rows.keys()
        while True:
            keys = {self.rows[pk].key for pk in covered}
            more = {
                pk
                for pk, row in self.rows.items()
                if row.key in keys
                or row.alias_of in covered
                or any(above.pk in covered for above in lines[pk])
            }
            if more == covered:
                return covered
            covered = more

    # What readers should get

    def alternates(self, key: UUID) -> list[tuple[str, str]]:
        """The languages of a page with their addresses, the source first and once more."""
        found = [
            (TAGS[self.rows[pk].code], self.at[pk])
            for pk in sorted(self.real, key=lambda pk: self.rows[pk].code != EN)
            if self.rows[pk].key == key
        ]
        is_in_source = bool(found) and found[0][0] == EN
        return [*found, ("x-default", found[0][1])] if is_in_source else found

    def address(self, key: UUID, code: str) -> str | None:
        """The path of a page in a language."""
        found = [
            self.at[pk]
            for pk in self.readable
            if (self.rows[pk].key, self.rows[pk].code) == (key, code)
        ]
        return found[0] if found else None

    def route(self, path: str) -> tuple[Any, ...] | None:
        """The content at a path; ``None``: anything."""
        code = path.split("/")[1]
        here = {pk for pk, at in self.at.items() if at == path}
        if here & self.readable:
            row = self.rows[(here & self.readable).pop()]
            return "PageRoute", path, str(row.key), TAGS[code], self.alternates(row.key)
        if here & self.restricted:
            return ("RestrictedRoute",)
        if path in self.clouded:
            return None
        target = self._target(path, code)
        return ("RedirectRoute", target) if target else self._elsewhere(path, code)

    def _target(self, path: str, code: str) -> str | None:
        if path not in self.left:
            return None
        key = self.rows[self.left[path]].key
        own = self.address(key, code) if code in self.roots else None
        return own or self.address(key, EN)

    def _elsewhere(self, path: str, code: str) -> tuple[Any, ...]:
        below = path.split("/", 2)[2]
        for pk in self.real if code in self.roots else ():
            if self.at[pk].split("/", 2)[2] == below:
                row = self.rows[pk]
                own = self.address(row.key, code)
                if own:
                    return "RedirectRoute", own
                return "UntranslatedRoute", TAGS[code], self.alternates(row.key)
        return ("NotFoundRoute",)

    def known(self) -> list[str]:
        """The addresses that anything ever had, in both languages."""
        known = {self.at[pk] for pk in self.rows} | self.left.keys() | self.clouded
        known |= {path for path, _pk in self.seen}
        below = {path.split("/", 2)[2] for path in known}
        return sorted({f"/{code}/{rest}" for code in (EN, ZH) for rest in below})

    def to_ask(self, before: View | None) -> list[str]:
        """Addresses at which something else should be than before, and others.

        First of these the same places in the other language, where nothing may have changed.
        """
        known = self.known()
        changed = [
            path for path in known if before is None or before.route(path) != self.route(path)
        ]
        below = {path.split("/", 2)[2] for path in changed}
        beside = [path for path in known if path.split("/", 2)[2] in below]
        turn = next(_offsets) % len(known)
        found = list(dict.fromkeys([*changed, *beside, *known[turn:], *known[:turn]]))[:ROUTES]
        return found + [found[-1]] * (ROUTES - len(found))

    def check(self, *, before: View | None, with_build: bool) -> None:
        """Ask everything, and compare."""
        paths = self.to_ask(before)
        # Lists are long to ask: each second time.
        with_lists = before is None or next(_turns) % 2 == 0
        answer = ask(_document(tuple(self.roots), with_lists), _variables(paths, self.cursor))
        told = {path: _told(answer[f"r{number}"]) for number, path in enumerate(paths)}
        for path, found in told.items():
            expected = self.route(path)
            if expected is None:
                expected = self._told_of_clouded(found)
            assert found == expected, (path, found, expected)
        if with_lists:
            self._check_redirects(answer, told)
            self._check_sitemap(answer)
        if with_build:
            self._build(answer["changes"])
            addresses = {self.at[pk] for pk in self.readable}
            assert self.files == addresses, (self.files, addresses)
            assert set(self.pages.values()) == addresses, (self.pages, addresses)

    def _told_of_clouded(self, found: tuple[Any, ...]) -> tuple[Any, ...]:
        """Nothing that would lead astray: a redirect leads to what can be read."""
        if found[0] == "RedirectRoute":
            assert found[1] in {self.at[pk] for pk in self.readable}
        return found

    def _check_redirects(self, answer: dict[str, Any], told: dict[str, Any]) -> None:
        """The list of redirects equals the redirects followed, in the answers and in the model."""
        listed = {
            one["node"]["path"] + "/": one["node"]["target"] for one in _edges(answer, "redirects")
        }
        for path in listed.keys() & told.keys():
            assert told[path] == ("RedirectRoute", listed[path]), path
        for path, target in listed.items():
            assert self.route(path) in [None, ("RedirectRoute", target)], (path, target)
        for path in self.left.keys() - self.clouded:
            target = self._target(path, path.split("/")[1])
            if target and self.route(path) == ("RedirectRoute", target):
                assert listed.get(path) == target, (path, target)

    def _check_sitemap(self, answer: dict[str, Any]) -> None:
        for code in self.roots:
            found = {one["node"]["path"] for one in _edges(answer, f"sitemap_{code[:2]}")}
            expected = {self.at[pk] for pk in self.readable if self.rows[pk].code == code}
            assert found == expected, (code, found, expected)

    def _build(self, found: dict[str, Any]) -> None:
        for edge in found["edges"]:
            node = edge["node"]
            place = (node["translationKey"], node["language"])
            if node["kind"] == "PUBLISHED":
                self.files.add(node["path"])
                self.pages[place] = node["path"]
            else:
                self.files.discard(node["path"])
                self.pages.pop(place, None)
        assert not found["pageInfo"]["hasNextPage"]
        self.cursor = found["pageInfo"]["endCursor"]


_ROUTE = """
  r{0}: route(path: $p{0}) {{
    __typename
    ... on PageRoute {{
      page {{ path translationKey language alternates {{ hreflang path }} }}
    }}
    ... on RedirectRoute {{ path }}
    ... on UntranslatedRoute {{ language alternates {{ hreflang path }} }}
  }}
"""
_SITEMAP = '  sitemap_{0}: sitemap(language: "{1}", first: 100) {{ edges {{ node {{ path }} }} }}'
_REDIRECTS = """
  redirects(first: 100) { edges { node { path target } } }
"""
_CHANGES = """
  changes(first: 100, after: $after) {
    pageInfo { endCursor hasNextPage }
    edges { node { kind path language translationKey } }
  }
"""


_turns, _offsets = itertools.count(), itertools.count()


@cache
def _document(roots: tuple[str, ...], with_lists: bool) -> Any:
    given = ", ".join(["$after: String", *(f"$p{number}: String!" for number in range(ROUTES))])
    routes = "".join(_ROUTE.format(number) for number in range(ROUTES))
    sitemaps = "".join(_SITEMAP.format(code[:2], TAGS[code]) for code in roots)
    lists = sitemaps + _REDIRECTS if with_lists else ""
    return parse(f"query ({given}) {{{routes}{lists}{_CHANGES}}}")


def _variables(paths: list[str], cursor: str | None) -> dict[str, Any]:
    return {"after": cursor} | {f"p{number}": path for number, path in enumerate(paths)}


def ask(document: Any, variables: dict[str, Any]) -> dict[str, Any]:
    """The answers of the API."""
    result: Any = execute(
        schema.graphql_schema,
        document,
        variable_values=variables,
        context_value=Context(),
        execution_context_class=CompiledContext,
    )
    assert not result.errors, result.errors
    data: dict[str, Any] = result.data
    return data


def _edges(answer: dict[str, Any], name: str) -> list[Any]:
    found: list[Any] = answer[name]["edges"]
    return found


def _told(route: dict[str, Any]) -> tuple[Any, ...]:
    """A route in the form of ``View.route``."""
    kind = route["__typename"]
    if kind == "PageRoute":
        page = route["page"]
        return (
            kind, page["path"], page["translationKey"], page["language"],
            [(one["hreflang"], one["path"]) for one in page["alternates"]],
        )  # fmt: skip
    if kind == "RedirectRoute":
        return kind, route["path"]
    if kind == "UntranslatedRoute":
        return (
            kind, route["language"],
            [(one["hreflang"], one["path"]) for one in route["alternates"]],
        )  # fmt: skip
    return (kind,)
