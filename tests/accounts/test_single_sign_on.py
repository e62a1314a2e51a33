"""Single sign-on: who is let in, and as whom."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import rsa

from cms.accounts.models import AuditEntry
from cms.settings import signing_in
from tests.accounts import people
from tests.accounts.openid_provider import running_provider

pytestmark = pytest.mark.one_database

START = "/admin/sso/oidc/?process=login&next=/admin/account/"


@pytest.fixture(scope="module")
def running():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    running.claims = {"sub": "1", "email": "ada@example.org", "email_verified": True}
    running.id_claims = {}
    running.signing_key = running.key
    running.asked.clear()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [signing_in.provider(running.url)], "OAUTH_PKCE_ENABLED": True}
    }
    return running


def come(client, provider):
    """Go to the provider and come back; the last answer."""
    start = client.get(START)
    assert start.status_code == 302, start.content
    assert start["Location"].startswith(provider.issuer)
    return client.get(provider.authorised(start["Location"]))


def test_lets_in_the_user_with_the_verified_address(client, ada, provider):
    provider.claims["email"] = "Ada@Example.org"
    answer = come(client, provider)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/account/")
    assert people.is_in(client)
    assert "/keys" in provider.asked

    entry = AuditEntry.objects.get(action="signing_in.succeeded")
    assert (entry.user_name, entry.details) == ("ada", {"ways": ["socialaccount"]})

    # From then on it is the provider's own id that counts.
    provider.claims["email"] = "renamed@example.org"
    other = Client()
    come(other, provider)
    assert people.is_in(other)
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": "nobody@example.org"},
        {"email": None},
        {"email": "аda@example.org"},  # a Cyrillic letter
        {"email": "ben@example.org"},  # of two users
        {"email": "gone@example.org"},  # of a user who may no longer sign in
    ],
)
def test_refuses_everybody_else_alike(client, ada, ben, provider, claims):
    users = get_user_model().objects
    users.create_user("other-ben", "BEN@example.org", people.PASSWORD)
    users.create_user("gone", "gone@example.org", people.PASSWORD, is_active=False)
    provider.claims |= claims
    answer = come(client, provider)
    assert (answer.status_code, users.count()) == (403, 4)
    assert not people.is_in(client)
    assert "Ask an administrator for an account" in answer.content.decode()
    assert AuditEntry.objects.filter(action="signing_in.refused").count() == 1


@pytest.mark.parametrize(
    "told",
    [{"aud": "another"}, {"iss": "https://another"}, {"exp": 1}, {"sub": "2"}, "signature"],
)
def test_believes_no_token_that_is_wrong(client, ada, provider, told):
    if told == "signature":
        provider.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    else:
        provider.id_claims = told
    assert come(client, provider).status_code == 403
    assert not people.is_in(client)


def test_believes_no_answer_that_was_for_another_browser(client, ada, provider):
    location = provider.authorised(client.get(START)["Location"])
    victim = Client()
    assert victim.get(location).status_code == 403
    assert not people.is_in(victim)


def test_gives_people_of_the_house_an_account_without_rights(client, ada, provider, settings):
    settings.OIDC_DOMAINS = ["example.org"]
    provider.claims |= {
        "sub": "9", "email": "new@example.org", "preferred_username": "ada", "is_superuser": True,
        "groups": ["admin"],
    }  # fmt: skip
    come(client, provider)
    user = get_user_model().objects.get(email="new@example.org")
    assert (user.is_superuser, user.is_staff, user.groups.count()) == (False, False, 0)
    assert not user.has_usable_password()
    assert user.username != "ada"
    assert not people.is_in(client)

    provider.claims |= {"sub": "10", "email": "new@example.org.evil.org"}
    assert come(Client(), provider).status_code == 403
    assert get_user_model().objects.count() == 2


def test_does_not_lead_past_the_second_factor(client, ada, provider):
    people.sign_in(client, "ada")
    people.set_up_app(client)
    other = Client()
    assert come(other, provider)["Location"] == people.CODE
    assert not people.is_in(other)
    other.post(people.CODE, {"code": people.next_code(ada)})
    assert people.is_in(other)


def test_who_has_no_password_can_set_up_the_factor_that_is_asked_for(
    client, ada, provider, settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    ada.set_unusable_password()
    ada.save()
    come(client, provider)
    assert client.get("/admin/", headers=people.PAGE)["Location"].startswith(
        "/admin/second-factor/"
    )
    client.get(people.ACTIVATE)
    code = people.code_of(client.session["mfa.totp.secret"])
    assert client.post(people.ACTIVATE, {"code": code}).status_code == 302
    assert people.is_in(client)
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_is_offered_beside_the_password_or_instead_of_it(client, ada, provider, settings):
    page = client.get("/admin/login/?next=/admin/account/").content.decode()
    assert 'href="/admin/sso/oidc/?next=%2Fadmin%2Faccount%2F&amp;process=login"' in page
    assert 'name="password"' in page

    settings.PASSWORD_LOGIN = settings.WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
    page = client.get("/admin/login/").content.decode()
    assert "Single sign-on" in page
    assert 'name="password"' not in page
    assert people.sign_in(client, "ada").status_code == 200
    assert not people.is_in(client)
    assert client.get("/admin/password_reset/").status_code == 404
    come(client, provider)
    assert client.get(people.CONFIRM).status_code in {302, 403}
    assert client.post(people.CONFIRM, {"password": people.PASSWORD}).status_code in {302, 403}


def test_nothing_of_it_is_there_where_it_is_not_set(client, ada):
    assert client.get(START).status_code == 404
    assert "sso" not in client.get("/admin/login/").content.decode()
    for path in ("signup/", "email/", "password/set/", "3rdparty/", "social/signup/"):
        assert client.get(f"/admin/{path}").status_code in {302, 404}, path
        assert client.get(f"/accounts/{path}").status_code == 404, path


@pytest.mark.parametrize(
    "url", ["https://issuer.example.org", "http://id:secret@issuer.example.org", "id:secret@host",
            "https://id@issuer.example.org"],
)  # fmt: skip
def test_says_what_is_wrong_with_the_setting(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        signing_in.provider(url)
    assert "OIDC_URL" in str(caught.value)
    assert "secret@" not in str(caught.value).replace("client-secret@", "")
