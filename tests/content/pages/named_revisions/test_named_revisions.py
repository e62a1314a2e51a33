"""Named versions: kept as they are, whatever is saved, purged or restored after them."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry, Revision

import pytest

from cms.content.pages.named_revisions.models import NamedRevision, of_page
from cms.news.models import NewsPage
from tests import factories

SENT = "as sent to the lawyer"


@pytest.fixture
def user(db):
    return factories.administrator("editor")


@pytest.fixture
def admin(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def page(english, user):
    made = factories.news_page(english.news, "Article")
    made.title = "As sent"
    made.save_revision(user=user)
    return NewsPage.objects.get(pk=made.pk)


def latest_of(page):
    return NewsPage.objects.get(pk=page.pk).get_latest_revision()


def name(page, text=SENT):
    """Give the latest draft of a page a name."""
    return NamedRevision.objects.create(revision=latest_of(page), name=text)


def save_over(page, user, title):
    """Save a draft as autosave does it, over the latest revision."""
    latest = latest_of(page)
    draft = latest.as_object()
    draft.title = title
    return draft.save_revision(user=user, overwrite_revision=latest)


def titles(page):
    return [one.as_object().title for one in page.revisions.order_by("pk")]


def test_autosave_writes_over_a_draft_and_beside_a_named_version(page, user):
    before = titles(page)
    first = save_over(page, user, "Later")
    assert titles(page) == [*before[:-1], "Later"]
    name(page)

    second = save_over(page, user, "Later still")
    third = save_over(page, user, "At last")

    assert first != second == third
    assert titles(page) == [*before[:-1], "Later", "At last"]
    assert of_page(page).get().revision.as_object().title == "Later"


def test_nobody_writes_over_what_is_not_the_latest_draft(page, user):
    named = name(page).revision
    page.save_revision(user=user)

    with pytest.raises(PermissionDenied):
        page.save_revision(user=user, overwrite_revision=named)


def test_purging_passes_over_it(page, user):
    named = name(page).revision
    page.save_revision(user=user)
    page.save_revision(user=user)

    call_command("purge_revisions", verbosity=0)

    assert set(page.revisions.all()) == {named, latest_of(page)}


@pytest.mark.parametrize(
    "delete",
    [lambda one: one.delete(), lambda one: Revision.objects.filter(pk=one.pk).delete()],
    ids=["one", "by a query"],
)
def test_it_is_deleted_with_its_page_alone(page, user, delete):
    named = name(page).revision
    page.save_revision(user=user)

    with pytest.raises(ProtectedError):
        delete(named)
    page.delete()

    assert not NamedRevision.objects.exists()
    assert not Revision.objects.filter(pk=named.pk).exists()


def test_an_editor_names_a_draft_and_finds_it_in_the_history(admin, page):
    address = reverse("named_versions", args=[page.pk])
    empty = admin.get(address).content.decode()
    assert "No version of this page has a name yet." in empty
    edit = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address in edit

    latest = page.get_latest_revision()
    response = admin.post(address, {"revision": latest.pk, "name": SENT})

    assert response.status_code == 302
    named = of_page(page).get()
    assert (named.name, named.revision, named.user.username) == (SENT, latest, "editor")
    shown = admin.get(address).content.decode()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, latest.pk, "latest"])
    restore = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, latest.pk])
    for part in (SENT, compare, restore):
        assert part in shown
    history = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert f"Version named “{SENT}”" in history

    admin.post(reverse("remove_version_name", args=[page.pk, latest.pk]))

    assert not of_page(page).exists()
    assert Revision.objects.filter(pk=latest.pk).exists()
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="content.")
    assert [one.data["name"] for one in entries] == [SENT, SENT]


def test_a_draft_has_one_name_and_a_name_is_no_longer_than_its_field(admin, page):
    address = reverse("named_versions", args=[page.pk])
    page.save_revision()
    latest = name(page).revision

    for values in (
        {"revision": latest.pk, "name": "Another"},
        {"revision": page.revisions.earliest("pk").pk, "name": "n" * 81},
        {"revision": page.revisions.earliest("pk").pk, "name": " "},
        {"revision": "x", "name": "Another"},
    ):
        response = admin.post(address, values)
        assert response.status_code == 200
        assert response.context["form"].errors
    assert [one.name for one in NamedRevision.objects.all()] == [SENT]


def test_the_name_of_a_draft_of_another_page_is_out_of_reach(admin, page, english):
    other = factories.news_page(english.news, "Other")
    other.save_revision()
    named = name(other)

    gone = admin.post(reverse("remove_version_name", args=[page.pk, named.revision_id]))
    admin.post(
        reverse("named_versions", args=[page.pk]),
        {"revision": other.revisions.earliest("pk").pk, "name": "Mine"},
    )

    assert gone.status_code == 404
    assert list(NamedRevision.objects.all()) == [named]


def test_only_those_who_may_edit_a_page_name_its_drafts(client, page, english):
    group = Group.objects.create(name="Elsewhere")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=english.legal, permission=change)
    client.force_login(factories.user("stranger", "Elsewhere"))
    named = name(page)
    address = reverse("named_versions", args=[page.pk])
    remove = reverse("remove_version_name", args=[page.pk, named.revision_id])

    answers = [client.get(address), client.post(address, {"name": "x"}), client.post(remove)]

    assert [one.status_code for one in answers] == [302, 302, 302]
    assert NamedRevision.objects.get() == named


def test_a_mirror_has_no_drafts_to_be_named(admin, page, chinese):
    alias = page.copy_for_translation(chinese.home.locale, alias=True)

    shown = admin.get(reverse("wagtailadmin_explore", args=[alias.get_parent().pk]))
    address = reverse("named_versions", args=[alias.pk])

    assert address not in shown.content.decode()
    assert admin.get(address).status_code == 302
