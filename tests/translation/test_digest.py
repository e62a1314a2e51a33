"""Each translator's pending work, by e-mail, once a day."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

import pytest

from cms.translation.dashboard import assignments, digest
from cms.translation.models import TranslationDigest, TranslatorGroup
from tests import snapshots
from tests.translation.fixtures import messages_of, submit, write

pytestmark = pytest.mark.one_database

MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """The time, which a test may set; mail goes out."""
    settings.TRANSLATION_DIGEST = True
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    now = [MORNING]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return now


@pytest.fixture
@snapshots.fixture
def translator(newsroom, django_user_model):
    write(submit(newsroom.article("Draft"), newsroom.zh))
    user = django_user_model.objects.create_user("translator", "t@example.org", "secret")
    user.groups.add(TranslatorGroup.objects.get(locale=newsroom.zh).group)
    return user


def test_what_waits_is_told_once_a_day(newsroom, translator, clock, mailoutbox):
    article = newsroom.article("Mine")
    assignments.assign(article.translation_key, newsroom.zh, translator)
    digest.send_due()
    digest.send_due()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (
        ["t@example.org"], "Newsroom CMS: translations waiting for you",
    )  # fmt: skip
    assert mail.body.splitlines()[:5] == [
        "Simplified Chinese: 1 not published",
        f"  https://cms.example.org/admin/translations/?state=draft&language={newsroom.zh.pk}",
        "",
        "1 page is assigned to you:",
        "  Mine",
    ]
    clock[0] += timedelta(days=1)
    digest.send_due()
    assert len(mailoutbox) == 2


def test_it_is_written_in_the_language_of_its_reader(translator, mailoutbox):
    UserProfile.objects.create(user=translator, preferred_language="zh-hans")
    digest.send_due()
    assert mailoutbox[0].subject == "Newsroom CMS：等待您处理的译文"


def test_before_the_hour_and_without_a_server_nothing_is_sent(
    translator, clock, mailoutbox, settings
):
    clock[0] = MORNING.replace(hour=5)
    digest.send_due()
    clock[0], settings.TRANSLATION_DIGEST = MORNING, False
    digest.send_due()
    assert mailoutbox == []


def test_who_has_no_address_or_nothing_to_do_gets_none(newsroom, translator, mailoutbox):
    translator.email = ""
    translator.save()
    digest.send_due()
    assert mailoutbox == []
    translator.email = "t@example.org"
    translator.save()
    newsroom.news.get_translation(newsroom.zh).get_children().delete()
    digest.send_due()
    assert mailoutbox == []


def test_who_wants_none_gets_none(translator, client, mailoutbox):
    client.force_login(translator)
    address = reverse("translation_digest")
    assert messages_of(client.post(address, {"wanted": "no"}, follow=True)) == [
        "You will not receive the daily e-mail."
    ]
    digest.send_due()
    assert mailoutbox == []
    assert "Send me the daily e-mail" in client.get(reverse("translation_dashboard")).text
    client.post(address, {"wanted": "yes"})
    digest.send_due()
    assert len(mailoutbox) == 1


def test_a_server_that_takes_no_mail_is_asked_again_later(
    translator, clock, mailoutbox, monkeypatch, caplog
):
    def refuse(*_mail):
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(digest, "send_mail", refuse)
        digest.send_due()
    assert "couldn't be sent" in caplog.text
    digest.send_due()
    assert mailoutbox == []
    clock[0] += timedelta(minutes=16)
    digest.send_due()
    assert len(mailoutbox) == 1
    assert TranslationDigest.objects.get().sent_on == MORNING.date()


def test_where_nothing_is_due_one_query_is_asked(translator, django_assert_num_queries):
    digest.send_due()
    with django_assert_num_queries(1):
        digest.send_due()
