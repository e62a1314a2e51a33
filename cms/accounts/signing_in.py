"""The way from a password to a session: Wagtail's page, allauth's steps after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.views.account import LoginView as WagtailLoginView

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login

from cms.accounts import adapters, single_sign_on

if TYPE_CHECKING:
    from django.contrib.auth.forms import AuthenticationForm
    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class LoginView(WagtailLoginView):
    """Wagtail's page to sign in. A password that is right leads on to the second factor."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Continue with the remaining steps; the last of them begins the session."""
        is_kept = bool(form.cleaned_data.get("remember"))
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if is_kept else 0)
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        credentials = {"username": form.cleaned_data["username"]}
        response: HttpResponse = perform_password_login(self.request, credentials, login)
        return response

    def get_form(self, form_class: Any = None) -> Any:
        """Wagtail's form, whose field for the password says what it is in English alone."""
        form = super().get_form(form_class)
        form.fields["password"].label = _("Password")
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the available ways to sign in."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["password_login"] = settings.PASSWORD_LOGIN
        query = urlencode({"next": self.get_success_url(), "process": "login"})
        context["providers"] = [
            {
                "name": _("Single sign-on"),
                "url": f"{reverse('openid_connect_login', args=[app['provider_id']])}?{query}",
            }
            for app in single_sign_on.apps()
        ]
        return context


def back_to_login(_request: HttpRequest) -> HttpResponseRedirect:
    """The redirect in place of allauth's own sign-in page."""
    return redirect("wagtailadmin_login")


def refused(request: HttpRequest) -> HttpResponse:
    """The page for users refused by the provider itself."""
    response: HttpResponse = adapters.refused(request)
    return response
