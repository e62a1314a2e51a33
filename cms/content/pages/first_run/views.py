"""The first run in the browser: one form, for whoever has the token that was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.accounts.throttling import tries
from cms.accounts.throttling.limits import SET_UP
from cms.accounts.throttling.page import locked_out
from cms.content.pages.first_run import running, tokens
from cms.content.pages.first_run.plan import Plan, default_address

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "set up"


class SetUpForm(forms.Form):
    """A plan, as a form."""

    name = forms.CharField(label=_("Name of the site"), max_length=160)
    host = forms.CharField(
        label=_("Host name"), max_length=255, help_text=_("Where pages are read: www.example.org")
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    targets = forms.MultipleChoiceField(
        label=_("Languages to translate into"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Others can be added later."),
    )
    username = forms.CharField(label=_("User name of the administrator"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = settings.WAGTAIL_CONTENT_LANGUAGES
        targets: Any = self.fields["targets"]
        targets.choices = [one for one in languages if one[0] != settings.LANGUAGE_CODE]

    def clean(self) -> dict[str, Any]:
        """Check the plan as a whole."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("password") != values.pop("password_again", None):
            self.add_error("password_again", _("The two passwords differ."))
        if not self.errors:
            try:
                self.plan.check()
            except ValidationError as error:
                self.add_error(None, error)
        return values

    @property
    def plan(self) -> Plan:
        """The choices."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "password_again"}
        return Plan(**values | {"targets": tuple(values["targets"])})


def _throttled(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        if not tokens.is_wanted():
            raise Http404
        try:
            attempt = tries.begin(request, SET_UP, NAME)
        except tries.LockedOut:
            return locked_out(request)
        if not tokens.is_valid(request.GET.get("token", "")):
            attempt.fail()
            raise Http404
        attempt.succeed()
        return view(request)

    return answer


@never_cache
@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "POST"])
@_throttled
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the form, or do what it says and go on to the sign-in page."""
    host, port = default_address()
    initial = {"name": "Newsroom", "host": host, "port": port, "username": "admin"}
    form = SetUpForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            running.run(form.plan)
        except running.Refused as error:
            form.add_error(None, str(error))
        else:
            tokens.expire()
            return redirect("wagtailadmin_login")
    return render(request, "content/set_up.html", {"form": form})
