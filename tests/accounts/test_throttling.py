"""Wrong passwords and codes: counted however and from wherever they come."""

import re
from datetime import timedelta
from threading import Barrier, Thread

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

import pytest
from axes.models import AccessAttempt

from cms.accounts.models import AuditEntry
from cms.accounts.throttling import names
from tests.accounts import people
from tests.accounts.people import PASSWORD, sign_in, wrong

LOCKED = 429
# The name that was typed, and what protects the form from others.
VARIES = re.compile(r'"(ada|nobody|\w{64})"')
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.5"}


def test_a_user_is_locked_after_five_wrong_passwords_whatever_the_headers_say(client, ada):
    statuses = [
        sign_in(
            Client(), "ada", "wrong",
            headers={"X-Forwarded-For": f"9.9.9.{number}", "User-Agent": str(number),
                     "X-Real-IP": f"9.9.9.{number}", "Forwarded": f"for=9.9.9.{number}"},
        ).status_code
        for number in range(45)
    ]  # fmt: skip
    assert statuses == [200] * 5 + [LOCKED] * 40

    # The right one isn't even looked at, and somebody else in the same place isn't held up.
    assert sign_in(client, "ada").status_code == LOCKED
    assert not people.is_in(client)
    assert sign_in(client, "ben", "wrong").status_code == 200


@pytest.mark.parametrize("trusted", [["1"], ["127.0.0.0/8"]])
def test_behind_a_proxy_each_client_is_counted_by_its_own_address(client, ada, settings, trusted):
    settings.TRUSTED_PROXIES = trusted
    forged = [{"X-Forwarded-For": f"9.9.9.{number}, 198.51.100.9"} for number in range(6)]
    assert [sign_in(client, "ada", "wrong", headers=one).status_code for one in forged] == (
        [200] * 5 + [LOCKED]
    )
    # Nobody can be locked out by an attacker who writes their address into the header.
    victim = {"X-Forwarded-For": "9.9.9.1"}
    assert sign_in(client, "ada", headers=victim).status_code == 302


def test_spellings_of_a_name_are_one_name(ada):
    spellings = ["ada", "ADA", " ada ", "ａｄａ", "a\u200bda", "a\u0301da"]
    assert [sign_in(Client(), one, "wrong").status_code for one in spellings] == (
        [200] * 5 + [LOCKED]
    )
    assert sign_in(Client(), "ada\0", "wrong").status_code == 200
    assert {names.folded(one) for one in spellings} == {"ada"}


def test_one_place_has_thirty_tries_for_all_names(client, ada):
    statuses = [sign_in(Client(), f"name-{number}", "x").status_code for number in range(32)]
    assert statuses == [200] * 30 + [LOCKED] * 2
    assert sign_in(client, "ada").status_code == LOCKED
    assert sign_in(client, "ada", **ELSEWHERE).status_code == 302


def test_addresses_of_one_ipv6_network_are_one_place(ada):
    statuses = [
        sign_in(Client(), "ada", "x", REMOTE_ADDR=f"2001:db8:1:2::{number}").status_code
        for number in range(1, 8)
    ]
    assert statuses == [200] * 5 + [LOCKED] * 2


def test_nobody_keeps_a_user_out_of_where_they_work(client, ada):
    assert sign_in(client, "ada", **ELSEWHERE).status_code == 302
    for number in range(10):
        wrong(5, "ada", REMOTE_ADDR=f"198.51.100.{number}")

    # From anywhere else the name is locked, where she has signed in before it isn't.
    assert sign_in(Client(), "ada", REMOTE_ADDR="198.51.100.200").status_code == LOCKED
    assert sign_in(Client(), "ada", **ELSEWHERE).status_code == 302
    # There the narrow limit holds all the same.
    assert wrong(6, "ada", **ELSEWHERE) == [200] * 5 + [LOCKED]


def test_names_that_nobody_has_are_answered_and_locked_like_others(ada):
    def seen(username):
        answers = [sign_in(Client(), username, "wrong") for _number in range(6)]
        return [
            (one.status_code, VARIES.sub("", one.content.decode()), sorted(one.headers))
            for one in answers
        ]

    assert seen("ada") == seen("nobody")


def test_a_lock_ends_by_itself_and_is_not_made_longer_by_trying(client, ada):
    wrong(20, "ada")
    # As if all of it had happened a quarter of an hour ago.
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15))
    assert sign_in(client, "ada").status_code == 302
    assert wrong(6, "ada") == [200] * 5 + [LOCKED]


def test_a_right_password_begins_the_count_anew(ada):
    for _round in range(3):
        assert wrong(4, "ada") == [200] * 4
        assert sign_in(Client(), "ada").status_code == 302


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Locked for a short time", "Try again in 15 minutes."),
        ("zh-CN,zh;q=0.9", "暂时锁定", "尝试错误次数过多。请在 15 分钟后重试。"),
    ],
)
def test_says_how_long_it_takes(client, ada, language, title, text):
    wrong(5, "ada")
    answer = sign_in(client, "ada", headers={"Accept-Language": language})
    assert (title in answer.content.decode(), text in answer.content.decode()) == (True, True)
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert "no-store" in answer["Cache-Control"]

    script = sign_in(client, "ada", headers={"X-Requested-With": "XMLHttpRequest"})
    assert script.json() == {"error": "Too many failed attempts. Try again in 15 minutes."}


def test_the_old_password_is_counted_where_a_new_one_is_set(client, ada):
    sign_in(client, "ada")
    profile = {
        "name_email-first_name": "Ada", "name_email-last_name": "L", "locale-current_time_zone":
        "UTC", "name_email-email": "ada@example.org", "theme-theme": "system",
        "theme-contrast": "system", "theme-density": "default",
        "password-new_password1": "new-and-quite-long", "password-new_password2":
        "new-and-quite-long",
    }  # fmt: skip
    statuses = [
        client.post("/admin/account/", profile | {"password-old_password": old}).status_code
        for old in [*(["wrong"] * 6), PASSWORD]
    ]
    assert statuses == [200] * 5 + [LOCKED] * 2
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_the_password_is_counted_where_it_is_asked_for_again(client, ada):
    sign_in(client, "ada")
    statuses = [
        client.post(people.CONFIRM, {"password": one}).status_code
        for one in [*(["wrong"] * 6), PASSWORD]
    ]
    assert statuses == [200] * 5 + [LOCKED] * 2
    # It is the same password, so the count is the same.
    assert sign_in(Client(), "ada").status_code == LOCKED


def test_resets_are_counted_and_tell_nothing(client, ada, mailoutbox):
    ask = "/admin/password_reset/"

    def answers(email):
        return [
            (one.status_code, one.headers.get("Location"))
            for one in (client.post(ask, {"email": email}) for _number in range(4))
        ]

    known, unknown = answers("ADA@example.org"), answers("nobody@example.org")
    assert known == unknown == [(302, "/admin/password_reset/done/")] * 3 + [(LOCKED, None)]
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]] * 3


def test_one_place_may_ask_for_ten_resets(client, db):
    asked = [
        client.post("/admin/password_reset/", {"email": f"a{number}@example.org"}).status_code
        for number in range(11)
    ]
    assert asked == [302] * 10 + [LOCKED]


def test_what_is_tried_is_kept_nowhere(ada):
    wrong(6, "my-secret-in-the-wrong-field")
    wrong(1, "ada")
    rows = [*AccessAttempt.objects.all(), *AuditEntry.objects.all()]
    kept = [str(vars(row)) for row in rows]
    assert len(kept) > 5
    assert not any("my-secret" in text or "wrong-field" in text for text in kept)
    failed = AuditEntry.objects.filter(action="signing_in.failed")
    assert set(failed.values_list("object_name", flat=True)) == {"", "ada"}


def test_an_operator_can_end_a_lock(client, ada, capsys):
    wrong(5, "ada")
    call_command("axes_reset_username", "Ada")
    assert sign_in(client, "ada").status_code == 302
    wrong(5, "ada")
    call_command("axes_reset_ip", "127.0.0.1")
    assert AccessAttempt.objects.filter(ip_address="127.0.0.1").count() == 0


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_time_are_all_counted(ada):
    # The database in memory knows one connection.
    workers = 1 if connection.vendor == "sqlite" else 15
    barrier = Barrier(workers)
    statuses = []

    def work():
        barrier.wait()
        statuses.extend(wrong(45 // workers, "ada"))
        connection.close()

    threads = [Thread(target=work) for _number in range(workers)]
    if workers == 1:
        work()
        threads = []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 5 + [LOCKED] * 40
    assert AccessAttempt.objects.get(ip_address="127.0.0.1", username="").failures_since_start == 5
