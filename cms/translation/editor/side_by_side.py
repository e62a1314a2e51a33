"""The side-by-side view of source and translation: to review, to confirm, to publish anyway."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages import publishing
from cms.localisation import writing
from cms.translation import checks, translation_memory
from cms.translation.checks import Finding, terms
from cms.translation.checks.findings import words_of
from cms.translation.dashboard import assignments
from cms.translation.glossary import Glossary
from cms.translation.publishing import requirements
from cms.translation.review import comments, workflow
from cms.translation.review.views import anchor
from cms.translation.rights import permissions
from cms.translation.segments.comparison import Segment, SegmentState, segments_of
from cms.translation.validity import faults, limits
from cms.translation.validity.matching import is_outdated
from cms.translation.validity.spelling import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.translation.models import GlossaryTerm, TextComment
    from cms.translation.segments.comparison import TranslationSegments
    from cms.translation.translation_memory import Match, NearMatch

TEMPLATE = "translation/side_by_side.html"


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment as the page shows it."""

    segment: Segment
    findings: list[Finding]
    match: Match | None = None
    near: NearMatch | None = None
    terms: list[GlossaryTerm] = field(default_factory=list)
    comments: list[TextComment] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Its anchor within the page."""
        return anchor(self.segment.path)

    @property
    def state(self) -> str:
        """The state in words."""
        return self.segment.state.label

    @property
    def is_open(self) -> bool:
        """True if it needs work."""
        return self.segment.state is not SegmentState.DONE

    @property
    def source(self) -> SafeString:
        """The words of the source, with what has changed in them."""
        new = words_of(self.segment.source)
        if self.segment.former_source is None:
            return format_html("{}", new)
        return difference(words_of(self.segment.former_source), new)

    @property
    def near_source(self) -> SafeString:
        """The source of the fuzzy match, with the differences marked."""
        near = self.near.source if self.near else ""
        return difference(words_of(near), words_of(self.segment.source))

    @property
    def near_translation(self) -> str:
        """The words of the fuzzy match's target."""
        return words_of(self.near.text) if self.near else ""

    @property
    def match_translation(self) -> str:
        """The words of the exact match's target."""
        return words_of(self.match.text) if self.match else ""

    @property
    def translation(self) -> str:
        """The words of the translation; with its markup, where that may be what is wrong."""
        text = self.segment.translation
        return readable(text) if self.segment.state is SegmentState.ERROR else words_of(text)


def difference(old: str, new: str) -> SafeString:
    """A text with removed and inserted words marked."""
    before, after = _words(old), _words(new)
    parts = []
    for kind, left, left_end, right, right_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        removed, inserted = "".join(before[left:left_end]), "".join(after[right:right_end])
        if kind == "equal":
            parts.append(format_html("{}", inserted))
            continue
        parts += [format_html("<del>{}</del>", removed)] if removed else []
        parts += [format_html("<ins>{}</ins>", inserted)] if inserted else []
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


def _words(text: str) -> list[str]:
    """The words, each with the space after it; Han characters one by one."""
    words: list[str] = []
    for character in text:
        is_inside = words and words[-1][-1].isalnum() and words[-1][-1].isascii()
        if is_inside and (character.isspace() or (character.isalnum() and character.isascii())):
            words[-1] += character
        else:
            words.append(character)
    return words


def rows(texts: Iterable[Segment], translation: Translation) -> list[SegmentRow]:
    """The segments, each with its terms, comments and findings.

    A missing one has an exact or fuzzy match from the translation memory instead.
    """
    texts = list(texts)
    matches = {
        match.source: match for match in translation_memory.exact_matches(translation).values()
    }
    missing = [
        segment.source
        for segment in texts
        if segment.state is SegmentState.MISSING and segment.source not in matches
    ]
    near = translation_memory.near_matches(translation, missing)
    comments_by_segment = comments.open_comments(translation)
    glossary = Glossary.of(translation.source.locale, translation.target_locale)
    return [
        SegmentRow(
            text,
            _findings(text, glossary, translation.target_locale.language_code),
            matches.get(text.source) if text.state is SegmentState.MISSING else None,
            near.get(text.source) if text.state is SegmentState.MISSING else None,
            glossary.terms_in(text.source),
            comments_by_segment.get((text.path, text.source), []),
        )
        for text in texts
    ]


def _findings(text: Segment, glossary: Glossary, code: str) -> list[Finding]:
    """The error of a segment, then the warnings of the checks."""
    if text.stored is None:
        return []
    most = limits.most_characters(faults.leaf_of(text.stored))
    findings = checks.findings(text.source, text.translation, code, most)
    if text.fault:
        # An error says the same, and what is to be done.
        findings = [finding for finding in findings if finding.code not in {"tags", "length"}]
        findings.insert(0, Finding("error", text.fault))
    return [*findings, *terms.differing(glossary, text.source, text.translation)]


@require_safe
def page(request: HttpRequest, translation_id: int) -> HttpResponse:
    """All segments of a translation next to those of its source."""
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        instance = translation.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    segments = segments_of(translation)
    return _shown(request, translation, instance, segments, segments.all)


def confirmation(
    request: HttpRequest,
    translation: Translation,
    instance: Any,
    segments: TranslationSegments,
    digest: str,
) -> HttpResponse:
    """The segments not translated from the current source, before they are published anyway."""
    return _shown(request, translation, instance, segments, segments.open, digest=digest)


def announce(request: HttpRequest, translation: Translation, instance: Any) -> None:
    """Say above the translation editor what it doesn't show itself."""
    segments = segments_of(translation)
    stale, machine_made = len(segments.of(SegmentState.STALE)), len(segments.machine_made)
    notices = _of_review(workflow.review_of(translation, instance, request.user))
    if not requirements.may_publish(request.user, instance) and not notices:
        notices.append(_("When you are done, submit it for review."))
    if stale:
        notices.append(
            ngettext(
                "{count} text has changed in the source since it was translated.",
                "{count} texts have changed in the source since they were translated.",
                stale,
            ).format(count=stale)
        )
    if machine_made:
        notices.append(
            ngettext(
                "{count} machine translation isn't confirmed.",
                "{count} machine translations aren't confirmed.",
                machine_made,
            ).format(count=machine_made)
        )
    unreachable = publishing.unreachable(instance)
    if unreachable:
        notices.append(unreachable)
    if notices:
        address = reverse("texts_side_by_side", args=[translation.pk])
        button = messages.button(address, _("Texts side by side"))
        messages.warning(request, writing.sentences(notices), buttons=[button])


def _of_review(review: workflow.Review) -> list[str]:
    if review.is_sent_back:
        return [_("It was sent back from review: {comment}").format(comment=review.comment)]
    if review.may_decide:
        return [_("It is waiting for your review.")]
    return [_("It is being reviewed.")] if review.is_submitted else []


def _shown(
    request: HttpRequest,
    translation: Translation,
    instance: Any,
    segments: TranslationSegments,
    texts: Iterable[Segment],
    digest: str = "",
) -> HttpResponse:
    shown, source = rows(texts, translation), translation.source
    context = {
        "page_title": _("Publish anyway?") if digest else _("Texts side by side"),
        "page_subtitle": str(instance),
        "header_icon": "wagtail-localize-language",
        "translation": translation,
        "source_language": translation.source.locale.get_display_name(),
        "target_language": translation.target_locale.get_display_name(),
        "rows": shown,
        "faulty_overrides": segments.faulty_overrides,
        "open_count": len(segments.open),
        "total": len(segments.all),
        "machine_count": len(segments.machine_made),
        "match_count": sum(row.match is not None for row in shown),
        "warning_count": sum(bool(row.findings) for row in shown),
        "is_out_of_sync": segments.is_out_of_sync,
        "state": segments.status.state.label,
        "synchronise_url": reverse("wagtail_localize:update_translations", args=[source.pk])
        if permissions.may_submit(request.user, source.get_source_instance())
        else None,
        "digest": digest,
        "translators": assignments.translators([translation.target_locale]),
        "assignee": assignments.assignees([source.object_id], [translation.target_locale]).get(
            (source.object_id, translation.target_locale_id)
        ),
        "review": workflow.review_of(translation, instance, request.user),
        "seen": workflow.seen(segments),
        "unconfirmed": requirements.unconfirmed(segments),
        "edit_url": AdminURLFinder(request.user).get_edit_url(instance),
        "memory_url": reverse("take_over_translations", args=[translation.pk]),
        "confirm_url": reverse("confirm_machine_translation", args=[translation.pk]),
    }
    return TemplateResponse(request, TEMPLATE, context)


@require_POST
def confirm(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Mark machine translations as confirmed by a person who has read them.

    The same applies to translations of an earlier source that are still correct.

    Only texts in the form are confirmed: later ones were not read. A text with
    an error has to be corrected instead.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    seen = [value for value in request.POST.getlist("text") if value.isdecimal()]
    unconfirmed = StringTranslation.objects.filter(
        has_error=False,
        pk__in=[value for value in seen if len(value) < 19],
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    user: Any = request.user
    count = 0
    for row in unconfirmed:
        if is_outdated(row):
            row.tool_name = ""
        row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        row.last_translated_by = user
        row.save(
            update_fields=["translation_type", "tool_name", "last_translated_by", "updated_at"]
        )
        count += 1
    text = ngettext("{count} text was confirmed.", "{count} texts were confirmed.", count)
    messages.success(request, text.format(count=count))
    return redirect("texts_side_by_side", translation.pk)


@require_POST
def take_over(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill in all exact matches of the translation memory, or one fuzzy match."""
    translation = get_object_or_404(Translation, pk=translation_id)
    near = request.POST.get("near"), request.POST.get("text")
    if near[0] is not None and near[1] is not None:
        count = int(
            translation_memory.take_over_near(translation, near[0], near[1], user=request.user)
        )
    else:
        count = translation_memory.take_over(translation, user=request.user)
    text = ngettext(
        "{count} text was filled in. Look at it, then confirm it.",
        "{count} texts were filled in. Look at them, then confirm them.",
        count,
    )
    messages.success(request, text.format(count=count))
    to_correct = requirements.to_correct(segments_of(translation)) if count else None
    if to_correct:
        messages.warning(request, to_correct)
    return redirect("texts_side_by_side", translation.pk)
