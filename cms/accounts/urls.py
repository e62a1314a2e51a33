"""The URLs of signing in, before those of Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import LogoutView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from allauth.account.views import reauthenticate

from cms.accounts import signing_in, single_sign_on

urlpatterns: list[URLPattern | URLResolver] = decorate_urlpatterns(
    [
        path("login/", signing_in.LoginView.as_view(), name="account_login"),
        path("login/cancel/", LogoutView.as_view(), name="account_logout"),
        path("login/inactive/", signing_in.back_to_login, name="account_inactive"),
        path("login/refused/", signing_in.refused, name="socialaccount_login_cancelled"),
        path("sso/<slug:provider_id>/", single_sign_on.login, name="openid_connect_login"),
        path(
            "sso/<slug:provider_id>/callback/",
            single_sign_on.callback,
            name="openid_connect_callback",
        ),
        path("second-factor/confirm/", reauthenticate, name="account_reauthenticate"),
        path("second-factor/", include("allauth.mfa.urls")),
    ],
    never_cache,
)
