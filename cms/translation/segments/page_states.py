"""The state of published translations against their published source.

When a translation is published, a row keeps which source texts it was made from and which of them
were translated. It is compared with the texts of the live source whenever that is published. What
translators have typed but not published changes nothing, since no reader sees it.
"""

from typing import Any

from django.db import transaction
from django.db.models import UUIDField
from wagtail.models import Page

import orjson
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.content.body.rich_text.parsing import plain_words
from cms.content.caching import cache_tags
from cms.content.reading.loader import PageNote
from cms.content.reading.text_languages import mark
from cms.content.references.kinds import ReferenceKind, by_value
from cms.database import dates, statements
from cms.database.statements import in_list
from cms.delivery.change_feed import feed
from cms.delivery.publishing.withdrawal import source_locale_id
from cms.delivery.versions.content_version import invalidate_tags
from cms.localisation.tags import canonical
from cms.translation.models import PageTextState
from cms.translation.segments.machine_texts import machine_texts, machine_translation
from cms.translation.segments.staleness import digest, fingerprint, translation_status
from cms.translation.validity import faults
from cms.translation.validity.matching import matched
from cms.translation.validity.words import needs_translation

State = PageTextState.State
# What follows from comparing a translation with its source.
COMPARED = [
    "state", "done", "total", "machine_count", "source_updated_at", "fingerprint", "machine_texts",
]  # fmt: skip


def _rows(_tree: Any) -> Any:
    return PageTextState.objects.filter(in_list("translation_key", "keys_of_states", UUIDField()))


def _read(in_json: str) -> PageNote:
    key, code, state, done, total, machine_count, updated_at, *lists = orjson.loads(in_json)
    # SQLite may write JSON into JSON as a text.
    marks, texts = (orjson.loads(one) if isinstance(one, str) else one for one in lists)
    fields = {"state": state, "done": done, "total": total, "machine_count": machine_count}
    fields["untranslated"] = frozenset(marks)
    fields["machine_translation"] = machine_translation(texts)
    fields["source_updated_at"] = dates.moment(updated_at) if updated_at else None
    return PageNote(statements.uuid(key), canonical(code), fields)


# The state of the pages whose keys are given, in each of their languages.
STATES = ReferenceKind(
    "translation",
    "keys_of_states",
    _rows,
    (
        "translation_key", "locale__language_code", "state", "done", "total", "machine_count",
        "source_updated_at", "untranslated", "machine_texts",
    ),
    _read,
    by_value(lambda known: known.translation_key),
    lambda key, _known: frozenset([cache_tags.page(key)]),
)  # fmt: skip


def page_published(page: Page) -> None:
    """Bring the rows of a page and its translations up to date."""
    if page.alias_of_id:
        return
    locale_id = source_locale_id(page)
    if page.locale_id != locale_id:
        _record_publication(page)
    _refresh(page, locale_id)


def refresh(page: Page) -> None:
    """Compare a page's live source with what its live translations were published from."""
    _refresh(page, source_locale_id(page))


@transaction.atomic(savepoint=False)
def _refresh(page: Page, locale_id: int) -> None:
    siblings = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    pages = {sibling.locale_id: sibling for sibling in siblings}
    known = PageTextState.objects.filter(translation_key=page.translation_key)
    known = known.select_related("locale")
    rows = {row.locale_id: row for row in known}
    stored = {row.pk: _compared(row) for row in rows.values()}
    if rows.keys() - pages.keys():
        known.exclude(locale__in=pages).delete()
    source = pages.pop(locale_id, None)
    if source is None or not source.live:
        return
    texts = _texts(_with_terms(source))
    of_source = _source_row(source, rows.get(locale_id), texts)
    current = [of_source]
    for target in pages.values():
        if target.live:
            row = rows.get(target.locale_id) or _record_publication(target)
            _compare(row, of_source, texts)
            if row.machine_count and row.machine_texts is None:
                # Published by code of an earlier version.
                row.machine_texts = _machine_texts(target, None)
            current.append(row)
    _store([row for row in current if stored.get(row.pk) != _compared(row)])


def _compared(row: PageTextState) -> list[Any]:
    return [getattr(row, name) for name in COMPARED]


def _store(rows: list[PageTextState]) -> None:
    """Write what has changed in all languages together. One query, and those of the versions."""
    if not rows:
        return
    PageTextState.objects.bulk_update(rows, COMPARED)
    tags = {cache_tags.page(row.translation_key) for row in rows}
    invalidate_tags(tags, cause=f"{PageTextState._meta.label_lower} {rows[0].pk}")
    feed.mark(feed.of_page(row.translation_key, row.locale.language_code) for row in rows)


def _with_terms(page: Page) -> Any:
    """A page as its type has it, with the rows it refers to, which segments are looked for in."""
    model = page.specific_class
    keys = [field.name for field in model._meta.local_fields if field.many_to_one]
    return model._default_manager.select_related(*keys).get(pk=page.pk)


def _source_row(source: Page, row: PageTextState | None, texts: list[str]) -> PageTextState:
    is_new = row is None
    if row is None:
        row = PageTextState(translation_key=source.translation_key, locale_id=source.locale_id)
    now = fingerprint(texts)
    if row.fingerprint != now:
        row.fingerprint, row.source_updated_at = now, source.last_published_at
    row.state, row.done, row.total = State.SOURCE, len(texts), len(texts)
    if row.machine_texts:
        # Of a translation that has become a source.
        row.machine_texts = _machine_texts(source, row.machine_texts)
    if is_new:
        row.save()
    return row


def _compare(row: PageTextState, of_source: PageTextState, texts: list[str]) -> None:
    status = translation_status(texts, row.fingerprint, row.translated)
    row.state, row.done, row.total = status.state, status.done, status.total
    row.machine_count = status.machine_count
    row.source_updated_at = of_source.source_updated_at


def _record_publication(target: Page) -> PageTextState:
    """Record the source texts a live translation was made from."""
    translation = Translation.objects.filter(
        source__object_id=target.translation_key, target_locale_id=target.locale_id, enabled=True
    ).first()
    places, translated = _from_strings(translation) if translation else _by_hand(target)
    by_digest = {digest(*place): place for place in places}
    left = [place for text, place in by_digest.items() if text not in translated]
    rows = PageTextState.objects.filter(
        translation_key=target.translation_key, locale_id=target.locale_id
    )
    former = rows.values_list("machine_texts", flat=True).first()
    row, _created = PageTextState.objects.update_or_create(
        translation_key=target.translation_key,
        locale_id=target.locale_id,
        defaults={
            "machine_texts": _machine_texts(target, former),
            "fingerprint": fingerprint([digest(*place) for place in places]),
            "translated": translated,
            "untranslated": sorted({_mark(*place) for place in left}),
        },
    )
    return row


def _machine_texts(page: Page, former: Any) -> Any:
    published = _places(_with_terms(page))
    return machine_texts(published, page.translation_key, page.locale_id, former)


def _mark(path: str, text: str) -> str:
    """The mark of a text in the block of a body it is in, or in the field it is."""
    field, _, below = path.partition(".")
    return mark(below.partition(".")[0] or field, plain_words(text))


def _from_strings(translation: Translation) -> tuple[list[tuple[str, str]], dict[str, bool]]:
    """The source texts as last synchronised, and the digests of those that are as they are to be.

    These are what a translator or machine has translated, and what has no words.
    """
    segments = StringSegment.objects.filter(source_id=translation.source_id).order_by("order")
    now = list(segments.values_list("context__path", "string__data"))
    stored = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    ).order_by("-updated_at", "-pk")
    places, translated = [], {}
    for match in matched(now, faults.usable(stored)):
        # An outdated one was made from the earlier source text, if readers get it at all.
        places.append(
            (match.path, match.earlier.translation_of.data if match.earlier else match.source)
        )
        text = digest(*places[-1])
        is_read = match.stored is not None and (
            match.earlier is None or match.stored is not match.earlier
        )
        if is_read or not needs_translation(match.source):
            row = match.earlier or match.stored
            translated[text] = row is not None and _is_machine_made(row)
    return places, translated


def _is_machine_made(row: StringTranslation) -> bool:
    return row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE


def _by_hand(target: Page) -> tuple[list[tuple[str, str]], dict[str, bool]]:
    """A page written by hand counts as a complete translation, unless it copies the source."""
    siblings = Page.objects.filter(translation_key=target.translation_key, alias_of__isnull=True)
    source = siblings.filter(locale=source_locale_id(target)).first()
    places = _places(source.specific) if source else []
    texts = [digest(*place) for place in places]
    is_copy = set(texts) <= set(_texts(target.specific))
    same = [digest(path, text) for path, text in places if not needs_translation(text)]
    return places, dict.fromkeys(same if is_copy else texts, False)


def _texts(page: Any) -> list[str]:
    return [digest(*place) for place in _places(page)]


def _places(page: Any) -> list[tuple[str, str]]:
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
