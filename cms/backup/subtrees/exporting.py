"""Writing a subtree to a file. Its rows are in memory until they are written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

import orjson

from cms.backup import archive, columns, release, rows
from cms.backup.archive import CHUNK_BYTES
from cms.backup.media import FOLDER
from cms.backup.snapshot import snapshot
from cms.backup.subtrees import parts
from cms.backup.subtrees.readable import readable
from cms.backup.subtrees.references import References
from cms.content.media.storage import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from django.db.models import Model

    from cms.backup.archive import Manifest, Writer

Row = dict[str, Any]
KIND = "subtree"
_LOCALIZE = "wagtail_localize."
# What is read by values collected before: table, column, whose values, and what is collected.
_OF_PAGES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("wagtailcore.PageLogEntry", "page_id", "pages", {}),
    ("wagtailcore.PageViewRestriction", "page_id", "pages", {"id": "restrictions"}),
    ("wagtailcore.PageViewRestriction_groups", "pageviewrestriction_id", "restrictions", {}),
    ("wagtailredirects.Redirect", "redirect_page_id", "pages", {}),
)
_OF_KEYS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("legal.LegalNoticeVersion", "translation_key", "keys", {}),
    ("legal.LegalNoticeWithdrawal", "translation_key", "keys", {}),
    ("translation.PageTextState", "translation_key", "keys", {}),
    (_LOCALIZE + "TranslatableObject", "translation_key", "keys", {}),
    (_LOCALIZE + "TranslationContext", "object_id", "keys", {"id": "contexts"}),
    (_LOCALIZE + "TranslationSource", "object_id", "keys", {"id": "sources"}),
    (_LOCALIZE + "Translation", "source_id", "sources", {"id": "translations"}),
    (_LOCALIZE + "TranslationLog", "source_id", "sources", {}),
    (
        _LOCALIZE + "StringTranslation", "context_id", "contexts",
        {"translation_of_id": "strings"},
    ),
    (_LOCALIZE + "SegmentOverride", "context_id", "contexts", {}),
    (_LOCALIZE + "StringSegment", "source_id", "sources", {"string_id": "strings"}),
    (_LOCALIZE + "TemplateSegment", "source_id", "sources", {"template_id": "templates"}),
    (_LOCALIZE + "RelatedObjectSegment", "source_id", "sources", {"object_id": "related"}),
    (_LOCALIZE + "OverridableSegment", "source_id", "sources", {}),
    (_LOCALIZE + "TranslatableObject", "translation_key", "related", {}),
    (_LOCALIZE + "String", "id", "strings", {}),
    (_LOCALIZE + "Template", "id", "templates", {}),
    ("translation.TextComment", "translation_id", "translations", {}),
)  # fmt: skip


class Collected:
    """The rows of a subtree by the label of their model, and whatever they refer to."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Any, Row]] = defaultdict(dict)
        self.values: dict[str, set[Any]] = defaultdict(set)
        self.referred: dict[str, set[Any]] = defaultdict(set)
        self._references = References(self._note, _model_of)

    def take(self, model: type[Model], column: str, values: Iterable[Any]) -> list[Row]:
        """Collect the rows that have one of some values in a column."""
        key = columns.key_of(model)
        taken = []
        for row in rows.read_where(model, column, values):
            if row[key] not in self.rows[model._meta.label]:
                self.rows[model._meta.label][row[key]] = row
                self._references.in_row(model, row)
                taken.append(row)
        return taken

    def follow(self, table: Iterable[tuple[str, str, str, dict[str, str]]]) -> None:
        """Collect tables by what was collected before."""
        for label, column, name, collects in table:
            for row in self.take(apps.get_model(label), column, self.values[name]):
                for source, target in collects.items():
                    self.values[target].add(row[source])

    def _note(self, label: str, pk: Any) -> Any:
        self.referred[label].add(pk)
        return pk


def export(page: Page, path: Path, *, report: Callable[[str], None]) -> Manifest:
    """Write a page and all below it, in all languages, to a file.

    Returns:
        What was written.
    """
    with archive.writing(path) as file, snapshot():
        found = _collected(page)
        parents = _parents(found)
        manifest = archive.Manifest(
            kind=KIND,
            product_version=settings.VERSION,
            made_at=timezone.now().isoformat(),
            database=connection.vendor,
            migrations=release.migrations(),
            more={
                "root": str(page.translation_key),
                "names": _names(found),
                "parents": parents,
                "readable": readable(found.values["keys"]),
            },
        )
        _write(file, found, manifest, report)
        file.finish(manifest)
    return manifest


def _collected(page: Page) -> Collected:
    found = Collected()
    below = Page.objects.filter(path__startswith=page.path)
    keys = {str(key) for key in below.values_list("translation_key", flat=True)}
    found.values["keys"] = keys
    for row in found.take(Page, "translation_key", keys):
        found.values["pages"].add(row["id"])
    _take_pages(found)
    _take_snippets(found)
    terms = apps.get_model("translation.GlossaryTerm")
    found.take(terms, "id", terms._base_manager.values_list("pk", flat=True))
    found.follow(_OF_KEYS)
    _take_files(found)
    return found


def _take_pages(found: Collected) -> None:
    pages = found.values["pages"]
    for model in parts.page_tables():
        found.take(model, columns.key_of(model), pages)
    for model, field in parts.child_tables():
        found.take(model, field.column, pages)
    _take_revisions(found, Page, pages)
    found.follow(_OF_PAGES)


def _take_revisions(found: Collected, model: type[Model], ids: Iterable[Any]) -> None:
    """The revisions of some objects; other models have objects with the same ids."""
    revision = apps.get_model(parts.REVISION)
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False).pk
    wanted = [
        row["id"]
        for row in rows.read_where(revision, "object_id", map(str, ids))
        if row["base_content_type_id"] == kind
    ]
    found.take(revision, "id", wanted)


def _take_snippets(found: Collected) -> None:
    """The snippets that pages are sorted by, in all languages, with the translators' work."""
    for label in parts.snippets():
        model = apps.get_model(label)
        ids = found.referred[label]
        keys = {row["translation_key"] for row in rows.read_where(model, "id", ids)}
        taken = found.take(model, "translation_key", keys)
        found.values["keys"] |= keys
        _take_revisions(found, model, [row["id"] for row in taken])


def _take_files(found: Collected) -> None:
    for label in (parts.IMAGE, parts.DOCUMENT):
        for row in found.take(apps.get_model(label), "id", found.referred[label]):
            row["file_hash"] = row["file_hash"] or _hash(row["file"])
    placeholders = apps.get_model("content.ImagePlaceholder")
    found.take(placeholders, "image_id", list(found.rows[parts.IMAGE]))


def _hash(name: str) -> str:
    """The hash Wagtail knows a file by, if nobody asked for it yet; empty: there is no file."""
    try:
        with storages[PRIVATE].open(name, "rb") as content:
            return str(hash_filelike(content))
    except FileNotFoundError:
        return ""


def _model_of(content_type_id: int) -> type[Model]:
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    assert model is not None  # noqa: S101 - types without a model have no rows
    return model


def _names(found: Collected) -> dict[str, dict[str, list[Any]]]:
    """The identity of each row that is referred to and not in the file, by label and id."""
    names: dict[str, dict[str, list[Any]]] = {}
    outside = dict.fromkeys(parts.snippets(), ("translation_key", "locale_id"))
    outside[parts.PAGE] = ("translation_key", "locale_id")
    found.referred["wagtailcore.Locale"] |= {
        row["locale_id"]
        for label in outside
        for row in rows.read_where(apps.get_model(label), "id", found.referred[label])
    }
    for label, identity in (parts.NAMED | outside).items():
        missing = found.referred[label] - set(found.rows[label]) - {None}
        names[label] = {
            str(row["id"]): [row[column] for column in identity]
            for row in rows.read_where(apps.get_model(label), "id", missing)
        }
    return names


def _parents(found: Collected) -> dict[str, int | None]:
    """The id of the page above each page."""
    paths = {row["path"][: -Page.steplen] for row in found.rows[parts.PAGE].values()}
    ids = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
    for row in found.rows[parts.PAGE].values():
        found.referred[parts.PAGE].add(ids.get(row["path"][: -Page.steplen]))
    return {
        str(row["id"]): ids.get(row["path"][: -Page.steplen])
        for row in found.rows[parts.PAGE].values()
    }


def _write(
    file: Writer, found: Collected, manifest: Manifest, report: Callable[[str], None]
) -> None:
    for label, taken in sorted(found.rows.items()):
        lines = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in taken.values())
        file.add(f"rows/{label}.jsonl", lines)
        manifest.rows[label] = len(taken)
        report(f"{label}: {len(taken)} rows")
    for label in (parts.IMAGE, parts.DOCUMENT):
        for row in found.rows[label].values():
            _write_file(file, row["file"], report)


def _write_file(file: Writer, name: str, report: Callable[[str], None]) -> None:
    if FOLDER + name in file.members:
        return
    try:
        content = storages[PRIVATE].open(name, "rb")
    except FileNotFoundError:
        report(f"Warning: the file “{name}” is missing")
        return
    with content:
        file.add(FOLDER + name, content.chunks(CHUNK_BYTES), compress=False)
