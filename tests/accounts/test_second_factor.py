"""Second factors: no way to a session leads past them."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

import pytest
from allauth.mfa.models import Authenticator

from cms.accounts.models import AuditEntry, SecondFactorSettings
from tests.accounts import people
from tests.accounts.people import CODE, PAGE, is_in, next_code, set_up_app, sign_in

pytestmark = pytest.mark.one_database

PROVE = "/admin/second-factor/reauthenticate/"
SET_UP = "/admin/second-factor/"


@pytest.fixture
def with_app(client, ada):
    """An administrator with an app and her recovery codes; nobody is signed in."""
    sign_in(client, "ada")
    codes = set_up_app(client)
    client.logout()
    return codes


def test_a_password_alone_is_not_enough_any_more(client, ada, with_app):
    answer = sign_in(client, "ada")
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert not is_in(client)

    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post(CODE, {"code": next_code(ada)}).status_code == 302
    assert is_in(client)


def test_a_code_is_accepted_once(ada, with_app):
    def sign_in_with(code):
        browser = Client()
        sign_in(browser, "ada")
        browser.post(CODE, {"code": code})
        return is_in(browser)

    app = next_code(ada)
    assert (sign_in_with(app), sign_in_with(app)) == (True, False)
    # Neither is one from before the last.
    assert sign_in_with(next_code(ada, later=0)) is False
    assert (sign_in_with(with_app[0]), sign_in_with(with_app[0])) == (True, False)
    assert sign_in_with(with_app[1]) is True
    assert len(with_app) == len(set(with_app)) == 10


def test_codes_are_throttled_wherever_they_are_asked_for(client, ada, with_app):
    sign_in(client, "ada")
    assert [client.post(CODE, {"code": "000000"}).status_code for _ in range(6)] == (
        [200] * 5 + [429]
    )
    # Not even the right one, from another session, in the place that asks again.
    other = Client()
    other.force_login(ada)
    assert other.post(PROVE, {"code": with_app[0]}).status_code == 429
    assert not is_in(other)


def test_codes_are_throttled_from_all_places_together(ada, with_app):
    statuses = []
    for number in range(3):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        sign_in(browser, "ada")
        statuses += [browser.post(CODE, {"code": "000000"}).status_code for _ in range(5)]
    assert statuses == [200] * 10 + [429] * 5


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/account/", "/admin/users/", "/admin/second-factor/",
     "/admin/second-factor/totp/deactivate/", "/admin/second-factor/webauthn/add/",
     "/admin/second-factor/recovery-codes/", people.CONFIRM, "/admin/reports/audit/?export=csv"],
)  # fmt: skip
def test_a_session_that_began_otherwise_has_to_show_it(client, ada, with_app, path):
    client.force_login(ada)
    answer = client.get(path, headers=PAGE)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, PROVE)


def test_showing_it_opens_the_session(client, ada, with_app):
    client.force_login(ada)
    answer = client.post(PROVE, {"code": with_app[0], "next": "/admin/account/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/account/")
    assert is_in(client)


def test_sessions_from_before_have_to_show_it_and_the_one_it_was_set_up_in_has(client, ada):
    before = Client()
    sign_in(before, "ada")
    sign_in(client, "ada")
    set_up_app(client)
    assert (is_in(client), is_in(before)) == (True, False)


def test_a_new_password_by_mail_is_not_enough(client, ada, with_app, mailoutbox):
    client.post("/admin/password_reset/", {"email": "ada@example.org"})
    link = next(word for word in mailoutbox[0].body.split() if "/password_reset/" in word)
    path = link.partition("localhost:8000")[2]
    form = client.get(path)["Location"]
    new = {"new_password1": "another-long-one", "new_password2": "another-long-one"}
    assert client.post(form, new).status_code == 302
    assert not is_in(client)
    assert sign_in(client, "ada", "another-long-one")["Location"] == CODE
    assert not is_in(client)


@pytest.fixture(params=["everybody", "administrators", "group"])
def forced(request, settings, ada, ben, writers):
    """Somebody who needs a second factor and has none, by each way of saying so."""
    if request.param == "everybody":
        settings.REQUIRE_SECOND_FACTOR = True
        return ben
    rule = SecondFactorSettings.load()
    if request.param == "administrators":
        rule.administrators = True
        rule.save()
        return ada
    rule.groups = [writers]
    rule.save()
    return ben


def test_who_needs_one_can_do_nothing_before_it_is_set_up(client, english, forced):
    client.force_login(forced)
    home = english.home
    for path in ("/admin/", "/admin/account/", f"/admin/pages/{home.pk}/edit/", "/admin/reports/"):
        answer = client.get(path, headers=PAGE)
        assert answer["Location"] == f"{SET_UP}?next={path}", path
    script = {"X-Requested-With": "XMLHttpRequest", **PAGE}
    for method, path, headers in (
        ("get", "/admin/api/main/pages/", PAGE),
        ("get", "/admin/choose-page/", script),
        ("post", f"/admin/pages/{home.pk}/unpublish/", PAGE),
        ("post", f"/admin/api/main/pages/{home.pk}/action/unpublish/", {}),
        ("get", f"/admin/pages/{home.pk}/edit/", {}),
    ):
        answer = getattr(client, method)(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "SECOND_FACTOR_NEEDED"), path
    assert Page.objects.get(pk=home.pk).live

    # Recovery codes alone are not a factor.
    assert client.post("/admin/second-factor/recovery-codes/generate/").status_code == 403
    assert len(set_up_app(client)) == 10
    assert is_in(client)


def test_nobody_else_is_asked(client, ben, writers):
    rule = SecondFactorSettings.load()
    rule.administrators = True
    rule.save()
    client.force_login(ben)
    assert is_in(client)


def test_asking_costs_no_query(client, ada, with_app, django_assert_num_queries):
    client.force_login(ada)
    # The session and its user, and whether they may enter: their own rights and their groups'.
    with django_assert_num_queries(4):
        client.get("/admin/sprite/")
        client.get("/admin/api/main/pages/")


def test_an_administrator_helps_who_has_lost_it(client, ada, ben):
    sign_in(client, "ben")
    set_up_app(client)
    address = f"/admin/users/{ben.pk}/second-factor/"
    # Not they themselves, who would get past being asked.
    assert client.get(address, headers=PAGE).status_code == 302
    administrator = Client()
    administrator.force_login(ada)
    assert administrator.get(address).status_code == 200
    assert administrator.get("/admin/users/").content.decode().count(address) == 1
    assert administrator.post(address).status_code == 302
    assert Authenticator.objects.count() == 0
    removed = AuditEntry.objects.filter(action="second_factor.removed")
    assert {(item.user_name, item.object_name) for item in removed} == {("ada", "ben")}
    assert administrator.post(f"/admin/users/{ada.pk}/second-factor/").status_code == 302


def test_an_operator_helps_the_last_administrator(client, ada, with_app, capsys):
    call_command("reset_second_factor", "ada")
    assert capsys.readouterr().out == "Removed: 2\n"
    assert sign_in(client, "ada")["Location"] == "/admin/"


def test_secrets_are_not_readable_in_the_database(client, ada):
    sign_in(client, "ada")
    client.post(f"{people.CONFIRM}?next={people.ACTIVATE}", {"password": people.PASSWORD})
    client.get(people.ACTIVATE)
    secret = client.session["mfa.totp.secret"]
    client.post(people.ACTIVATE, {"code": people.code_of(secret)})
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))


def test_stays_out_of_the_way_where_nobody_asks_for_it(client, ada):
    assert sign_in(client, "ada")["Location"] == "/admin/"
    assert is_in(client)
    assert get_user_model().objects.count() == 1
