"""Steps of signing in, one function for each."""

import re
import time

from django.test import Client

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

LOGIN = "/admin/login/"
PASSWORD = "right-and-long"
CODE = "/admin/second-factor/authenticate/"
CONFIRM = "/admin/second-factor/confirm/"
ACTIVATE = "/admin/second-factor/totp/activate/"
PAGE = {"Accept": "text/html"}


def sign_in(client, username, password=PASSWORD, **options):
    """Send the form with a name and a password."""
    return client.post(LOGIN, {"username": username, "password": password}, **options)


def wrong(count, username, client=None, **options):
    """The statuses of a number of failed attempts."""
    client = client or Client()
    return [sign_in(client, username, "wrong", **options).status_code for _number in range(count)]


def is_in(client):
    """True if the admin opens."""
    return client.get("/admin/", headers=PAGE).status_code == 200


def code_of(secret, *, later=0):
    """The code of an app, a number of half-minute periods from now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


def next_code(user, *, later=1):
    """A code of a user's app that wasn't used when it was set up."""
    app = Authenticator.objects.get(user=user, type="totp")
    return code_of(decrypt(app.data["secret"]), later=later)


def set_up_app(client, password=PASSWORD):
    """Set up an authenticator app; returns the recovery codes that are shown then."""
    assert client.post(f"{CONFIRM}?next={ACTIVATE}", {"password": password}).status_code == 302
    client.get(ACTIVATE)
    code = code_of(client.session["mfa.totp.secret"])
    answer = client.post(ACTIVATE, {"code": code})
    assert answer.status_code == 302, answer.content.decode()
    shown = client.get(answer.headers["Location"]).content.decode()
    return re.findall(r"\b\d{8}\b", shown)
