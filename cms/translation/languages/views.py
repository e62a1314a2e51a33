"""The admin's pages on which a language is changed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.views import DeleteView, LocaleViewSet

from cms.translation.languages import guarding, removal
from cms.translation.rights import titles

if TYPE_CHECKING:
    from django.http import HttpResponse


def install() -> None:
    """Put the form and the page in place of those of wagtail-localize."""
    viewset: Any = LocaleViewSet
    viewset.delete_view_class = LanguageDeleteView
    viewset.get_form_class = lambda _self, for_update=False: LanguageForm


class LanguageForm(LocaleForm):
    """Offers for a language that is there its own code alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            field: Any = self.fields["language_code"]
            code = self.instance.language_code
            field.choices = [(code, self.instance.get_display_name())]
            field.help_text = guarding.CODE_STAYS
            field.error_messages["invalid_choice"] = guarding.CODE_STAYS


class LanguageDeleteView(DeleteView):
    """Lists the obstacles, with links, or else the losses with the language."""

    template_name = "translation/languages/confirm_delete.html"
    cannot_delete_message = gettext_lazy("This language can't be deleted yet.")

    def can_delete(self, locale: Any) -> bool:
        """True if there are no obstacles."""
        return not removal.obstacles(locale)

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete it, unless there are obstacles, new ones included."""
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            response = self.get(self.request)
        return response

    def get_context_data(self, object: Any = None, **_kwargs: Any) -> dict[str, Any]:  # noqa: A002
        """The obstacles, and the losses."""
        context: dict[str, Any] = super().get_context_data(object or self.object)
        finder = AdminURLFinder(self.request.user)
        obstacles = removal.obstacles(self.object)
        return context | {
            "can_delete": not obstacles,
            "obstacles": [_row(obstacle, finder, self.request.user) for obstacle in obstacles],
            "losses": [] if obstacles else removal.losses_with(self.object),
        }


def _row(obstacle: removal.Obstacle, finder: AdminURLFinder, user: Any) -> dict[str, Any]:
    instance: Any = obstacle.instance
    if instance is None:
        return {"reason": obstacle.reason}
    title = titles.visible_title(user, instance)
    below = ngettext("with {count} page below", "with {count} pages below", obstacle.below_count)
    return {
        "reason": obstacle.reason,
        "title": title or _("(untitled)"),
        "url": finder.get_edit_url(instance),
        "below": below.format(count=obstacle.below_count) if obstacle.below_count else "",
    }
