"""Settings of who gets in: throttling, second factors and single sign-on."""

from __future__ import annotations

from datetime import timedelta

from cms.settings import environment
from cms.settings.signing_in import provider

# The proxies whose word about the client's IP address counts; see cms.accounts.addresses.
TRUSTED_PROXIES = environment.TRUSTED_PROXIES
# Without a token nobody reads the metrics.
METRICS_TOKEN = environment.METRICS_TOKEN

AUTHENTICATION_BACKENDS = ["cms.accounts.backends.Backend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# What is counted and for how long is written in cms.accounts.throttling.
AXES_HANDLER = "cms.accounts.throttling.handler.Handler"
AXES_LOCKOUT_CALLABLE = "cms.accounts.throttling.page.locked_out"
AXES_CLIENT_IP_CALLABLE = "cms.accounts.addresses.client_ip"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Whether names and passwords get anybody in; without, only single sign-on does.
PASSWORD_LOGIN = environment.PASSWORD_LOGIN
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = PASSWORD_LOGIN
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.accounts.passwords.PasswordResetForm"
# How long the audit trail is kept; 0: for ever.
AUDIT_DAYS = environment.AUDIT_DAYS

# Whether everybody needs a second factor; for groups alone it is a setting in the admin.
REQUIRE_SECOND_FACTOR = environment.REQUIRE_SECOND_FACTOR
ACCOUNT_ADAPTER = "cms.accounts.adapters.AccountAdapter"
# E-mail addresses are Wagtail's to keep, and tries are counted by cms.accounts.throttling.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SIGNUP_FIELDS = ["username*"]
MFA_ADAPTER = "cms.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Newsroom CMS"
# A clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "cms.accounts.codes.AuthenticateForm",
    "reauthenticate": "cms.accounts.codes.ReauthenticateForm",
    "activate_totp": "cms.accounts.codes.ActivateForm",
}

SOCIALACCOUNT_ADAPTER = "cms.accounts.adapters.SingleSignOnAdapter"
# Who follows the link is sent on at once; the answer is bound to the session by its state.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ONLY = False

# Mail domains whose people get an account, without any right, when they come in the first time.
OIDC_DOMAINS = environment.OIDC_DOMAINS
OIDC_APPS = [provider(environment.OIDC_URL)] if environment.OIDC_URL else []
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}

# The policy of whatever has no other; see cms.accounts.policies.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
