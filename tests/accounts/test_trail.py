"""The audit trail: it has everything but secrets, and nobody can delete from it."""

import csv
import io
from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)

import pytest

from cms.accounts.models import AuditEntry, SecondFactorSettings
from cms.accounts.trail import actions, retention
from cms.accounts.trail.recording import record
from tests import factories
from tests.accounts import people
from tests.accounts.people import PASSWORD, sign_in

TRAIL = "/admin/reports/audit/"


def entries(**filters):
    """The entries, the earliest first: action, user, object."""
    found = AuditEntry.objects.filter(**filters).order_by("pk")
    return list(found.values_list("action", "user_name", "object_name"))


@pytest.fixture
def fresh(ada, ben):
    """A record with nothing on it of how the test was set up."""
    AuditEntry.objects.all()._raw_delete("default")


@pytest.mark.usefixtures("fresh")
def test_keeps_who_signs_in_and_out_and_who_fails(client, ada, settings):
    settings.TRUSTED_PROXIES = ["1"]
    through = {"X-Forwarded-For": "forged, 2001:db8:1:2::9"}
    sign_in(client, "ada", "wrong", headers=through)
    sign_in(client, "ada", headers=through)
    client.post("/admin/logout/", headers=through)
    people.wrong(6, "ben")

    assert entries() == [
        (actions.FAILED, "", "ada"),
        (actions.SIGNED_IN, "ada", ""),
        (actions.SIGNED_OUT, "ada", ""),
        *[(actions.FAILED, "", "ben")] * 4,
        (actions.LOCKED, "", "ben"),
        (actions.FAILED, "", "ben"),
    ]
    first = AuditEntry.objects.order_by("pk").first()
    assert (first.address, first.place) == ("2001:db8:1:2::9", "2001:db8:1:2::")
    assert first.details == {"kind": "password", "user": "known"}


@pytest.mark.usefixtures("fresh")
def test_keeps_what_becomes_of_second_factors_and_passwords(client, ada, mailoutbox):
    sign_in(client, "ada")
    codes = people.set_up_app(client)
    client.logout()
    sign_in(client, "ada")
    client.post(people.CODE, {"code": "135791"})
    client.post(people.CODE, {"code": codes[0]})
    for email in ("ada@example.org", "nobody@example.org"):
        Client().post("/admin/password_reset/", {"email": email})
    ada.set_password("another-long-one")
    ada.save()

    assert [one for one in entries() if not one[0].startswith("signing_in")] == [
        (actions.FACTOR_ADDED, "ada", "ada"),
        (actions.FACTOR_ADDED, "ada", "ada"),
        (actions.FACTOR_FAILED, "ada", ""),
        (actions.FACTOR_USED, "ada", ""),
        (actions.RESET_ASKED, "", "ada"),
        (actions.RESET_ASKED, "", ""),
        (actions.PASSWORD_CHANGED, "", "ada"),
    ]
    ways = AuditEntry.objects.filter(action=actions.SIGNED_IN).order_by("pk")
    assert [one.details["ways"] for one in ways] == [["password"], ["mfa", "password"]]

    kept = "".join(str(list(one.values())) for one in AuditEntry.objects.values())
    secrets = [PASSWORD, "another-long-one", ada.password, codes[0], "135791", "nobody@"]
    assert [one for one in secrets if one in kept] == []
    link = next(word for word in mailoutbox[0].body.split() if "/password_reset/" in word)
    assert link.rstrip("/").rpartition("/")[2] not in kept


@pytest.mark.usefixtures("fresh")
def test_keeps_who_gives_what_to_whom_in_the_admin(client, ada, ben, writers):
    client.force_login(ada)
    extra = Group.objects.create(name="Extra")
    AuditEntry.objects.all()._raw_delete("default")
    address = reverse("wagtailusers_users:edit", args=[ben.pk])
    form = {
        "username": "ben", "email": "ben@example.org", "first_name": "Ben", "last_name": "B",
        "is_active": "on", "is_superuser": "on", "groups": [extra.pk],
    }  # fmt: skip
    assert client.post(address, form).status_code == 302

    found = AuditEntry.objects.order_by("pk")
    assert [(one.action, one.user_name, one.object_name, one.details) for one in found] == [
        (
            actions.CHANGED, "ada", "ben",
            {"first_name": ["", "Ben"], "last_name": ["", "B"], "is_superuser": [False, True]},
        ),
        (actions.TAKEN, "ada", "ben", {"groups": ["Writers"]}),
        (actions.GIVEN, "ada", "ben", {"groups": ["Extra"]}),
    ]  # fmt: skip
    assert {one.address for one in found} == {"127.0.0.1"}

    # It remains when both are deleted.
    client.post(reverse("wagtailusers_users:delete", args=[ben.pk]))
    ada.delete()
    assert entries(action=actions.DELETED) == [
        (actions.DELETED, "ada", "ben"),
        (actions.DELETED, "", "ada"),
    ]


def make_workflow(group):
    """A workflow that a group decides."""
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Flow")
    WorkflowTask.objects.create(workflow=workflow, task=task)


@pytest.mark.usefixtures("fresh")
def test_keeps_rights_that_code_and_commands_change(english, ben, writers, monkeypatch):
    AuditEntry.objects.all()._raw_delete("default")
    view = Permission.objects.get(codename="view_auditentry")
    writers.permissions.add(view)
    writers.user_set.remove(ben)
    ben.user_permissions.add(view)
    ben.user_permissions.clear()
    publish = Permission.objects.get(codename="publish_page")
    on_page = GroupPagePermission.objects.create(
        group=writers, page=english.home, permission=publish
    )
    on_page.delete()
    GroupCollectionPermission.objects.create(
        group=writers, collection=Collection.get_first_root_node(), permission=view
    )
    restriction = PageViewRestriction.objects.create(
        page=english.news, restriction_type="password", password="of-the-page"
    )
    restriction.password = "another-of-the-page"
    restriction.save()
    restriction.restriction_type = "groups"
    restriction.save()
    restriction.groups.add(writers)
    make_workflow(writers)
    rule = SecondFactorSettings.load()
    rule.groups = [writers]
    rule.save()
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "made-by-a-command")
    call_command("createsuperuser", "--noinput", "--username=eve", "--email=eve@example.org")
    writers.delete()

    found = AuditEntry.objects.exclude(action__startswith="wagtail.").order_by("pk")
    seen = [(one.action, one.object_type) for one in found]
    assert seen == [
        (actions.GIVEN, "auth.group"),
        (actions.TAKEN, "auth.group"),
        (actions.GIVEN, "auth.user"),
        (actions.TAKEN, "auth.user"),
        (actions.CREATED, "wagtailcore.grouppagepermission"),
        (actions.DELETED, "wagtailcore.grouppagepermission"),
        (actions.CREATED, "wagtailcore.groupcollectionpermission"),
        (actions.CREATED, "wagtailcore.pageviewrestriction"),
        (actions.PASSWORD_CHANGED, "wagtailcore.pageviewrestriction"),
        (actions.CHANGED, "wagtailcore.pageviewrestriction"),
        (actions.GIVEN, "wagtailcore.pageviewrestriction"),
        (actions.CREATED, "wagtailcore.groupapprovaltask"),
        (actions.GIVEN, "wagtailcore.groupapprovaltask"),
        (actions.CREATED, "wagtailcore.workflow"),
        (actions.CREATED, "wagtailcore.workflowtask"),
        (actions.CREATED, "accounts.secondfactorsettings"),
        (actions.GIVEN, "accounts.secondfactorsettings"),
        (actions.CREATED, "auth.user"),
        (actions.DELETED, "wagtailcore.groupcollectionpermission"),
        (actions.DELETED, "auth.group"),
    ]
    kept = "".join(str(list(one.values())) for one in AuditEntry.objects.values())
    assert [one for one in ("of-the-page", "made-by-a-command") if one in kept] == []
    page = found.filter(object_type="wagtailcore.grouppagepermission").first()
    assert page.details == {
        "group": "Writers", "page": "Homepage", "permission": str(publish),
    }  # fmt: skip


@pytest.mark.usefixtures("fresh")
def test_keeps_what_happens_to_pages(client, english, ada):
    client.force_login(ada)
    article = factories.news_page(english.news)
    AuditEntry.objects.all()._raw_delete("default")
    PublishPageRevisionAction(article.save_revision(user=ada), user=ada).execute()
    UnpublishPageAction(article, user=ada).execute()
    client.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))

    assert entries() == [
        ("wagtail.publish", "ada", "An article"),
        ("wagtail.unpublish", "ada", "An article"),
        ("wagtail.delete", "ada", "An article"),
    ]


@pytest.mark.usefixtures("fresh")
def test_keeps_what_leaves_the_admin_as_a_file(client, english, ada):
    client.force_login(ada)
    AuditEntry.objects.all()._raw_delete("default")
    for path in (
        f"{TRAIL}?export=csv", f"{TRAIL}?export=xlsx&user_name=ada",
        "/admin/reports/site-history/?export=csv", "/admin/redirects/?export=xlsx",
        f"/admin/localize/files/pages/{english.news.pk}/", "/admin/reports/site-history/",
    ):  # fmt: skip
        client.get(path)
    found = AuditEntry.objects.filter(action=actions.EXPORTED).order_by("pk")
    assert [(one.object_type, one.object_name.partition(".")[2]) for one in found] == [
        ("audit_trail", "csv"), ("audit_trail", "xlsx"),
        ("wagtailadmin_reports:site_history", "csv"), ("wagtailredirects:index", "xlsx"),
    ]  # fmt: skip
    assert found[1].details == {"export": ["xlsx"], "user_name": ["ada"]}


@pytest.mark.usefixtures("fresh")
def test_is_read_filtered_and_exported_by_those_who_may(client, ada, ben, writers):
    client.force_login(ben)
    assert client.get(TRAIL).status_code == 302
    assert client.get(f"{TRAIL}?export=csv").status_code == 302
    writers.permissions.add(Permission.objects.get(codename="view_auditentry"))
    record(actions.EXPORTED, user=ada, about_name='=HYPERLINK("http://evil")')
    record("old.action", user_name="@eve", about_name="-1\r\nnext")

    page = client.get(TRAIL).content.decode()
    assert ("Exported" in page, "old.action" in page, "Rights: added" in page) == (True,) * 3
    only = client.get(f"{TRAIL}?category=export.").content.decode()
    assert ("HYPERLINK" in only, "old.action" in only) == (True, False)
    for filters in ("user_name=eve", "at_from=2000-01-01&user_name=eve", "object_name=next"):
        assert "old.action" in client.get(f"{TRAIL}?{filters}").content.decode()
    assert "old.action" not in client.get(f"{TRAIL}?at_to=2000-01-01").content.decode()

    answer = client.get(f"{TRAIL}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert {row["Object"] for row in rows} >= {'\'=HYPERLINK("http://evil")', "'-1 next"}
    assert "'@eve" in {row["User"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.usefixtures("fresh")
def test_nobody_changes_the_record(client, ada):
    entry = record(actions.EXPORTED, user=ada)
    entry.action = "another"
    for change in (
        entry.save, entry.delete, AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="another"),
        lambda: AuditEntry.objects.bulk_update([entry], ["action"]),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            change()
    client.force_login(ada)
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(TRAIL).status_code == 405
    permissions = Permission.objects.filter(content_type__model="auditentry")
    assert [one.codename for one in permissions] == ["view_auditentry"]
    assert AuditEntry.objects.filter(pk=entry.pk, action=actions.EXPORTED).exists()


@pytest.mark.usefixtures("fresh")
def test_forgets_what_is_older_than_the_setting(settings, ada):
    record(actions.EXPORTED)
    AuditEntry.objects.create(action="old", at=timezone.now() - timedelta(days=40))
    settings.AUDIT_DAYS = 0
    assert retention.prune() == 0
    settings.AUDIT_DAYS = 30
    assert retention.prune() == 1
    assert entries() == [(actions.EXPORTED, "", "")]
