"""Releases and looks at the whole site, as editors make them in the admin."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

import pytest

from cms.delivery.models import Preview, Release
from cms.delivery.previews import tokens
from cms.delivery.releases import publishing
from cms.news.models import NewsPage
from cms.translation.rights import staff
from tests import factories


@pytest.fixture
def editor(client, english):
    """A browser with an editor of the English pages."""
    user = factories.user("editor")
    user.groups.add(staff.editors(english.home.page_ptr))
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def draft(english):
    page = NewsPage.objects.get(pk=factories.news_page(english.news, "Draft", live=False).pk)
    page.save_revision()
    return page


def add_url(instance):
    content_type = ContentType.objects.get_for_model(instance)
    return reverse("releases:add_object", args=[content_type.pk, instance.pk])


def test_a_release_is_made_filled_checked_previewed_published_and_undone(editor, draft):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert add_url(draft) in edit
    made = editor.post(add_url(draft), {"title": "Spring", "action": "publish"})
    release = Release.objects.get()
    page = reverse("releases:inspect", args=[release.pk])
    assert made["Location"] == page

    checked = editor.get(page, {"check": ""}).content.decode()
    assert "Nothing stands against publishing this release." in checked
    look = editor.post(reverse("releases:preview", args=[release.pk]))
    (token,) = parse_qs(urlsplit(look["Location"]).query)["preview"]
    preview = tokens.find(token)
    assert preview is not None
    assert preview.release == release
    editor.post(reverse("releases:approve", args=[release.pk]), {"locale": draft.locale_id})
    assert "approved by editor" in editor.get(page).content.decode()

    editor.post(reverse("releases:publish", args=[release.pk]))
    draft.refresh_from_db()
    assert draft.live
    undo = editor.post(reverse("releases:undo", args=[release.pk]))
    inverse = Release.objects.get(undoes=release)
    assert undo["Location"] == reverse("releases:inspect", args=[inverse.pk])
    editor.post(reverse("releases:publish", args=[inverse.pk]))
    draft.refresh_from_db()
    assert not draft.live


def test_a_release_is_scheduled_and_taken_off_the_schedule(editor, draft):
    release = Release.objects.create(title="Spring")
    publishing.add(release, draft)
    url = reverse("releases:schedule", args=[release.pk])

    editor.post(url, {"at": "yesterday"})
    editor.post(url, {"at": "2020-01-01 10:00"})
    release.refresh_from_db()
    assert release.status == Release.Status.OPEN
    moment = timezone.localtime(timezone.now() + timedelta(days=1))
    editor.post(url, {"at": moment.strftime("%Y-%m-%d %H:%M")})
    release.refresh_from_db()
    assert (release.status, release.scheduled_by) == (Release.Status.SCHEDULED, editor.user)
    editor.post(reverse("releases:unschedule", args=[release.pk]))
    release.refresh_from_db()
    assert (release.status, release.publish_at) == (Release.Status.OPEN, None)


def test_what_a_user_may_not_see_is_only_counted(editor, english, draft):
    other = factories.home("SECRET")
    release = Release.objects.create(title="Spring")
    publishing.add(release, draft)
    publishing.add(release, other)

    text = editor.get(reverse("releases:inspect", args=[release.pk])).content.decode()

    assert "1 item is one you may not see." in text
    assert "SECRET" not in text
    checked = editor.get(reverse("releases:inspect", args=[release.pk]), {"check": ""})
    assert "An item that you may not see, or that was deleted" in checked.content.decode()
    assert "SECRET" not in checked.content.decode()
    refused = editor.post(reverse("releases:publish", args=[release.pk]), follow=True)
    assert "An item that you may not see, or that was deleted" in refused.content.decode()
    assert "SECRET" not in refused.content.decode()
    item = release.items.get(title="SECRET")
    editor.post(reverse("releases:remove", args=[release.pk, item.pk]))
    assert release.items.count() == 2
    editor.post(reverse("releases:remove", args=[release.pk, release.items.first().pk]))
    assert release.items.count() == 1


def test_nobody_adds_what_they_may_not_edit(editor, english):
    other = factories.home("Elsewhere")
    editor.post(add_url(other), {"title": "Spring", "action": "publish"})
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "name", ["publish", "schedule", "unschedule", "approve", "undo", "preview"]
)
def test_nothing_is_done_without_the_right_to_it(client, english, draft, name):
    release = Release.objects.create(title="Spring")
    publishing.add(release, draft)
    user = factories.user("somebody", "Desk")
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    client.post(reverse(f"releases:{name}", args=[release.pk]), {"at": "2090-01-01 10:00"})

    release.refresh_from_db()
    draft.refresh_from_db()
    assert (release.status, draft.live) == (Release.Status.OPEN, False)
    assert not release.approvals.exists()
    assert not Preview.objects.exists()


def test_the_site_is_looked_at_with_all_drafts_or_at_a_moment(editor, draft):
    url = reverse("preview_site")
    assert "Preview the site" in editor.get(url).content.decode()

    look = editor.post(url, {"with_own_drafts": "on", "until": "2090-01-01 10:00"})

    (token,) = parse_qs(urlsplit(look["Location"]).query)["preview"]
    preview = tokens.find(token)
    assert preview is not None
    assert (preview.with_own_drafts, preview.until.year) == (True, 2090)
