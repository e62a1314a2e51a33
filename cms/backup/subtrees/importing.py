"""Reading a subtree into this installation, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.utils import IntegrityError
from wagtail.models import Locale, Page, ReferenceIndex

from modelsearch import index

from cms.backup import archive, columns, release, rows
from cms.backup.media import FOLDER
from cms.backup.subtrees import parts
from cms.backup.subtrees.exporting import KIND
from cms.backup.subtrees.plan import Plan, Unplaceable
from cms.backup.subtrees.readable import differences
from cms.content.images.making import make_renditions
from cms.content.media import stored_files
from cms.content.media.storage import PRIVATE
from cms.delivery.change_feed import feed
from cms.delivery.response_cache import memo_store
from cms.delivery.versions.content_version import invalidate_everything

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model

    from cms.backup.archive import Reader

Row = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """The outcome of an import, real or dry.

    Attributes:
        added: number of new rows by label.
        kept: number of rows that were here, and are as they were.
        cut: references that lead nowhere here, and how often.
        differing: pages that readers are told something else of than where they are from.
    """

    added: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    differing: list[str] = field(default_factory=list)


def import_tree(path: Path, *, parent: Page, is_dry_run: bool) -> Outcome:
    """Put a subtree below a page, and below its translations.

    Args:
        path: the file.
        parent: the page that the uppermost page of the file is put below.
        is_dry_run: whether nothing is kept of it.

    Raises:
        Unusable: the file is no export, damaged or cut off.
        Incompatible: it was made with other migrations.
        Unplaceable: a language, a collection, a kind of page, or the page above one is missing,
            or another page has a path already.
        Unsuitable: the database can't take a row.
    """
    with archive.reading(path, kind=KIND) as file:
        manifest = file.manifest
        release.require(manifest.migrations, product_version=manifest.product_version)
        file.check()
        outcome = Outcome()
        with stored_files.removed_on_failure(), stored_files.recorded() as names:
            with transaction.atomic():
                _import(file, parent, outcome)
                transaction.set_rollback(is_dry_run)
            if is_dry_run:
                stored_files.remove_unnamed(names)
    return outcome


def _import(file: Reader, parent: Page, outcome: Outcome) -> None:
    plan = Plan(file)
    pages = _Places(plan, parent).rows()
    by_label: dict[str, list[Row]] = {parts.PAGE: pages}
    for part in parts.parts():
        if part.label != parts.PAGE:
            by_label[part.label] = plan.new_rows(part.model)
    for label in (parts.IMAGE, parts.DOCUMENT):
        _store_files(file, by_label[label])
    for part in parts.parts():
        _add(part.model, by_label[part.label], outcome)
        known = len(plan.rows.get(part.label, ())) - len(plan.new[part.label])
        if known:
            outcome.kept[part.label] = known
    _add_tables_of_pages(plan, outcome)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise rows.Unsuitable(f"A row refers to another one that is missing: {error}") from error
    outcome.cut = dict(sorted(plan.cut.items()))
    _follow(plan)
    memo_store.forget()
    outcome.differing = list(differences(file.manifest.more["readable"]))


def _add(model: type[Model], found: list[Row], outcome: Outcome) -> None:
    names = [column.name for column in columns.of_model(model)]
    rows.write(model, ([row[name] for name in names] for row in found))
    if found:
        outcome.added[model._meta.label] = len(found)


def _add_tables_of_pages(plan: Plan, outcome: Outcome) -> None:
    """Add what kinds of pages have in tables of their own, and the parts of pages."""
    for model in parts.page_tables():
        label = model._meta.label
        plan.new[label] = plan.new[parts.PAGE]
        plan.ids[label] = plan.ids[parts.PAGE]
        _add(model, plan.new_rows(model), outcome)
    for model, parental in parts.child_tables():
        label = model._meta.label
        found = [
            row for row in plan.rows.get(label, ()) if row[parental.column] in plan.new[parts.PAGE]
        ]
        plan.give_ids(model, found)
        _add(model, plan.new_rows(model), outcome)


def _store_files(file: Reader, found: list[Row]) -> None:
    """Store the files of new images and documents, and have their rows name them."""
    for row in found:
        if file.has(FOLDER + row["file"]):
            with file.open(FOLDER + row["file"]) as member:
                row["file"] = storages[PRIVATE].save(row["file"], File(member, row["file"]))


class _Places:
    """The place of new pages in the tree."""

    def __init__(self, plan: Plan, parent: Page) -> None:
        self._plan = plan
        self._parent = parent
        self._above: dict[int, Page] = {}

    def rows(self) -> list[Row]:
        """The rows of new pages, at their places; the pages above them count them already."""
        found = sorted(self._plan.new_rows(Page), key=lambda row: row["path"])
        old_ids = {self._plan.ids[parts.PAGE][old]: old for old in self._plan.new[parts.PAGE]}
        placed: dict[int, Row] = {}
        last: dict[str, str] = {}
        for row in found:
            above = self._row_above(old_ids[row["id"]], row, placed)
            path = _next_path(above["path"], last)
            url_path = f"{above['url_path']}{row['slug']}/"
            _require_free(url_path, row)
            row |= {"path": path, "depth": above["depth"] + 1, "numchild": 0, "url_path": url_path}
            placed[row["id"]] = row
            if above["id"] in placed:
                above["numchild"] += 1
            else:
                Page.objects.filter(pk=above["id"]).update(numchild=above["numchild"] + 1)
                self._above[above["id"]].numchild += 1
        return found

    def _row_above(self, old: int, row: Row, placed: dict[int, Row]) -> Row:
        """The page above one, new or not.

        Raises:
            Unplaceable: it isn't here.
        """
        if row["translation_key"] == self._plan.root_key:
            page = self._translated_parent(row)
        else:
            here = self._plan.ids[parts.PAGE].get(self._plan.parents[str(old)])
            if here in placed:
                return placed[here]
            found = Page.objects.filter(pk=here).first()
            if found is None:
                raise Unplaceable(f"The page above “{row['title']}” is missing here.")
            page = self._above.setdefault(found.pk, found)
        return {
            "id": page.pk,
            "path": page.path,
            "depth": page.depth,
            "numchild": page.numchild,
            "url_path": page.url_path,
        }

    def _translated_parent(self, row: Row) -> Page:
        if row["locale_id"] == self._parent.locale_id:
            return self._above.setdefault(self._parent.pk, self._parent)
        locale = Locale.objects.get(pk=row["locale_id"])
        found = self._parent.get_translation_or_none(locale)
        if found is None:
            raise Unplaceable(
                f"“{self._parent.title}” has no page in {locale.language_code}, which "
                f"“{row['title']}” would be put below."
            )
        return self._above.setdefault(found.pk, found)


def _next_path(above: str, last: dict[str, str]) -> str:
    """The path of the next page below one."""
    if above not in last:
        children = Page.objects.filter(path__startswith=above, depth=len(above) // Page.steplen + 1)
        last[above] = children.order_by("-path").values_list("path", flat=True).first() or ""
    number = Page._str2int(last[above][-Page.steplen :]) + 1 if last[above] else 1  # noqa: SLF001 - treebeard's own way
    last[above] = Page._get_path(above, len(above) // Page.steplen + 1, number)  # noqa: SLF001
    return last[above]


def _require_free(url_path: str, row: Row) -> None:
    other = Page.objects.filter(url_path=url_path).first()
    if other is not None:
        raise Unplaceable(
            f"“{row['title']}” can't be put at {url_path}: the page “{other.title}” is there."
        )


def _follow(plan: Plan) -> None:
    """Bring up to date what follows from the new rows: references, search, renditions, caches."""
    for label in (*parts.snippets(), parts.PAGE, parts.IMAGE, parts.DOCUMENT):
        ids = [plan.ids[label][old] for old in plan.new[label]]
        for one in apps.get_model(label)._base_manager.filter(pk__in=ids).iterator(chunk_size=200):
            specific = getattr(one, "specific", one)
            ReferenceIndex.create_or_update_for_object(specific)
            if isinstance(specific, index.Indexed):
                index.insert_or_update_object(specific)
    for old in plan.new[parts.IMAGE]:
        pk = plan.ids[parts.IMAGE][old]
        transaction.on_commit(partial(make_renditions.enqueue, pk), robust=True)
    invalidate_everything(cause="import of a subtree")
    feed.mark([feed.anywhere()])
