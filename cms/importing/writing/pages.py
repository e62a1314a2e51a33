"""Articles and legal notices made of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.content.pages import limits
from cms.content.pages.slugs import slug_of
from cms.importing.records import Kind, State, digest_of
from cms.importing.report import quoted
from cms.importing.writing import block_ids, stored_files, validity
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.localisation import newsroom_time
from cms.news.models import NewsIndexPage, NewsPage, NewsPageTag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cms.importing.converting.converted import Converted
    from cms.importing.records import Record

LONGEST_SUMMARY, LONGEST_ALT = 400, 255
# Room for the number of a slug that is in use.
LONGEST_SLUG = 150
_MODELS: dict[Kind, Any] = {Kind.NEWS: NewsPage, Kind.LEGAL: LegalNoticePage}
_LISTS: dict[Kind, Any] = {Kind.NEWS: NewsIndexPage, Kind.LEGAL: LegalIndexPage}
_NAMES = {Kind.NEWS: "list of news", Kind.LEGAL: "list of legal notices"}
_SENTENCE_ENDS = "。！？.!?"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a site that pages are put below."""

    site: Site

    def parent(self, kind: Kind, language: str) -> Page:
        """The list of a kind in a language.

        Raises:
            Faulty: there is none.
        """
        root = self.site.root_page
        roots = Page.objects.filter(translation_key=root.translation_key)
        root_in_language = roots.filter(locale__language_code=language).first()
        lists = _LISTS[kind].objects.filter(locale__language_code=language)
        found = lists.child_of(root_in_language).first() if root_in_language else None
        if found is None:
            raise validity.Faulty(f"there is no {_NAMES[kind]} in {language}: make it first")
        return found


def values_of(record: Record, body: Converted, note: Callable[[str, str], None]) -> dict[str, Any]:
    """The fields of a page, without body, slug and terms. Images are stored."""
    values: dict[str, Any] = {"title": _title(record, note)}
    day = record.day or newsroom_time.today()
    if record.kind is Kind.LEGAL:
        return values | {"effective_on": day}
    image_id = stored_files.image_id(body.lead_image) if body.lead_image else None
    alt = (record.lead_image_alt or record.title)[:LONGEST_ALT] if image_id else ""
    return values | {
        "publication_date": day,
        "summary": _summary(record, body, note),
        "lead_image_id": image_id,
        "lead_image_alt": alt,
    }


def _title(record: Record, note: Callable[[str, str], None]) -> str:
    if len(record.title) > limits.LONGEST_TITLE:
        note("title", f"was shortened: {record.title}")
    return record.title[: limits.LONGEST_TITLE]


def _summary(record: Record, body: Converted, note: Callable[[str, str], None]) -> str:
    if record.summary:
        if len(record.summary) > LONGEST_SUMMARY:
            note("summary", f"was shortened: {quoted(record.summary)}")
        return _shortened(record.summary)
    return _shortened(next(iter(body.texts()), "") or record.title)


def _shortened(text: str) -> str:
    """A text, cut after a sentence where it is too long for a summary."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    cut = text[: LONGEST_SUMMARY - 1]
    end = max(cut.rfind(sign) for sign in _SENTENCE_ENDS)
    if end > LONGEST_SUMMARY // 3:
        return cut[: end + 1]
    return cut.rpartition(" ")[0] + "…" if " " in cut else cut + "…"


def created(
    record: Record,
    values: dict[str, Any],
    blocks: list[dict[str, Any]],
    parents: list[Page],
    note: Callable[[str, str], None],
    translated: Page | None = None,
) -> Any:
    """A new page, as a draft below the first of ``parents``; its slug is free below all of them.

    ``translated`` is a page that is here already and becomes a translation of it.

    Raises:
        Faulty: it isn't valid.
        ValidationError: the same, where Wagtail finds it first.
    """
    parent = parents[0]
    known = {"translation_key": translated.translation_key} if translated else {}
    page = _MODELS[record.kind](
        slug=translated.slug if translated else _free_slug(record, parents),
        live=False,
        **known,
        locale=Locale.objects.get(language_code=record.language),
        owner=_owner(record, note),
    )
    _set(page, values, block_ids.with_ids(blocks, []))
    parent.add_child(instance=page)
    restrict(page, record)
    return _validated(page)


def changed(page: Page, values: dict[str, Any], blocks: list[dict[str, Any]]) -> Any:
    """A page with new values in its latest revision, blocks that are the same keep their ids.

    Raises:
        Faulty: it isn't valid.
    """
    stored: Any = page.specific
    latest = stored.get_latest_revision_as_object()
    _set(latest, values, block_ids.with_ids(blocks, latest.body.raw_data))
    validity.check(latest)
    latest.save_revision()
    if not stored.live:
        # The row of a page that nobody can read is its draft.
        latest.save()
    return type(stored)._default_manager.get(pk=page.pk)


def _set(page: Any, values: dict[str, Any], blocks: list[dict[str, Any]]) -> None:
    for name, value in values.items():
        if name == "tags":
            rows = [NewsPageTag(tag=tag, sort_order=order) for order, tag in enumerate(value)]
            page.tags.set(rows)
        else:
            setattr(page, name, value)
    page.body = blocks


def _validated(page: Any) -> Any:
    stored = type(page)._default_manager.get(pk=page.pk)
    validity.check(stored)
    stored.save_revision()
    return stored


def publish(page: Any, record: Record) -> Any:
    """Publish the latest revision of a page now, or at the moment its record says; as stored."""
    is_scheduled = record.state is State.SCHEDULED and not page.live
    if is_scheduled:
        latest = page.get_latest_revision_as_object()
        latest.go_live_at = record.published_at
        latest.save_revision()
    elif page.first_published_at is None:
        moment = record.published_at or moment_of(record)
        Page.objects.filter(pk=page.pk).update(first_published_at=moment)
    stored = type(page)._default_manager.get(pk=page.pk)
    stored.get_latest_revision().publish()
    return type(page)._default_manager.get(pk=page.pk)


def moment_of(record: Record) -> datetime | None:
    """The moment a page was first published at its origin, the beginning of its day at worst."""
    if record.published_at is not None:
        return record.published_at
    return newsroom_time.beginning(record.day) if record.day else None


def twin_of(source: Any, values: dict[str, Any], blocks: list[dict[str, Any]]) -> Any:
    """A page that isn't stored, with the values of a translation and the ids of its source."""
    twin = type(source)(locale=source.locale, slug=source.slug)
    for name, value in values.items():
        if name != "tags":
            setattr(twin, name, value)
    twin.body = blocks
    return twin


def restrict(page: Page, record: Record) -> None:
    """Restrict a page as its record says, unless it is restricted already."""
    if not record.is_restricted or page.get_view_restrictions().exists():
        return
    kind = PageViewRestriction.PASSWORD if record.password else PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password=record.password)


def _owner(record: Record, note: Callable[[str, str], None]) -> Any:
    if not record.author:
        return None
    users = get_user_model()._default_manager.filter(
        Q(username__iexact=record.author) | Q(email__iexact=record.author)
    )
    found = users.order_by("pk").first()
    if found is None:
        note("author", f"has no account here: {record.author}")
    return found


def _free_slug(record: Record, parents: list[Page]) -> str:
    texts = (record.slug, record.title)
    slugs = (slug_of(text, record.language, allow_unicode=False) for text in texts)
    base = next(filter(None, slugs), "")
    base = base[:LONGEST_SLUG].strip("-_") or f"page-{digest_of(record.key)[:8]}"
    taken: set[str] = set()
    for parent in parents:
        children = parent.get_children().filter(slug__startswith=base)
        taken.update(children.values_list("slug", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbers) if slug not in taken)
