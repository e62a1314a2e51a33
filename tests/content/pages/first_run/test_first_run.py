"""A first run: an empty database becomes a site, once, by a command or in the browser."""

import re
import sys
from io import StringIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow, WorkflowPage

import pytest

from cms.accounts.models import SetUpToken
from cms.content.pages.first_run import running, tokens
from cms.content.pages.first_run.plan import Plan
from cms.home.models import HomePage
from cms.legal.models import LegalIndexPage
from cms.news.models import NewsIndexPage
from cms.sitewide.models import SitewideSettings

pytestmark = pytest.mark.django_db

PASSWORD = "a long one nobody guesses"
PLAN = Plan(
    host="www.example.org", name="The Paper", targets=("zh-hans", "fr"), username="boss",
    email="boss@example.org", password=PASSWORD,
)  # fmt: skip
FORM = {
    "name": "The Paper", "host": "www.example.org", "port": 443, "targets": ["zh-hans"],
    "username": "boss", "email": "boss@example.org", "password": PASSWORD,
    "password_again": PASSWORD,
}  # fmt: skip


def rights(group):
    """What a group may do with which pages."""
    found = GroupPagePermission.objects.filter(group__name=group)
    return {(one.page_id, one.permission.codename) for one in found}


def test_makes_everything_a_newsroom_begins_with(client):
    made = running.run(PLAN)

    source, chinese, french = (
        Locale.objects.get(language_code=code) for code in ("en", "zh-hans", "fr")
    )
    front = HomePage.objects.get(locale=source)
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page_id) == ("www.example.org", 443, front.pk)
    assert [type(page.specific) for page in front.get_children()] == [LegalIndexPage, NewsIndexPage]
    assert all(page.live for page in Page.objects.filter(locale=source))
    for locale in (chinese, french):
        drafts = Page.objects.filter(locale=locale)
        assert {page.specific_class for page in drafts} == {
            HomePage, LegalIndexPage, NewsIndexPage,
        }  # fmt: skip
        assert not any(page.live for page in drafts)
    assert SitewideSettings.for_site(site).sitewide.organisation_name == "The Paper"
    assert rights("Editors") == {
        (front.pk, name) for name in ("add_page", "change_page", "publish_page")
    }
    in_french = HomePage.objects.get(locale=french)
    assert rights("Translators (French)") == {
        (in_french.pk, name) for name in ("change_page", "publish_page")
    }
    assert Group.objects.filter(name="Moderators").exists()
    assert WorkflowPage.objects.get().workflow == Workflow.objects.get(active=True)
    assert get_user_model().objects.get().is_superuser
    assert client.login(username="boss", password=PASSWORD)
    assert "administrator boss" in made


def test_a_second_run_changes_nothing():
    running.run(PLAN)
    before = list(Page.objects.order_by("pk").values()), Group.objects.count()
    NewsIndexPage.objects.get(locale__language_code="en").delete()
    assert running.run(PLAN) == []
    assert not NewsIndexPage.objects.filter(locale__language_code="en").exists()
    assert len(before[0]) > Page.objects.count()
    assert before[1] == Group.objects.count()


def test_makes_the_moderation_where_it_was_taken_away():
    Group.objects.all().delete()
    Workflow.objects.all().delete()
    made = running.run(PLAN)
    assert {"group Moderators", "workflow Moderators approval"} <= set(made)
    assert {codename for _page, codename in rights("Moderators")} == {
        "add_page", "change_page", "publish_page",
    }  # fmt: skip


def test_refuses_other_content_and_changes_nothing():
    Page.get_first_root_node().add_child(instance=HomePage(title="Another front", slug="front"))
    with pytest.raises(running.Refused, match="already has content") as caught:
        running.run(PLAN)
    assert "Another front" in str(caught.value)
    assert (HomePage.objects.count(), get_user_model().objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"host": "not a host"}, "host"),
        ({"port": 0}, "port"),
        ({"name": " "}, "name"),
        ({"source": "fr"}, "source"),
        ({"targets": ("en",)}, "targets"),
        ({"targets": ("klingon",)}, "targets"),
        ({"username": "a b"}, "username"),
        ({"email": "nowhere"}, "email"),
        ({"password": "boss"}, "password"),
    ],
)
def test_says_which_choice_is_wrong(wrong, field):
    values = {name: getattr(PLAN, name) for name in Plan.__slots__} | wrong
    with pytest.raises(ValidationError) as caught:
        running.run(Plan(**values))
    assert set(caught.value.message_dict) == {field}
    assert not HomePage.objects.exists()


def command(**options):
    out = StringIO()
    call_command("set_up", stdout=out, **options)
    return out.getvalue()


def test_the_command_prints_a_password_it_made_once(client):
    said = command(no_input=True, host="www.example.org", languages="fr")
    (password,) = re.findall(r"Password of admin, shown only now: (\S+)", said)
    assert client.login(username="admin", password=password)
    assert command(no_input=True) == "The site was set up before; nothing was changed.\n"


def test_the_command_takes_the_password_of_the_environment(client, settings):
    settings.ADMIN_PASSWORD = PASSWORD
    said = command(no_input=True, languages="")
    assert PASSWORD not in said
    assert client.login(username="admin", password=PASSWORD)
    assert list(Locale.objects.values_list("language_code", flat=True)) == ["en"]


def test_the_command_keeps_an_administrator_there_is():
    get_user_model().objects.create_superuser("first", "first@example.org", PASSWORD)
    assert "Password" not in command(no_input=True)
    assert get_user_model().objects.get().username == "first"


def test_the_command_names_what_is_wrong():
    with pytest.raises(CommandError, match=r"--languages: .*klingon"):
        command(no_input=True, languages="klingon")
    HomePage.objects.all().delete()
    Page.get_first_root_node().add_child(instance=HomePage(title="Another", slug="front"))
    with pytest.raises(CommandError, match="already has content"):
        command(no_input=True)


def test_the_command_says_that_the_tables_are_missing():
    MigrationRecorder.Migration.objects.filter(app="accounts", name="0001_initial").delete()
    with pytest.raises(CommandError, match=r"1 not applied: .* Run manage.py migrate"):
        command(no_input=True)
    assert not HomePage.objects.exists()


def test_the_command_refuses_a_weak_password(settings):
    settings.ADMIN_PASSWORD = "1234"
    with pytest.raises(CommandError, match=r"^ADMIN_PASSWORD: This password is too short"):
        command(no_input=True)


def test_the_command_asks_on_a_terminal(monkeypatch, client):
    answers = iter(["fr", "news.example.org", "", "Le Journal", "", ""])
    passwords = iter([PASSWORD, "another", PASSWORD, PASSWORD])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _question: next(passwords))
    command()
    assert Site.objects.get().hostname == "news.example.org"
    assert HomePage.objects.get(locale__language_code="en").title == "Le Journal"
    assert client.login(username="admin", password=PASSWORD)


@pytest.fixture
def token(capsys):
    """The token a server has printed."""
    tokens.announce()
    tokens.announce()
    (found,) = re.findall(r"/set-up/\?token=([\w-]+)", capsys.readouterr().err)
    return found


def test_the_browser_sets_up_with_the_token_that_was_printed(token):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(f"/set-up/?token={token}")
    assert page.status_code == 200
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert page.content.count(b"<label") >= len(FORM)
    assert browser.post(f"/set-up/?token={token}", FORM).status_code == 403

    sent = FORM | {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    done = browser.post(f"/set-up/?token={token}", sent, headers={"Referer": "http://testserver/"})

    assert (done.status_code, done["Location"]) == (302, "/admin/login/")
    assert HomePage.objects.filter(title="The Paper").exists()
    assert not SetUpToken.objects.exists()
    assert browser.get(f"/set-up/?token={token}").status_code == 404


def test_the_form_names_what_is_wrong_and_makes_nothing(token, client):
    for wrong, said in (
        ({"password_again": "another"}, "The two passwords differ."),
        ({"password": "boss", "password_again": "boss"}, "This password is too short."),
        ({"host": "not a host"}, "is not a host name."),
        ({"targets": ["klingon"]}, "Select a valid choice."),
    ):
        page = client.post(f"/set-up/?token={token}", FORM | wrong)
        assert page.status_code == 200
        assert said in page.content.decode()
    assert not HomePage.objects.exists()
    assert not get_user_model().objects.exists()


def test_nothing_is_there_without_the_token_or_with_any_user(token, client):
    assert client.get("/set-up/").status_code == 404
    assert client.get("/set-up/?token=another").status_code == 404
    SetUpToken.objects.update(made_at=timezone.now() - 2 * tokens.LIFETIME)
    assert client.get(f"/set-up/?token={token}").status_code == 404
    SetUpToken.objects.update(made_at=timezone.now())
    assert client.get(f"/set-up/?token={token}").status_code == 200
    get_user_model().objects.create_user("somebody")
    assert client.get(f"/set-up/?token={token}").status_code == 404
    assert client.post(f"/set-up/?token={token}", FORM).status_code == 404


def test_who_tries_tokens_has_to_wait(client):
    answers = [client.get(f"/set-up/?token={number}").status_code for number in range(25)]
    assert answers == [404] * 20 + [429] * 5


def test_no_token_is_printed_where_there_is_a_user(capsys):
    get_user_model().objects.create_user("somebody")
    tokens.announce()
    assert capsys.readouterr().err == ""
    assert not SetUpToken.objects.exists()
