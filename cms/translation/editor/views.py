"""The views that replace those of wagtail-localize: the same work, with nothing passed over."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.side_panels import SnippetStatusSidePanel

from wagtail_localize.models import Translation
from wagtail_localize.views import (
    edit_translation,
    snippets_api,
    submit_translations,
    update_translations,
)

from cms.content.pages import publishing
from cms.content.pages.models import LocalisedPage
from cms.localisation import writing
from cms.operation.models import Job
from cms.translation.editor import live_preview, side_by_side
from cms.translation.editor.concurrent_edits import refusing_unseen
from cms.translation.jobs import lifecycle, steps
from cms.translation.machines import filling
from cms.translation.machines.protocol import Unavailable
from cms.translation.publishing import requirements
from cms.translation.rights import permissions, titles
from cms.translation.rights.seeing import Sight
from cms.translation.segments import manual_edits
from cms.translation.segments.comparison import segments_of
from cms.translation.synchronisation import drafts
from cms.translation.validity.spelling import readable
from cms.translation.validity.words import needs_translation


class _Submit(submit_translations.SubmitTranslationView):
    """Submission for translation that says what failed and keeps what was edited by hand."""

    def get_form(self) -> Form:
        """The form, with the only possible language chosen."""
        form: Any = super().get_form()
        languages = form.fields["locales"].queryset
        if not form.is_bound and len(languages) == 1:
            form.initial["locales"] = list(languages)
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        """Submit; restart stopped translations only after carrying over their texts.

        Pages below are left to a job, which is shown.
        """
        below = form.cleaned_data.get("include_subtree", False)
        form.cleaned_data["include_subtree"] = False
        for translation in self._stopped(form):
            start_again(self.request, translation)
        with drafts.collected_failures() as failures:
            try:
                response = super().form_valid(form)
            except ObjectDoesNotExist:
                if not failures:
                    raise
                response = redirect(self.get_success_url() or self.get_default_success_url())
        report(self.request, failures)
        job = self._begun(form) if below else None
        return redirect("background_job", job.pk) if job else response

    def _begun(self, form: Form) -> Job | None:
        locales = form.cleaned_data["locales"]
        kind = steps.Kind.SUBMIT
        return lifecycle.started(
            self.object, kind, locales, user=self.request.user, inclusive=False
        )

    def _stopped(self, form: Form) -> Iterable[Translation]:
        return Translation.objects.filter(
            source__object_id=self.object.translation_key,
            source__locale_id=self.object.locale_id,
            target_locale__in=form.cleaned_data["locales"],
            enabled=False,
        )


class SubmitPageTranslationView(_Submit, submit_translations.SubmitPageTranslationView):
    """Submit a page."""

    def get_default_success_url(self, translated_page: Page | None = None) -> str:
        """The translation for those who may edit it, else the list that has the page."""
        user = self.request.user
        if translated_page and not translated_page.permissions_for_user(user).can_edit():
            translated_page = None
        url: str = super().get_default_success_url(translated_page)
        return url


class SubmitSnippetTranslationView(_Submit, submit_translations.SubmitSnippetTranslationView):
    """Submit a snippet."""


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Synchronise the translations of a source; publish at once only what may be published."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the translations as far as the user may know them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        translations = self.object.translations.filter(enabled=True)
        for shown, translation in zip(context["translations"], translations, strict=True):
            shown["title"] = titles.visible_title(
                self.request.user, translation.get_target_instance()
            )
        return context

    def form_valid(self, form: Form) -> HttpResponse:
        """Synchronise, and publish if requested and nothing prevents it."""
        wants_to_publish = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wants_to_publish:
            translations = self.object.translations.filter(enabled=True)
            for translation in translations.select_related("source", "target_locale"):
                self._publish(translation)
        return response

    def _publish(self, translation: Translation) -> None:
        segments = segments_of(translation)
        obstacle = requirements.obstacle(translation, segments) or requirements.advice(
            translation, segments
        )
        target = translation.source.get_translated_instance(translation.target_locale)
        if not requirements.may_publish(self.request.user, target):
            obstacle = _("You don't have the right to publish “{title}” in {language}.").format(
                title=titles.visible_title(self.request.user, target),
                language=translation.target_locale.get_display_name(),
            )
        if obstacle:
            messages.error(self.request, obstacle)
            return
        with drafts.collected_failures() as failures:
            try:
                translation.save_target(user=self.request.user, publish=True)
            except ValidationError:
                report(self.request, failures)
                return
        _warn(self.request, translation)


def preview(request: HttpRequest, translation_id: int, mode: str = "") -> HttpResponse:
    """Show the page with every text that is saved, in the source language where one is missing."""
    translation = get_object_or_404(Translation, id=translation_id)
    instance = translation.get_target_instance()
    if not isinstance(instance, LocalisedPage):
        raise Http404
    return live_preview.draft_of(translation, {}).serve_preview(request, mode)


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill in what is missing, and say how much that was or why it couldn't be done."""
    translation = get_object_or_404(Translation, id=translation_id)
    try:
        count = filling.fill_in(translation, user=request.user)
    except Unavailable as unavailable:
        messages.error(request, str(unavailable))
    else:
        if count:
            text = ngettext(
                "{count} text was translated by a machine. Look at it, then confirm it.",
                "{count} texts were translated by a machine. Look at them, then confirm them.",
                count,
            ).format(count=count)
            button = messages.button(
                reverse("texts_side_by_side", args=[translation.pk]), _("Texts side by side")
            )
            messages.success(request, text, buttons=[button])
            to_correct = requirements.to_correct(segments_of(translation))
            if to_correct:
                messages.warning(request, to_correct)
        else:
            messages.warning(request, _("There is nothing left for a machine to translate."))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


class SnippetsView(snippets_api.SnippetViewSet):
    """The snippets of a kind somebody may know of."""

    def get_queryset(self) -> Any:
        """All of a kind that isn't translated; else those somebody may know of."""
        model = self.get_model()
        if not issubclass(model, TranslatableMixin):
            return super().get_queryset()
        return Sight.of(self.request.user).snippets(model)


def _with_value(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that saves what it is sent, and says so where it is sent nothing."""

    @wraps(view)
    def with_value(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError:
            return HttpResponseBadRequest(_("The request has nothing to save."))

    return with_value


def _rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page of wagtail-localize, with Wagtail's own status panel for a snippet.

    The one it shows knows nothing of workflows, and fails while a live snippet is being reviewed.
    Its counters would wait for texts that have no words.
    """
    if "props" in context:
        props = _with_wordless(json.loads(context["props"]))
        for segment in props["segments"]:
            if segment["type"] == "string":
                segment["source"] = readable(segment["source"])
        context["props"] = json.dumps(props)
    viewset = getattr(context.get("instance"), "snippet_viewset", None)
    if viewset is not None:
        pk = context["instance"].pk
        context |= {
            "side_panels": [_panel_of_snippet(panel) for panel in context["side_panels"]],
            "revisions_compare_url_name": viewset.get_url_name("revisions_compare"),
            "workflow_history_url": reverse(viewset.get_url_name("workflow_history"), args=[pk]),
            "draftstate_enabled": viewset.draftstate_enabled,
            "revision_enabled": viewset.revision_enabled,
        }
    return render(request, template, context)


def _with_wordless(props: dict[str, Any]) -> dict[str, Any]:
    """The editor's data, with texts without words as their own translations."""
    translations = props["initialStringTranslations"]
    translated = {row["segment_id"] for row in translations}
    translations += [
        {
            "segment_id": segment["id"],
            "data": readable(segment["source"]),
            "error": None,
            "comment": _("There are no words to translate."),
            "last_translated_by": None,
        }
        for segment in props["segments"]
        if segment["type"] == "string"
        and segment["id"] not in translated
        and not needs_translation(segment["source"])
    ]
    return props


def _panel_of_snippet(panel: Any) -> SnippetStatusSidePanel:
    return SnippetStatusSidePanel(
        panel.object,
        panel.request,
        locale=panel.locale,
        translations=panel.translations,
        usage_url=panel.usage_url,
        last_updated_info=panel.last_updated_info,
    )


class _ReadableTranslation(edit_translation.StringTranslationSerializer):
    """A translation as the editor shows it."""

    def to_representation(self, instance: Any) -> Any:
        """The row with its text as translators write it."""
        shown = super().to_representation(instance)
        return shown | {"data": readable(shown["data"])}


# Called by their names, there and in its other views.
_editor: Any = edit_translation
_editor.render = _rendered
_editor.StringTranslationSerializer = _ReadableTranslation
edit_string = refusing_unseen(_with_value(edit_translation.edit_string_translation))
edit_override = _with_value(edit_translation.edit_override)


def edit(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """The translation editor; publishing from it only what may be published."""
    if request.method == "GET":
        side_by_side.announce(request, translation, instance)
    if request.method != "POST" or request.POST.get("action") != "publish":
        return edit_translation.edit_translation(request, translation, instance)
    if not requirements.may_publish(request.user, instance):
        raise PermissionDenied
    segments = segments_of(translation)
    obstacle = requirements.obstacle(translation, segments)
    if not permissions.may_write(request.user, instance):
        obstacle = _("“{title}” is locked.").format(title=instance)
    if obstacle:
        messages.error(request, obstacle)
        return redirect(request.path)
    digest = requirements.unconfirmed(segments)
    if digest and request.POST.get("confirmed") != digest:
        return side_by_side.confirmation(request, translation, instance, segments, digest)
    with requirements.confirming(digest), drafts.collected_failures() as failures:
        response = edit_translation.edit_translation(request, translation, instance)
    report(request, failures)
    if not failures:
        _warn(request, translation)
    return response


def _warn(request: HttpRequest, translation: Translation) -> None:
    """Warn of what readers don't get although a translation was published."""
    for message in (
        requirements.warning(translation),
        publishing.unreachable(translation.get_target_instance()),
    ):
        if message:
            messages.warning(request, message)


def restart(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """Start a stopped translation again, with what was edited by hand meanwhile."""
    start_again(request, translation)
    return edit_translation.restart_translation(request, translation, instance)


def start_again(request: HttpRequest, translation: Translation) -> None:
    """Carry over manual edits, and list those that could not be."""
    try:
        count, left = manual_edits.import_manual_edits(translation, user=request.user)
    except ObjectDoesNotExist:
        return
    title = translation.source.object_repr
    if count:
        messages.info(
            request,
            ngettext(
                "“{title}”: {count} manually edited text was carried over into the translation.",
                "“{title}”: {count} manually edited texts were carried over into the translation.",
                count,
            ).format(title=title, count=count),
        )
    if left:
        text = _(
            "“{title}”: these texts are no longer in the source and remain only in the history "
            "of the page: {texts}"
        )
        messages.warning(request, text.format(title=title, texts=" · ".join(left)))


def report(request: HttpRequest, failures: list[drafts.Failure]) -> None:
    """Name each translation that could not be saved, and the reasons."""
    for failure in failures:
        messages.error(
            request,
            _("“{title}” could not be saved in {language}: {reasons}").format(
                title=failure.title,
                language=failure.locale.get_display_name(),
                reasons=writing.sentences(failure.reasons),
            ),
        )
